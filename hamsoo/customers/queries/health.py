"""How a customer is doing, in a figure that says what it is made of; and who of us knows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from hamsoo.customers.models import State, TeamMember
from hamsoo.customers.queries.satisfaction import Satisfaction
from hamsoo.customers.queries.standing import Standing
from hamsoo.customers.queries.team import teams_by
from hamsoo.kernel.arrays import array
from hamsoo.people.models import Person
from hamsoo.people.queries import names_of

SPAN = timedelta(days=90)
BEST, LEAST = 100, 0
_QUIET = ((14, 0), (30, 8), (60, 20), (90, 30))
_LONG_QUIET = 45
_STATES = {State.AT_RISK: 30, State.LOST: 60}
_FEWER, _NOBODY, _UNHAPPY = 15, 10, 20
WELL, SHAKY = 70, 40

_COUNTS = """
SELECT part.number, max(at), count(at) FILTER (WHERE at > %(begin)s), count(at) FILTER (WHERE at <= %(begin)s)
FROM unnest(%(ids)s::bigint[], %(numbers)s::bigint[]) AS part (id, number)
JOIN customers_activity AS activity ON activity.record_id = part.id
WHERE at > %(before)s AND kind NOT IN ('invoice', 'delivery', 'campaign', 'note') GROUP BY part.number
"""
_KNOWN_BY = """
SELECT person_id, count(*), max(at) FROM customers_activity
WHERE record_id = ANY(%s::bigint[]) AND person_id IS NOT NULL AND at > %s GROUP BY person_id ORDER BY count(*) DESC, max(at) DESC LIMIT 8
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One reason why the figure is as it is: what it takes away, with words that say why."""

    points: int
    words: StrPromise
    figure: int | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """A figure from 0 to 100, and all that took something away from it; None of a customer with whom nothing ever happened."""

    figure: int
    parts: Sequence[Part]

    @property
    def tone(self) -> str:
        """Return how it is shown: ok, warn or danger."""
        return "ok" if self.figure >= WELL else "warn" if self.figure >= SHAKY else "danger"


@dataclass(frozen=True, slots=True)
class Knower:
    """A colleague who knows a customer: how often they spoke with them in the last year, when last, and as what they are in its team."""

    person: Person
    count: int
    last_at: datetime | None
    role: str


def healths_by(
    owner: Mapping[int, int],
    *,
    standings: Mapping[int, Standing],
    teams: Mapping[int, Sequence[TeamMember]],
    said: Mapping[int, Sequence[Satisfaction]],
    at: datetime,
) -> dict[int, Health]:
    """Return by number how customers of these records are doing (id: number), from what happened, state, team and what they said.

    Of whom nothing is known is left out.
    """
    given: dict[str, Any] = {"ids": array(owner), "numbers": array(owner.values()), "begin": at - SPAN, "before": at - 2 * SPAN}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, given)
        spoken = {number: (last_at, lately, earlier) for number, last_at, lately, earlier in cursor.fetchall()}
    found = {}
    for number in dict.fromkeys(owner.values()):
        standing = standings.get(number, Standing())
        last_at, lately, earlier = spoken.get(number, (None, 0, 0))
        if last_at is not None or standing.change is not None:
            state, has_team = standing.state, bool(teams.get(number))
            unhappy = next((one.whole.n for one in said.get(number, ()) if one.is_unhappy), 0)
            found[number] = weighed(
                last_at=last_at, lately=lately, earlier=earlier, state=state, has_team=has_team, unhappy_count=unhappy, at=at
            )
    return found


def weighed(
    *, last_at: datetime | None, lately: int, earlier: int, state: State, has_team: bool, unhappy_count: int = 0, at: datetime
) -> Health:
    """Return the figure: 100, less what speaks against it; `unhappy_count` answers say that they are not satisfied. Pure arithmetic."""
    parts = []
    days = (at - last_at).days if last_at else None
    lost = _LONG_QUIET if days is None else next((points for limit, points in _QUIET if days <= limit), _LONG_QUIET)
    if lost:
        words = _("days since somebody spoke with them") if days is not None else _("Nobody spoke with them in half a year")
        parts.append(Part(lost, words, days))
    if earlier >= 4 and lately * 2 <= earlier:
        parts.append(Part(_FEWER, _("contacts in the last three months, half of before or fewer"), lately))
    if points := _STATES.get(state):
        parts.append(Part(points, state.label))
    if unhappy_count:
        parts.append(Part(_UNHAPPY, _("answers that say they are not satisfied, too many for chance"), unhappy_count))
    if not has_team:
        parts.append(Part(_NOBODY, _("Nobody looks after them")))
    return Health(max(LEAST, BEST - sum(part.points for part in parts)), parts)


def knowers_by(record_ids: Sequence[int], *, at: datetime) -> list[Knower]:
    """Return who spoke most with the customer of these records in the last year, then who else looks after it."""
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN_BY, [array(record_ids), at - timedelta(days=365)])
        spoken = {person: (count, last_at) for person, count, last_at in cursor.fetchall()}
    team = {member.person_id: member for member in teams_by(dict.fromkeys(record_ids, 0)).get(0, [])}
    people = names_of([*spoken, *team])
    return [
        Knower(people[pk], *spoken.get(pk, (0, None)), str(team[pk].get_role_display()) if pk in team else "")
        for pk in [*spoken, *(pk for pk in team if pk not in spoken)]
        if people[pk].is_active
    ]
