"""The values of the organisation, kept by administrators."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.ledger.actions import record
from hamsoo.people.models import Person
from hamsoo.social import events
from hamsoo.social.models import Value

LONGEST_NAME = 60


@transaction.atomic
def keep_value(*, actor: Person, at: datetime, name_fa: str, name_en: str = "", pk: int | None = None, is_retired: bool = False) -> Value:
    """Add a value, or change the one that `pk` names; a retired one is offered no more."""
    _require_keeper(actor)
    names = [" ".join(name.replace("\x00", "").split()) for name in (name_fa, name_en)]
    if not any(names) or max(map(len, names)) > LONGEST_NAME:
        raise Invalid(_("Give it a name of %(limit)s characters at most.") % {"limit": LONGEST_NAME}, field="name_fa")
    found = Value(place=(Value.objects.aggregate(last=Max("place"))["last"] or 0) + 1) if pk is None else _locked(pk)
    found.name_fa, found.name_en = names
    found.retired_at = (found.retired_at or at) if is_retired else None
    found.save()
    record(
        events.ValueKept(value_id=found.pk, is_retired=is_retired), actor=actor, objects=[("value", found.pk, "value")], spaces=[], at=at
    )
    return found


def _locked(pk: int) -> Value:
    found = Value.objects.filter(pk=pk).select_for_update().first()
    if found is None:
        raise NotFound
    return found


def _require_keeper(actor: Person) -> None:
    if not actor.is_administrator:
        raise NotAllowed
