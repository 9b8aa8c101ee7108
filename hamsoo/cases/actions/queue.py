"""Taking what is to be done next: one's own work first, then what is due soonest of what one may and can do."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hamsoo.cases import rules
from hamsoo.cases.actions import working
from hamsoo.cases.models import Case, CaseType, LoadLimit, TypeSkill
from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed
from hamsoo.people.models import Person, PersonSkill, Skill
from hamsoo.spaces.models import Level

USUAL_LOAD, MOST_LOAD = 15, 500
State = Case.State


class Full(Conflict):
    """They have as many cases in work as they may."""

    default = _("You have as many cases in work as you can take. Finish one first.")


@transaction.atomic
def take_next(*, actor: Person, at: datetime) -> Case | None:
    """Give `actor` what is to be done next, in work from now on; None where nothing waits.

    First what is theirs and not begun, then what is nobody's in their units, for which they have the skill: what is due soonest, then
    what is more urgent, then what has waited longest. Two at once never get the same: what one has in hand, the other passes over.
    """
    mine = _first(Case.objects.filter(assignee=actor, state=State.NEW))
    if mine is not None:
        return working.work_on(actor=actor, case=mine, at=at)
    # One of those who press twice waits here, so that nobody takes more than they may.
    Person.objects.select_for_update(no_key=True).get(pk=actor.pk)
    limit = LoadLimit.objects.filter(person=actor).values_list("most", flat=True).first() or USUAL_LOAD
    if Case.objects.filter(assignee=actor, state__in=(State.NEW, State.WORKING)).count() >= limit:
        raise Full
    found = _first(_waiting(actor))
    return working.take(actor=actor, case=found, at=at) if found is not None else None


def _waiting(actor: Person) -> QuerySet[Case]:
    """Return what is nobody's in the units of a person, and asks for no skill that they do not have."""
    units = actor.unit.ancestor_ids if actor.unit else []
    asked = TypeSkill.objects.filter(type=OuterRef("type"))
    has = PersonSkill.objects.filter(person=actor)
    mine = asked.filter(Q(skill__in=has.values("skill")) | Q(skill__in=has.values("skill__meant")))
    rows = Case.objects.visible_to(actor, Level.WRITE).standing()
    return rows.filter(~Exists(asked) | Exists(mine), unit__in=units, partner=None, assignee=None, state__in=(State.NEW, State.WORKING))


def _first(rows: QuerySet[Case]) -> Case | None:
    """Return the first of `rows` that nobody has in hand at this moment, locked."""
    ordered = rows.order_by(F("due__due_at").asc(nulls_last=True), "priority", "opened_at", "pk")
    return ordered.select_for_update(of=("self",), no_key=True, skip_locked=True).first()


@transaction.atomic
def set_type_skills(*, actor: Person, type: CaseType, skills: Collection[Skill]) -> None:
    """Say which skills, any of them, somebody has who takes cases of a type from the queue; without any everybody does."""
    rules.require_can_keep_promises(actor)
    TypeSkill.objects.filter(type=type).delete()
    TypeSkill.objects.bulk_create(TypeSkill(type=type, skill=skill) for skill in skills)


@transaction.atomic
def set_load_limit(*, actor: Person, person: Person, most: int | None) -> None:
    """Say how many cases somebody has in work at most, None for what is usual: the head of their unit, and administrators."""
    if not actor.is_administrator and (person.unit is None or actor.pk not in (person.unit.head_id, person.unit.deputy_id)):
        raise NotAllowed
    if most is None:
        LoadLimit.objects.filter(person=person).delete()
        return
    if not 1 <= most <= MOST_LOAD:
        raise Invalid(_("From 1 to %(count)s cases.") % {"count": MOST_LOAD}, field="most")
    LoadLimit.objects.update_or_create(person=person, defaults={"most": most})
