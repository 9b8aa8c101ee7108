"""Stating that people were taken over."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import Acts
from hamsoo.people import events, rules


@transaction.atomic
def note_import(*, actor: Acts, source: str, counts: Mapping[str, int], at: datetime) -> None:
    """State that people were taken over from `source`; nothing is said when nothing changed."""
    rules.require_can_manage_people(actor)
    changes = {f"{name}_count": counts.get(name, 0) for name in ("joined", "changed", "left")}
    if any(changes.values()):
        record(events.PeopleImported(source=source, **changes), actor=actor, objects=[], spaces=[], at=at)
