"""Finding skills and who has them."""

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.text import fold
from hamsoo.people.models import Endorsement, Person, PersonSkill, Skill


def skills_of(*, person: Person, of: Person) -> QuerySet[PersonSkill]:
    """Return the skills of `of`, most confirmed first, each with `endorsement_count`, `endorsed_by_me` and `words` (who confirmed it)."""
    words = Prefetch("endorsements", queryset=Endorsement.objects.select_related("by").order_by("-at"), to_attr="words")
    mine = Endorsement.objects.filter(person_skill=OuterRef("pk"), by=person)
    held = PersonSkill.objects.filter(person=of).select_related("skill").prefetch_related(words)
    return held.annotate(endorsement_count=Count("endorsements"), endorsed_by_me=Exists(mine)).order_by(
        "-endorsement_count", "skill__key_fa", "pk"
    )


def held_skill(*, person: Person | None, pk: int) -> PersonSkill:
    """Return a skill on the profile of a colleague whom `person` sees; raise `NotFound` otherwise."""
    seen = Person.objects.visible_to(person)
    found = PersonSkill.objects.select_related("skill", "person").filter(pk=pk, person__in=seen).first()
    if found is None:
        raise NotFound
    return found


def skill_by_names(*names: str) -> Skill | None:
    """Return the skill that goes by one of these names, in whichever language and spelling."""
    keys = [key for key in map(fold, names) if key]
    return Skill.objects.filter(Q(key_fa__in=keys) | Q(key_en__in=keys)).order_by("pk").first() if keys else None


def skills_like(*, words: str, limit: int = 8) -> list[Skill]:
    """Return skills whose name begins like `words`, for whoever is typing one."""
    key = fold(words)
    return (
        list(Skill.objects.filter(Q(key_fa__startswith=key) | Q(key_en__startswith=key)).order_by("key_fa", "key_en")[:limit])
        if key
        else []
    )
