"""Colleagues as documents: what they say of themselves and what colleagues confirm."""

from collections.abc import Sequence
from datetime import UTC, datetime, time

from django.db.models import Count

from hamsoo.finder.documents import Document
from hamsoo.people.models import Person, PersonSkill
from hamsoo.spaces.models import Space

TYPE = "person"
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def load(ids: Sequence[int]) -> list[Document]:
    """Return active colleagues as documents; every colleague may find every colleague."""
    home = tuple(Space.objects.filter(kind=Space.Kind.ORGANISATION).values_list("pk", flat=True))
    skills: dict[int, list[PersonSkill]] = {}
    declared = PersonSkill.objects.filter(person__in=ids).select_related("skill").annotate(endorsement_count=Count("endorsements"))
    for item in declared.order_by("pk"):
        skills.setdefault(item.person_id, []).append(item)
    people = Person.objects.active().with_unit().filter(pk__in=ids)
    return [_document(person, skills.get(person.pk, []), home) for person in people]


def visible(person: Person, ids: Sequence[int]) -> set[int]:
    """Return whom of `ids` this person may see: colleagues who work here."""
    return set(Person.objects.visible_to(person).active().filter(pk__in=ids).values_list("pk", flat=True))


def _document(person: Person, skills: Sequence[PersonSkill], home: tuple[int, ...]) -> Document:
    unit = person.unit
    lines = [f"{person.position_fa} {person.position_en}", f"{unit.name_fa} {unit.name_en}" if unit else "", person.about]
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
        url=f"/people/{person.pk}/",
        facets={"unit": str(person.unit_id or "")},
    )


def _endorsed(item: PersonSkill) -> int:
    return int(getattr(item, "endorsement_count", 0))
