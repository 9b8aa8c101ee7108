"""Who follows what, and what could be followed."""

from collections.abc import Iterable
from dataclasses import dataclass

from hamsoo.kernel.text import analyse
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.queries import around
from hamsoo.threads import targets
from hamsoo.threads.models import Follow, Topic

ORDER = ("person", "source_record", "unit", "skill", "topic", "space", "question")
"""In which order kinds of things are listed; others follow."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What somebody follows, as they may see it: `target` is None when they may not any more, `face` is a colleague's."""

    follow: Follow
    target: targets.Target | None
    face: Person | None

    @property
    def ref(self) -> Ref:
        """Return what is followed."""
        return self.follow.target


@dataclass(frozen=True, slots=True)
class Followers:
    """Who follows a colleague: those who let their name be seen, and how many there are in all."""

    named: list[Person]
    count: int

    @property
    def unnamed_count(self) -> int:
        """Return how many do not let their name be seen."""
        return self.count - len(self.named)


def followed(*, person: Person, type: str | None = None) -> set[Ref]:
    """Return what `person` follows, of one type or of all."""
    own = Follow.objects.visible_to(person)
    own = own.filter(target_type=type) if type else own
    return {Ref(*row) for row in own.values_list("target_type", "target_id")}


def follows(*, person: Person, target: Ref) -> bool:
    """Return whether `person` follows `target`."""
    return Follow.objects.visible_to(person).of(target).exists()


def follow_of(*, person: Person, target: Ref) -> Follow | None:
    """Return how `person` follows `target`, or None."""
    return Follow.objects.visible_to(person).of(target).first()


def all_followed(*, person: Person, limit: int | None = None) -> list[Followed]:
    """Return what `person` follows: by kind, within a kind what was followed last first."""
    rows = list(Follow.objects.visible_to(person).order_by("-at", "-id")[:limit])
    things = targets.find_many(person=person, refs=(row.target for row in rows))
    rows.sort(key=lambda row: ORDER.index(row.target_type) if row.target_type in ORDER else len(ORDER))
    ids = [row.target_id for row in rows if row.target_type == "person"]
    faces = Person.objects.visible_to(person).with_unit().in_bulk(ids) if ids else {}
    return [Followed(row, things.get(row.target), faces.get(row.target_id) if row.target_type == "person" else None) for row in rows]


def followers(*, of: Person) -> Followers:
    """Return who follows `of`: for that colleague alone to read."""
    rows = Follow.objects.of(Ref("person", of.pk)).filter(person__left_on=None)
    named = Person.objects.active().with_unit().filter(pk__in=rows.filter(is_named=True).values("person")).order_by("sort_key", "pk")
    return Followers(list(named), rows.count())


def present_people(*, person: Person, limit: int = 50) -> list[int]:
    """Return the ids of the colleagues whose presence `person` wants to see."""
    rows = Follow.objects.visible_to(person).filter(target_type="person", aspects__contains=["presence"]).order_by("-at", "-id")
    return list(rows.values_list("target_id", flat=True)[:limit])


def suggestions(*, person: Person, limit: int = 8) -> list[targets.Target]:
    """Return what is worth following to begin with: one's manager, those who report to one, one's unit."""
    near = around(of=person)
    refs = [Ref("person", one.pk) for one in (*near.managers[-1:], *near.reports)]
    refs += [Ref("unit", person.unit_id)] if person.unit_id else []
    known = followed(person=person)
    things = targets.find_many(person=person, refs=refs)
    return [things[ref] for ref in refs if ref in things and ref not in known][:limit]


def topics_in(*texts: str) -> list[Ref]:
    """Return the topics that somebody follows and that these texts speak of: every word of the topic stands in them."""
    terms = set(analyse("\n".join(texts)))
    if not terms:
        return []
    near = Topic.objects.filter(terms__overlap=sorted(terms)).order_by("pk")
    return [Ref("topic", topic.pk) for topic in near if all(terms.intersection(group) for group in topic.groups)]


def topics_of(*, person: Person, ids: Iterable[int]) -> dict[int, Topic]:
    """Return topics by id, of those that `person` follows: that somebody else follows certain words is not told."""
    own = Follow.objects.visible_to(person).filter(target_type="topic", target_id__in=list(ids))
    return Topic.objects.filter(pk__in=own.values("target_id")).in_bulk()
