"""Colleagues as documents: what they say of themselves and what colleagues confirm."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from hamsoo.finder.documents import Document
from hamsoo.kernel.text import analyse
from hamsoo.people.models import Person
from hamsoo.people.queries import Known, among, skills_for_everyone, words_for_everyone
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
    skills = skills_for_everyone(person_ids=ids)
    words = words_for_everyone(ids=ids)
    people = Person.objects.active().with_unit().filter(pk__in=ids)
    return [_document(person, words[person.pk], skills.get(person.pk, []), home) for person in people]


def visible(person: Person, ids: Sequence[int]) -> set[int]:
    """Return whom of `ids` this person may see: colleagues who work here."""
    return set(Person.objects.visible_to(person).active().filter(among("pk", ids)).order_by().values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Skills:
    """What to show of somebody's skills, and how often colleagues confirmed any of them."""

    shown: tuple[Skilled, ...]
    endorsement_count: int


def skills_of(ids: Collection[int], terms: Collection[str], *, limit: int = 3) -> dict[int, Skills]:
    """Return by person the skills to show: those asked for first, then those that most colleagues confirmed."""
    wanted = set(terms)
    declared = skills_for_everyone(person_ids=ids)
    found = {}
    for person_id in ids:
        items = declared.get(person_id, [])
        skills = [Skilled(item.skill.name, item.endorsement_count, not wanted.isdisjoint(_terms(item))) for item in items]
        skills.sort(key=lambda skill: (not skill.is_asked_for, -skill.endorsement_count))
        found[person_id] = Skills(tuple(skills[:limit]), sum(item.endorsement_count for item in items))
    return found


def _terms(known: Known) -> list[str]:
    return analyse("\n".join(known.names))


def _document(person: Person, words: Sequence[str], skills: Sequence[Known], home: tuple[int, ...]) -> Document:
    unit = person.unit
    lines = [f"{person.position_fa} {person.position_en}", f"{unit.name_fa} {unit.name_en}" if unit else "", *words]
    # A confirmed skill is said once more for each confirmation, up to a bound: it tells more than a claim.
    lines += [f"{' '.join(item.names)}\n" * (1 + min(3, item.endorsement_count)) for item in skills]
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
