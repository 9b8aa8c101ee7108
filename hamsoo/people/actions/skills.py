"""What colleagues are good at: said by themselves, confirmed by others."""

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.kernel.text import detect_language, fold
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people import events, queries, rules
from hamsoo.people.models import Endorsement, Person, PersonSkill, Skill

NAME_LONGEST = 80


@transaction.atomic
def ensure_skill(*, name_fa: str = "", name_en: str = "") -> Skill:
    """Return the skill that one of these names means, however it is spelled; make it when there is none."""
    names = [" ".join(name.split()) for name in (name_fa, name_en)]
    keys = [fold(name) for name in names]
    # One sign can fold into many ("ﷺ" into eighteen), so the keys are measured too.
    if not any(keys) or max(map(len, [*names, *keys])) > NAME_LONGEST:
        raise Invalid(_("Name the skill in a few words."), field="name")
    if found := queries.skill_by_names(*names):
        return found
    code = slugify(keys[1] or keys[0], allow_unicode=True)[:80]
    if not code:
        raise Invalid(_("Name the skill in a few words."), field="name")
    # Two who name a new skill at the same moment mean the same one: the code is unique, the second finds what the first made.
    skill, _made = Skill.objects.get_or_create(
        code=code, defaults={"name_fa": names[0], "name_en": names[1], "key_fa": keys[0], "key_en": keys[1]}
    )
    return skill


@transaction.atomic
def declare_skill(*, actor: Person, name: str, at: datetime) -> PersonSkill:
    """Put a skill on the actor's own profile; one that is there already is left as it is."""
    language = detect_language(name)
    skill = ensure_skill(name_fa=name) if language == "fa" else ensure_skill(name_en=name)
    held, is_new = PersonSkill.objects.get_or_create(person=actor, skill=skill, defaults={"declared_at": at})
    if is_new:
        fact = events.SkillDeclared(person_id=actor.pk, skill_id=skill.pk)
        record(fact, actor=actor, objects=[Ref("person", actor.pk), Ref("skill", skill.pk)], spaces=[], at=at)
    return held


@transaction.atomic
def withdraw_skill(*, actor: Person, held: PersonSkill, at: datetime) -> None:
    """Take a skill from the actor's own profile, and with it what colleagues said of it."""
    rules.require_holds(actor, held)
    deleted, _rows = PersonSkill.objects.filter(pk=held.pk).delete()
    if not deleted:
        raise NotFound
    fact = events.SkillWithdrawn(person_id=actor.pk, skill_id=held.skill_id)
    record(fact, actor=actor, objects=[Ref("person", actor.pk), Ref("skill", held.skill_id)], spaces=[], at=at)


@transaction.atomic
def endorse_skill(*, actor: Person, held: PersonSkill, at: datetime) -> Endorsement:
    """Confirm a colleague's skill; twice is once."""
    rules.require_can_endorse(actor, held)
    said, is_new = Endorsement.objects.get_or_create(person_skill=held, by=actor, defaults={"at": at})
    if is_new:
        fact = events.SkillEndorsed(person_id=held.person_id, skill_id=held.skill_id)
        record(fact, actor=actor, objects=[Ref("person", held.person_id), Ref("skill", held.skill_id)], spaces=[], at=at)
    return said


@transaction.atomic
def withdraw_endorsement(*, actor: Person, held: PersonSkill, at: datetime) -> None:
    """Take the actor's own word for a skill back; without one nothing happens."""
    deleted, _rows = Endorsement.objects.filter(person_skill=held, by=actor).delete()
    if deleted:
        fact = events.EndorsementWithdrawn(person_id=held.person_id, skill_id=held.skill_id)
        record(fact, actor=actor, objects=[Ref("person", held.person_id), Ref("skill", held.skill_id)], spaces=[], at=at)
