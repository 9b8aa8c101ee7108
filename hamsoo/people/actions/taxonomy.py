"""Keeping the taxonomy in order: merging, renaming, naming, splitting, hiding and placing skills, and undoing each of these exactly."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict, Invalid
from hamsoo.kernel.text import fold
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people import events, queries, rules
from hamsoo.people.actions.broadening import require_sound, set_broader, take_back_broader
from hamsoo.people.actions.naming import add_names, new_skill, written
from hamsoo.people.models import Person, Skill, SkillDecision, SkillName

Kind = SkillDecision.Kind

# Decisions are rare and each depends on those before it: one at a time. The number only has to differ from other advisory locks of ours.
_LOCK = 7_210_050


@transaction.atomic
def merge_skills(*, actor: Person, skill: Skill, into: Skill, at: datetime) -> SkillDecision:
    """Let `skill`, and all that means it, be read as `into` from now on. No row moves, so `undo_decision` gives back exactly what was.

    Raises:
        Conflict: both are read as the same already, so no circle can come about; or a skill would come to stand below itself.
    """
    skill, into = _locked(actor, skill).shown, _locked(actor, into).shown
    if skill.pk == into.pk:
        raise Conflict(_("These two are one skill already."), field="into")
    Skill.objects.filter(pk=skill.pk).update(merged_into=into, meant=into)
    Skill.objects.filter(meant=skill.pk).update(meant=into)
    require_sound()
    return _decide(actor, Kind.MERGE, skill, at, other=into)


@transaction.atomic
def rename_skill(*, actor: Person, skill: Skill, name_fa: str, name_en: str, at: datetime) -> SkillDecision:
    """Show the skill under these names, one of which may be empty; the names it had stay its names. The same names change nothing."""
    skill = _standing(_locked(actor, skill))
    after = {
        "name_fa": written(name_fa, "name_fa") if name_fa.strip() else "",
        "name_en": written(name_en, "name_en") if name_en.strip() else "",
    }
    if not any(after.values()):
        raise Invalid(_("Name the skill in a few words."), field="name_fa")
    for field, name in after.items():
        _require_free(name, skill, field)
    before = {field: getattr(skill, field) for field in after}
    if before == after:
        raise Conflict(_("It is called that already."))
    added = add_names(skill, *after.values())
    _show_as(skill, after)
    details = {"before": before, "after": after, "added": [row.pk for row in added]}
    return _decide(actor, Kind.RENAME, skill, at, details=details)


@transaction.atomic
def add_skill_name(*, actor: Person, skill: Skill, name: str, at: datetime) -> SkillDecision:
    """Let a further name, in either language, mean the skill."""
    skill = _standing(_locked(actor, skill))
    name = written(name)
    _require_free(name, skill, "name")
    added = add_names(skill, name)
    if not added:
        raise Conflict(_("It is called that already."), field="name")
    return _decide(actor, Kind.NAME, skill, at, details={"added": [row.pk for row in added]})


@transaction.atomic
def split_skill(*, actor: Person, name: SkillName, at: datetime) -> SkillDecision:
    """Make one of a skill's names a skill of its own; who has the skill keeps it. The names it is shown under stay with it."""
    skill = _locked(actor, name.skill)
    name = SkillName.objects.filter(pk=name.pk, skill=skill).first() or _gone()
    if fold(name.name) in (fold(skill.name_fa), fold(skill.name_en)):
        raise Conflict(_("The skill is shown under this name. Rename the skill first."), field="name")
    name.delete()
    split = new_skill(**{f"name_{name.language}": name.name})
    details = {"name": name.name, "language": name.language}
    return _decide(actor, Kind.SPLIT, skill, at, other=split, details=details)


@transaction.atomic
def hide_skill(*, actor: Person, skill: Skill, at: datetime) -> SkillDecision:
    """Show the skill to nobody but its keepers, and let nobody else declare it; who has it gets it back when this is undone."""
    skill = _standing(_locked(actor, skill))
    if skill.is_hidden:
        raise Conflict(_("This skill is hidden already."))
    Skill.objects.filter(pk=skill.pk).update(is_hidden=True)
    return _decide(actor, Kind.HIDE, skill, at)


@transaction.atomic
def put_skill_under(*, actor: Person, skill: Skill, broader: Skill | None, at: datetime) -> SkillDecision:
    """Make the skill a part of a broader one, or of none. The same again, a circle, and more than five one below the other are refused."""
    skill = _standing(_locked(actor, skill))
    above = _locked(actor, broader).shown if broader is not None else None
    before, after = skill.broader_id, above.pk if above is not None else None
    if (queries.places().get(skill.pk), after) == (after, after):
        raise Conflict(_("It stands there already."), field="broader")
    if above is not None and above.pk == skill.pk:
        raise Conflict(_("A skill would be a part of itself."), field="broader")
    set_broader(skill, after)
    return _decide(actor, Kind.UNDER, skill, at, other=above, details={"before": before, "after": after})


