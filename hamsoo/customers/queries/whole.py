"""A company with all below it: how it is doing as a whole, from what its reader sees of each part."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hamsoo.customers.models import Dimension, TeamMember
from hamsoo.customers.queries.health import Health, healths_by
from hamsoo.customers.queries.relations import members_of
from hamsoo.customers.queries.satisfaction import Satisfaction, satisfaction_by
from hamsoo.customers.queries.standing import LEVELS, Standing, stages, standings_by
from hamsoo.customers.queries.story import Asked, Story, story_by
from hamsoo.customers.queries.team import teams_by
from hamsoo.identity.models import Customer, Entity, SourceRecord
from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Person
from hamsoo.timeline.queries import Cursor

LOWEST = 5


@dataclass(frozen=True, slots=True)
class Doing:
    """How one of the customers of a whole is doing."""

    number: int
    name: str
    health: Health

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Whole:
    """A company with its subsidiaries, at any depth, and the contacts of all of these."""

    # One of the company's own records, by which other apps find the rest.
    record_id: int
    company_count: int
    people_count: int
    is_cut: bool
    team: Sequence[TeamMember]
    # Those of whom a figure is known, the worst first; `known_count` is how many there are.
    lowest: Sequence[Doing]
    known_count: int
    tones: Mapping[str, int]
    satisfaction: Sequence[Satisfaction]
    values: Sequence[tuple[object, int]]
    stages: Sequence[tuple[object, int]]
    story: Story


def whole(*, person: Person, customer: Customer, asked: Asked, at: datetime) -> Whole:
    """Return how a company with all below it is doing; raise `NotFound` for a person."""
    if customer.entity != Entity.COMPANY:
        raise NotFound
    members = members_of(person=person, number=customer.number)
    owner = members.owner
    standings, teams = standings_by(owner), teams_by(owner)
    healths = healths_by(owner, standings=standings, teams=teams, said=satisfaction_by(owner, at=at), at=at)
    worst = sorted(healths, key=lambda number: (healths[number].figure, number))[:LOWEST]
    names = _names([pk for pk, number in owner.items() if number in worst])
    return Whole(
        record_id=next(iter(owner)),
        company_count=len(members.companies),
        people_count=len(members.people),
        is_cut=members.is_cut,
        team=teams_by(dict.fromkeys(owner, 0)).get(0, []),
        lowest=[Doing(number, names[number], healths[number]) for number in worst],
        known_count=len(healths),
        tones=Counter(one.tone for one in healths.values()),
        satisfaction=satisfaction_by(dict.fromkeys(owner, 0), at=at).get(0, ()),
        values=_counted(LEVELS, [standing.segments.get(Dimension.VALUE) for standing in standings.values()]),
        stages=_stages(standings),
        story=story_by(list(owner), person=person, asked=asked),
    )


def whole_story(*, person: Person, customer: Customer, asked: Asked, before: Cursor | None = None) -> Story:
    """Return a part of what happened with a company and all below it."""
    return story_by(list(members_of(person=person, number=customer.number).owner), person=person, asked=asked, before=before)


def whole_of(*, person: Person, record_id: int) -> list[int]:
    """Return the ids of the records of the whole that a record belongs to, for apps that keep something about customers.

    Nothing for who does not see the record.
    """
    found = SourceRecord.objects.visible_to(person).filter(pk=record_id).values_list("customer", flat=True).first()
    return [] if found is None else list(members_of(person=person, number=found).owner)


def _names(record_ids: Sequence[int]) -> dict[int, str]:
    rows = SourceRecord.objects.filter(pk__in=record_ids).order_by("-system__rank", "-pk")
    return {number: name or key for number, name, key in rows.values_list("customer", "name", "key")}


def _counted(labels: Mapping[str, object], changes: Sequence[object]) -> list[tuple[object, int]]:
    counts = Counter(getattr(change, "segment", "") for change in changes)
    return [(label, counts[code]) for code, label in labels.items() if counts[code]]


def _stages(standings: Mapping[int, Standing]) -> list[tuple[object, int]]:
    counts = Counter(standing.stage for standing in standings.values())
    return [(label, counts[code]) for code, label in stages().items() if counts[code]]
