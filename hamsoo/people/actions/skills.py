"""What colleagues are good at: said by themselves, confirmed by others, shown by what they did."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.kernel.text import detect_language
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.traits import Ref
from hamsoo.people import events, queries, rules
from hamsoo.people.actions.naming import ensure_skill
from hamsoo.people.models import Endorsement, Person, PersonSkill, SkillEvidence

READ_AT_ONCE = 200
"""So many people one fact has read again: who has a common skill is read in parts, and other news goes between them."""


@transaction.atomic
def declare_skill(*, actor: Person, name: str, at: datetime) -> PersonSkill:
    """Put a skill on the actor's own profile; one that is there already, under whichever name, is left as it is."""
    rules.require_active(actor)
    language = detect_language(name)
    skill = ensure_skill(name_fa=name) if language == "fa" else ensure_skill(name_en=name)
    if skill.shown.is_hidden:
        raise Invalid(_("This skill is not used here."), field="name")
    held = PersonSkill(person=actor, skill=skill)
    if same := queries.same_skill(held):
        return same[0]
    held, is_new = PersonSkill.objects.get_or_create(person=actor, skill=skill, defaults={"declared_at": at})
    if is_new:
        fact = events.SkillDeclared(person_id=actor.pk, skill_id=skill.pk)
        record(fact, actor=actor, objects=[Ref("person", actor.pk), Ref("skill", skill.shown.pk)], spaces=[], at=at)
    return held


@transaction.atomic
def withdraw_skill(*, actor: Person, held: PersonSkill, at: datetime) -> None:
    """Take a skill from the actor's own profile under all names that mean it, and with it what colleagues said of it."""
    rules.require_holds(actor, held)
    same = queries.same_skill(held)
    if not same:
        raise NotFound
    PersonSkill.objects.filter(pk__in=[row.pk for row in same]).delete()
    for row in same:
        fact = events.SkillWithdrawn(person_id=actor.pk, skill_id=row.skill_id)
        record(fact, actor=actor, objects=[Ref("person", actor.pk), Ref("skill", held.skill.shown.pk)], spaces=[], at=at)


@transaction.atomic
def endorse_skill(*, actor: Person, held: PersonSkill, at: datetime, reason: str = "", link: str = "") -> Endorsement:
    """Confirm a colleague's skill, with a reason and a link to where it was seen; twice is once, with the later reason.

    `link` is an address of this site, as a path; whoever opens it needs the right to.
    """
    rules.require_can_endorse(actor, held)
    why = {"reason": rules.reason(reason), "link": rules.path_of_this_site(link)}
    known = Endorsement.objects.filter(person_skill__in=[row.pk for row in queries.same_skill(held)], by=actor).order_by("pk").first()
    if known is not None:
        if any(why.values()):
            Endorsement.objects.filter(pk=known.pk).update(**why)
            known.reason, known.link = why["reason"], why["link"]
        return known
    said, is_new = Endorsement.objects.get_or_create(person_skill=held, by=actor, defaults={"at": at, **why})
    if is_new:
        fact = events.SkillEndorsed(person_id=held.person_id, skill_id=held.skill_id)
        record(fact, actor=actor, objects=[Ref("person", held.person_id), Ref("skill", held.skill.shown.pk)], spaces=[], at=at)
    return said


@transaction.atomic
def withdraw_endorsement(*, actor: Person, held: PersonSkill, at: datetime) -> None:
    """Take the actor's own word for a skill back; without one nothing happens."""
    same = [row.pk for row in queries.same_skill(held)]
    deleted, _rows = Endorsement.objects.filter(person_skill__in=same, by=actor).delete()
    if deleted:
        fact = events.EndorsementWithdrawn(person_id=held.person_id, skill_id=held.skill_id)
        record(fact, actor=actor, objects=[Ref("person", held.person_id), Ref("skill", held.skill.shown.pk)], spaces=[], at=at)


@dataclass(frozen=True, slots=True)
class Work:
    """A work of somebody that names a skill they have: how much it says (an answer 1, an accepted one 1.5), and when it was done."""

    object_id: int
    person_id: int
    skill_id: int
    weight: float
    is_accepted: bool
    at: datetime


@transaction.atomic
def note_skill_evidence(*, source: str, object_ids: Collection[int], works: Iterable[Work]) -> None:
    """Put `works` in the place of all that these works of `source` (`answer`) have shown so far; the same again changes nothing.

    For readers of the log, which pass only works that every colleague may read.
    """
    SkillEvidence.objects.filter(source=source, object_id__in=object_ids).delete()
    rows = [
        SkillEvidence(
            source=source,
            object_id=work.object_id,
            person_id=work.person_id,
            skill_id=work.skill_id,
            weight=work.weight,
            is_accepted=work.is_accepted,
            at=work.at,
        )
        for work in works
        if work.object_id in object_ids
    ]
    SkillEvidence.objects.bulk_create(rows, batch_size=1000)


@transaction.atomic
def reread_holders(*, skill_ids: Sequence[int], after: int, cause: int, at: datetime) -> None:
    """Have the next part read again of those who have one of these skills, after somebody's id; nothing when there is no more.

    Called when the skills are in order: who names one meanwhile is read when they do.
    """
    part = queries.holder_ids(skill_ids=skill_ids, after=after, limit=READ_AT_ONCE)
    if part:
        fact = events.HoldersReread(skill_ids=tuple(skill_ids), person_ids=tuple(part))
        record(fact, actor=SYSTEM, objects=[Ref("skill", pk) for pk in skill_ids], spaces=[], at=at, cause=cause)


def forget_skill_evidence(*, source: str) -> None:
    """Forget all that works of `source` have shown, before they are read again."""
    SkillEvidence.objects.filter(source=source).delete()