@transaction.atomic
def undo_decision(*, actor: Person, decision: SkillDecision, at: datetime) -> SkillDecision:
    """Undo one decision, in whichever order they were made; what was decided since stays.

    Raises:
        Conflict: it was undone already, it undoes another one, what it made is in use meanwhile, or a skill would come to stand below
            itself, as it was put elsewhere since.
    """
    _lock(actor)
    decision = SkillDecision.objects.select_related("skill", "other").get(pk=decision.pk)
    if decision.kind == Kind.UNDO or SkillDecision.objects.filter(undoes=decision).exists():
        raise Conflict(_("This was undone already."))
    skill = decision.skill or _gone()
    if decision.kind == Kind.MERGE:
        _part(skill)
    elif decision.kind == Kind.HIDE:
        Skill.objects.filter(pk=skill.pk).update(is_hidden=False)
    elif decision.kind == Kind.SPLIT:
        _take_back(skill, decision)
    elif decision.kind == Kind.UNDER:
        take_back_broader(skill, decision)
    else:
        _unname(skill, decision)
    return _decide(actor, Kind.UNDO, skill, at, other=decision.other, undoes=decision)


def _part(skill: Skill) -> None:
    """Let a merged skill stand for itself again, with all that was merged into it."""
    Skill.objects.filter(pk=skill.pk).update(merged_into=None, meant=None)
    parents = [skill.pk]
    while parents:
        below = list(Skill.objects.filter(merged_into__in=parents).values_list("pk", flat=True))
        Skill.objects.filter(pk__in=below).update(meant=skill.pk)
        parents = below
    require_sound()


def _take_back(skill: Skill, decision: SkillDecision) -> None:
    """Give a name that was split off back to its skill, if nobody uses what it became."""
    split = decision.other or _gone()
    if split.merged_into_id or split.is_hidden or queries.is_used(split) or split.names.count() > 1:
        raise Conflict(_("What was split off is in use. Merge it back instead."))
    decision.other = None
    split.delete()
    add_names(skill, str(decision.details["name"]))


def _unname(skill: Skill, decision: SkillDecision) -> None:
    """Take back the names that a decision added, and show the skill as before."""
    details: Mapping[str, Any] = decision.details
    if after := details.get("after"):
        if any(getattr(skill, field) != name for field, name in after.items()):
            raise Conflict(_("The skill was renamed again since. Undo that first."))
        _show_as(skill, details["before"])
    shown = {fold(skill.name_fa), fold(skill.name_en)}
    added = SkillName.objects.filter(pk__in=details["added"], skill=skill)
    if added.filter(key__in=shown - {""}).exists():
        raise Conflict(_("The skill is shown under this name. Rename the skill first."))
    added.delete()


def _show_as(skill: Skill, names: Mapping[str, str]) -> None:
    skill.name_fa, skill.name_en = names["name_fa"], names["name_en"]
    skill.sort_key = Skill.key_for(skill.name_fa, skill.name_en)
    skill.save(update_fields=["name_fa", "name_en", "sort_key"])


def _require_free(name: str, skill: Skill, field: str) -> None:
    """Raise `Conflict` when the name means another skill, or one that was merged into this one."""
    owner = queries.skill_by_names(name) if name else None
    if owner is None or owner.pk == skill.pk:
        return
    if owner.shown.pk == skill.pk:
        raise Conflict(_("“%(name)s” was merged into this skill. Undo that, then merge the other way round.") % {"name": name}, field=field)
    raise Conflict(_("“%(name)s” is another skill. Merge the two instead.") % {"name": name}, field=field)


def _standing(skill: Skill) -> Skill:
    """Return a skill that stands for itself; raise `Conflict` for one that was merged."""
    if skill.meant_id:
        raise Conflict(_("This skill was merged into “%(name)s”.") % {"name": skill.shown.name})
    return skill


def _lock(actor: Person) -> None:
    rules.require_keeps_skills(actor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _locked(actor: Person, skill: Skill) -> Skill:
    _lock(actor)
    return Skill.objects.select_related("meant").filter(pk=skill.pk).first() or _gone()


def _gone() -> Any:
    raise Conflict(_("This skill is not there any more."))


def _decide(
    actor: Person,
    kind: str,
    skill: Skill,
    at: datetime,
    *,
    other: Skill | None = None,
    details: Mapping[str, Any] | None = None,
    undoes: SkillDecision | None = None,
) -> SkillDecision:
    """Keep a decision and state it."""
    made = SkillDecision.objects.create(kind=kind, skill=skill, other=other, details=details or {}, undoes=undoes, by=actor, at=at)
    touched = [skill.pk, *([other.pk] if other else [])]
    fact = events.SkillsArranged(decision_id=made.pk, kind=str(kind), skill_ids=tuple(touched))
    record(fact, actor=actor, objects=[Ref("skill", pk) for pk in touched], spaces=[], at=at)
    return made
