"""What a unit needs its people to be able to do."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Invalid
from hamsoo.kernel.text import detect_language
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people import events, rules
from hamsoo.people.actions.naming import ensure_skill
from hamsoo.people.models import Person, Skill, Unit, UnitNeed
from hamsoo.people.strength import Level

MOST_WANTED = 1000


@transaction.atomic
def set_unit_need(
    *, actor: Person, unit: Unit, skill: Skill, wanted_count: int, at: datetime, wanted_level: int = Level.SHOWN
) -> UnitNeed | None:
    """Say how many people of `unit`, with those below it, should have `skill` at which level; 0 takes the need back. Same is no news."""
    rules.require_can_set_needs(actor, unit)
    if not 0 <= wanted_count <= MOST_WANTED:
        raise Invalid(_("Write a number from 0 to %(most)s.") % {"most": MOST_WANTED}, field="wanted_count")
    if wanted_level not in Level.values:
        raise Invalid(field="wanted_level")
    skill = skill.shown
    if skill.is_hidden:
        raise Invalid(_("This skill is not used here."), field="name")
    rows = UnitNeed.objects.filter(unit=unit, skill__in=[skill.pk, *skill.meanings.values_list("pk", flat=True)])
    if rows.filter(wanted_count=wanted_count, wanted_level=wanted_level).exists():
        return rows.first()
    deleted, _rows = rows.delete()
    need = UnitNeed.objects.create(unit=unit, skill=skill, wanted_count=wanted_count, wanted_level=wanted_level) if wanted_count else None
    if need or deleted:
        fact = events.UnitNeedSet(unit_id=unit.pk, skill_id=skill.pk, wanted_count=wanted_count, wanted_level=int(wanted_level))
        record(fact, actor=actor, objects=[Ref("unit", unit.pk), Ref("skill", skill.pk)], spaces=[], at=at)
    return need


@transaction.atomic
def set_unit_need_by_name(
    *, actor: Person, unit: Unit, name: str, wanted_count: int, at: datetime, wanted_level: int = Level.SHOWN
) -> UnitNeed | None:
    """Set a need for the skill that `name` means; a name that is not known yet makes the skill."""
    rules.require_can_set_needs(actor, unit)
    language = detect_language(name)
    skill = ensure_skill(name_fa=name) if language == "fa" else ensure_skill(name_en=name)
    return set_unit_need(actor=actor, unit=unit, skill=skill, wanted_count=wanted_count, wanted_level=wanted_level, at=at)
