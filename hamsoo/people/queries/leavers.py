"""Finding who has left, and what they left open."""

from dataclasses import dataclass

from hamsoo.kernel.errors import NotFound
from hamsoo.people import handover, rules
from hamsoo.people.models import Person
from hamsoo.people.queries.records import kept_people

PAGE = 50


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who has left, and how much waits for somebody else."""

    person: Person
    open_count: int


@dataclass(frozen=True, slots=True)
class Leavers:
    """One page of leavers, the latest first; `after` is the id to go on from."""

    items: list[Leaver]
    after: int | None


def leavers(*, person: Person | None, after: int | None = None) -> Leavers:
    """Return who has left, for those who keep the record."""
    found = kept_people(person=person).exclude(left_on=None).with_unit().order_by("-left_on", "-pk")
    last = Person.objects.filter(pk=after).exclude(left_on=None).first() if after else None
    if last is not None:
        found = found.filter(left_on__lte=last.left_on).exclude(left_on=last.left_on, pk__gte=last.pk)
    rows = list(found[: PAGE + 1])
    counts = handover.open_counts([row.pk for row in rows[:PAGE]])
    return Leavers([Leaver(row, counts[row.pk]) for row in rows[:PAGE]], rows[PAGE - 1].pk if len(rows) > PAGE else None)


@dataclass(frozen=True, slots=True)
class Left:
    """What of one kind a leaver left open: `count` in all, of which the first are listed."""

    kind: handover.Kind
    things: list[handover.Owned]
    count: int

    @property
    def givable_count(self) -> int:
        """Return how many of those that are listed the reader may give to somebody."""
        return sum(one.is_givable for one in self.things)


def leaver(*, person: Person | None, pk: int) -> Person:
    """Return somebody who has left, for who may hand over what they left; raise `NotFound` otherwise."""
    found = Person.objects.select_related("unit", "manager").exclude(left_on=None).filter(pk=pk).first()
    if found is None or person is None or not rules.can_hand_over(person, found):
        raise NotFound
    return found


def left_open(*, person: Person, leaver: Person) -> list[Left]:
    """Return what `leaver` left open, by kind, as `person` may read it: of each kind so many as one page holds."""
    found = [(kind, kind.ids(leaver)) for kind in handover.kinds()]
    return [Left(kind, list(kind.load(person, leaver, ids[:PAGE])), len(ids)) for kind, ids in found if ids]
