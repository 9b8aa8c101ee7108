"""Programs that may write people: their tokens are shown once, renewed without a gap, and ended at once."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict, Invalid
from hamsoo.ledger.actions import record
from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Ref
from hamsoo.people import events, keys, rules
from hamsoo.people.models import Integration, Person

PREFIX = "hms_"
"""What every token of an integration begins with."""
OVERLAP = timedelta(days=1)
"""So long the earlier token goes on: whoever runs the identity provider enters the new one in the meantime."""
_USE_NOTED = timedelta(minutes=1)


@transaction.atomic
def create_integration(*, actor: Person, name: str, at: datetime) -> tuple[Integration, str]:
    """Let a program write people; return it with its token, which nobody can ever see again."""
    rules.require_can_manage_people(actor)
    name = " ".join(name.split())
    if not name or len(name) > 120:
        raise Invalid(_("Give it a name by which you will know it again."), field="name")
    token = _new_token()
    integration = Integration.objects.create(name=name, token_digest=keys.digest(token), created_at=at, created_by=actor)
    _record(events.IntegrationCreated(integration_id=integration.pk), integration, actor, at)
    return integration, token


@transaction.atomic
def renew_token(*, actor: Person, integration: Integration, at: datetime) -> tuple[Integration, str]:
    """Give a program another token; the earlier one goes on for `OVERLAP`."""
    integration = _standing(actor, integration)
    token = _new_token()
    integration.earlier_digest, integration.earlier_until = integration.token_digest, at + OVERLAP
    integration.token_digest = keys.digest(token)
    integration.save(update_fields=["earlier_digest", "earlier_until", "token_digest"])
    _record(events.IntegrationTokenRenewed(integration_id=integration.pk), integration, actor, at)
    return integration, token


@transaction.atomic
def end_integration(*, actor: Person, integration: Integration, at: datetime) -> Integration:
    """End the access of a program, all its tokens with it."""
    integration = _standing(actor, integration)
    integration.ended_at, integration.earlier_digest = at, ""
    integration.save(update_fields=["ended_at", "earlier_digest"])
    _record(events.IntegrationEnded(integration_id=integration.pk), integration, actor, at)
    return integration


def note_use(*, integration: Integration, at: datetime) -> None:
    """Keep when a program came last, to the minute: a busy one must not write a row with every call."""
    if integration.last_used_at is None or at - integration.last_used_at >= _USE_NOTED:
        Integration.objects.filter(pk=integration.pk).update(last_used_at=at)


def _new_token() -> str:
    return PREFIX + secrets.token_urlsafe(32)


def _standing(actor: Person, integration: Integration) -> Integration:
    rules.require_can_manage_people(actor)
    integration = Integration.objects.select_for_update().get(pk=integration.pk)
    if integration.ended_at:
        raise Conflict(_("The access of this program has ended already."))
    return integration


def _record(fact: Event, integration: Integration, actor: Person, at: datetime) -> None:
    record(fact, actor=actor, objects=[Ref("integration", integration.pk)], spaces=[], at=at)
