"""Keys by which a system's own program sends its records."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from hamsoo.identity import events, rules
from hamsoo.identity.models import System
from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import Acts
from hamsoo.ledger.traits import Ref

PREFIX = "hsr_"
"""What every such key begins with, so that scanners for leaked secrets can tell it."""


@transaction.atomic
def make_hook_key(*, actor: Acts, system: System, at: datetime) -> str:
    """Give a system's program a new key, which nobody can ever see again; the one it had ends at once."""
    rules.require_keeps_systems(actor)
    if not rules.sees_system(actor, system):
        raise NotFound
    key = PREFIX + secrets.token_urlsafe(32)
    System.objects.filter(pk=system.pk).update(hook_digest=digest(key))
    record(events.HookKeyMade(system_id=system.pk), actor=actor, objects=[Ref("source_system", system.pk)], spaces=[], at=at)
    return key


@transaction.atomic
def end_hook(*, actor: Acts, system: System, at: datetime) -> None:
    """Let no program send records any more; nothing is said where none could."""
    rules.require_keeps_systems(actor)
    if not rules.sees_system(actor, system):
        raise NotFound
    if System.objects.filter(pk=system.pk).exclude(hook_digest="").update(hook_digest=""):
        record(events.HookEnded(system_id=system.pk), actor=actor, objects=[Ref("source_system", system.pk)], spaces=[], at=at)


def digest(key: str) -> str:
    """Return what is kept of a key: it has 256 random bits, so a slow hash would add nothing."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
