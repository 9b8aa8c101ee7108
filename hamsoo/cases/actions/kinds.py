"""Keeping the types of cases: their names and places, the fields that they ask for, and who takes them from the queue."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.cases import events, rules
from hamsoo.cases.actions.queue import set_type_skills
from hamsoo.cases.models import CaseType
from hamsoo.kernel.errors import Invalid
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person, Skill

_NAME, _PLACES = 120, 999
_SAYS = ("name_fa", "name_en", "fields", "rank", "is_active")


@transaction.atomic
def keep_type(
    *,
    actor: Person,
    type: CaseType | None,
    name_fa: str,
    fields: Sequence[Mapping[str, Any]],
    at: datetime,
    name_en: str = "",
    rank: int = 1,
    is_active: bool = True,
    skills: Collection[Skill] | None = None,
) -> CaseType:
    """Add a type of cases, or change one. Cases keep the type that they have, and what stands in fields that are asked for no more.

    A field without a `key` is new and gets one; None as `skills` leaves those that are asked for.
    """
    rules.require_can_keep_promises(actor)
    found = CaseType.objects.select_for_update().get(pk=type.pk) if type else CaseType(at=at)
    before = [getattr(found, name) for name in _SAYS]
    found.name_fa = rules.required(name_fa, "name_fa", longest=_NAME)
    found.name_en = rules.optional(name_en, "name_en", longest=_NAME)
    if not 1 <= rank <= _PLACES:
        raise Invalid(_("A place from 1 to %(count)s.") % {"count": _PLACES}, field="rank")
    if is_active and CaseType.objects.filter(name_fa=found.name_fa, is_active=True).exclude(pk=found.pk).exists():
        raise Invalid(_("Another type has this name."), field="name_fa")
    found.fields = [one.model_dump(mode="json") for one in rules.checked_fields(_with_keys(fields, found.fields))]
    found.rank, found.is_active = rank, is_active
    if type is None or before != [getattr(found, name) for name in _SAYS]:
        found.save()
        fact = events.TypeKept(type_id=found.pk, is_new=type is None, is_active=is_active)
        record(fact, actor=actor, objects=[Ref("case_type", found.pk)], spaces=[], at=at)
    if skills is not None:
        set_type_skills(actor=actor, type=found, skills=skills)
    return found


def _with_keys(given: Sequence[Mapping[str, Any]], before: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return fields with a key each: one that no field of the type has or had a moment ago."""
    taken = {str(one.get("key")) for one in (*given, *before)}
    fresh = (f"field_{number}" for number in range(1, 10_000) if f"field_{number}" not in taken)
    return [{**one, "key": one.get("key") or next(fresh)} for one in given]
