"""Colleagues as documents: what they say of themselves and what colleagues confirm."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from django.db.models import Count

from hamsoo.finder.documents import Document
from hamsoo.kernel.text import analyse
from hamsoo.people.models import Person, PersonSkill
from hamsoo.people.queries import words_for_everyone
from hamsoo.spaces.models import Space

TYPE = "person"
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Skilled:
    """A skill that somebody says to have, how many colleagues confirmed it, and whether it is what was asked for."""

    name: str
    endorsement_count: int
    is_asked_for: bool


def load(ids: Sequence[int]) -> list[Document]:
    """Return active colleagues as documents; every colleague may find every colleague."""
    home = tuple(Space.objects.filter(kind=Space.Kind.ORGANISATION).values_list("pk", flat=True))
    skills = _declared(ids)
    words = words_for_everyone(ids=ids)
    people = Person.objects.active().with_unit().filter(pk__in=ids)
    return [_document(person, words[person.pk], skills.get(person.pk, []), home) for person in people]


def visible(person: Person, ids: Sequence[int]) -> set[int]:
    """Return whom of `ids` this person may see: colleagues who work here."""
    return set(Person.objects.visible_to(person).active().filter(pk__in=ids).values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Skills:
    """What to show of somebody's skills, and how often colleagues confirmed any of them."""

    shown: tuple[Skilled, ...]
    endorsement_count: int


def skills_of(ids: Collection[int], terms: Collection[str], *, limit: int = 3) -> dict[int, Skills]:
    """Return by person the skills to show: those asked for first, then those that most colleagues confirmed."""
    wanted = set(terms)
    declared = _declared(ids)
    found = {}
    for person_id in ids:
        items = declared.get(person_id, [])
        skills = [Skilled(item.skill.name, _endorsed(item), not wanted.isdisjoint(_terms(item))) for item in items]
        skills.sort(key=lambda skill: (not skill.is_asked_for, -skill.endorsement_count))
        found[person_id] = Skills(tuple(skills[:limit]), sum(map(_endorsed, items)))
    return found


def _declared(ids: Collection[int]) -> dict[int, list[PersonSkill]]:
    found: dict[int, list[PersonSkill]] = {}
    declared = PersonSkill.objects.filter(person__in=ids).select_related("skill").annotate(endorsement_count=Count("endorsements"))
    for item in declared.order_by("pk"):
        found.setdefault(item.person_id, []).append(item)
    return found


def _terms(item: PersonSkill) -> list[str]:
    return analyse(f"{item.skill.name_fa}\n{item.skill.name_en}")


def _document(person: Person, words: Sequence[str], skills: Sequence[PersonSkill], home: tuple[int, ...]) -> Document:
    unit = person.unit
    lines = [f"{person.position_fa} {person.position_en}", f"{unit.name_fa} {unit.name_en}" if unit else "", *words]
    # A confirmed skill is said once more for each confirmation, up to a bound: it tells more than a claim.
    lines += [f"{item.skill.name_fa} {item.skill.name_en}\n" * (1 + min(3, _endorsed(item))) for item in skills]
    return Document(
        type=TYPE,
        id=person.pk,
        title=f"{person.name_fa} {person.name_en}".strip(),
        text="\n".join(line for line in lines if line.strip()),
        at=datetime.combine(person.joined_on, time(), UTC) if person.joined_on else _EPOCH,
        space_ids=home,
        people=((person.pk, 1.0),),
        url=person.get_absolute_url(),
        facets={"unit": str(person.unit_id or "")},
    )


def _endorsed(item: PersonSkill) -> int:
    return int(getattr(item, "endorsement_count", 0))
