"""The organisation chart, branch by branch: whoever opens a branch asks for what is right below it, and nothing more."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from hamsoo.kernel.text import fold
from hamsoo.people.models import Assignment, DottedLine, Person, Unit, Vacancy

BRANCH = 50
"""As many are shown of one branch at once."""

# A chart shows many faces: what the directory searches by and what people write stay where they are.
_NOT_DRAWN = [f"person__{name}" for name in (*Person.DERIVED, "about") if name != "sort_key"]
_BY_NAME = ("person__sort_key", "person_id")

# UNION, not UNION ALL: a row that was met before is not followed again, so even a circle of the past would end.
_COUNTS = """
WITH RECURSIVE below AS (
    SELECT line.manager_id AS top, line.person_id, TRUE AS is_direct FROM people_assignment AS line
    WHERE line.manager_id = ANY(%(people)s) AND line.from_on <= %(day)s AND (line.until_on IS NULL OR line.until_on > %(day)s)
    UNION
    SELECT below.top, line.person_id, FALSE FROM people_assignment AS line JOIN below ON line.manager_id = below.person_id
    WHERE line.from_on <= %(day)s AND (line.until_on IS NULL OR line.until_on > %(day)s))
SELECT top, count(*) FILTER (WHERE is_direct), count(DISTINCT person_id) FROM below GROUP BY top
"""

_ABOVE = """
WITH RECURSIVE above AS (
    SELECT line.id, line.manager_id, 1 AS depth FROM people_assignment AS line
    WHERE line.person_id = %(person)s AND line.from_on <= %(day)s AND (line.until_on IS NULL OR line.until_on > %(day)s)
    UNION ALL
    SELECT line.id, line.manager_id, above.depth + 1 FROM people_assignment AS line JOIN above ON line.person_id = above.manager_id
    WHERE above.depth < 50 AND line.from_on <= %(day)s AND (line.until_on IS NULL OR line.until_on > %(day)s))
SELECT id FROM above ORDER BY depth DESC
"""


@dataclass(slots=True)
class Node:
    """Somebody in the chart: the row of the day, how many report to them directly and in all, free seats, and other lines."""

    assignment: Assignment
    direct_count: int = 0
    below_count: int = 0
    seat_count: int = 0
    dotted: list[DottedLine] = field(default_factory=list)

    @property
    def person(self) -> Person:
        """Return who stands here."""
        return self.assignment.person

    @property
    def is_branch(self) -> bool:
        """Return whether anything stands below."""
        return bool(self.direct_count or self.seat_count)


@dataclass(frozen=True, slots=True)
class Branch:
    """What stands right below somebody, or at the top: people, free seats, how many there are, and where to go on (None: the end)."""

    nodes: Sequence[Node]
    vacancies: Sequence[Vacancy]
    total: int
    start: int
    next_start: int | None

    @property
    def left(self) -> int:
        """Return how many there are after these."""
        return self.total - self.start - len(self.nodes)


def tops(*, person: Person | None, day: date, start: int = 0) -> Branch:
    """Return who reports to nobody on `day`, or to somebody who was not there any more; those who lead come first."""
    above = Assignment.objects.on(day).filter(person=OuterRef("manager_id"))
    led = Assignment.objects.on(day).filter(manager=OuterRef("person_id"))
    found = _rows(person, day).filter(Q(manager=None) | ~Exists(above)).annotate(leads=Exists(led))
    return _branch(found.order_by("-leads", "level", *_BY_NAME), _vacancies(day).filter(reports_to=None), day, start)


def branch(*, person: Person | None, of: Person, day: date, start: int = 0) -> Branch:
    """Return who reports to `of` on `day`, by level and then by name, and the free seats below them."""
    found = _rows(person, day).filter(manager=of)
    return _branch(found.order_by("level", *_BY_NAME), _vacancies(day).filter(reports_to=of), day, start)


def members(*, person: Person | None, of: Unit, day: date, start: int = 0) -> Branch:
    """Return who stood in the unit `of` itself on `day`, by level and then by name, and its free seats."""
    found = _rows(person, day).filter(unit=of)
    return _branch(found.order_by("level", *_BY_NAME), _vacancies(day).filter(unit=of), day, start)


def node(*, row: Assignment, day: date) -> Node:
    """Return the row of somebody as a node of the chart."""
    return _nodes([row], day)[0]


def way_up(*, person: Person | None, of: int, day: date) -> list[Assignment]:
    """Return the managers of `of` on `day` from the top down, and `of` last; empty for who did not work here."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, {"person": of, "day": day})
        ids = [row[0] for row in cursor.fetchall()]
    rows = _rows(person, day).in_bulk(ids)
    return [rows[pk] for pk in ids if pk in rows]


def found(*, person: Person | None, words: str, day: date, limit: int = 20) -> list[Assignment]:
    """Return who worked here on `day` and has all of `words` in their names, in either script."""
    rows = _rows(person, day)
    for word in fold(words).split():
        rows = rows.filter(person__folded_names__contains=word)
    return list(rows.select_related("manager").order_by("person__sort_key", "person_id")[:limit]) if fold(words) else []


def _branch(found: QuerySet[Assignment], free: QuerySet[Vacancy], day: date, start: int) -> Branch:
    rows = list(found[start : start + BRANCH + 1])
    shown = rows[:BRANCH]
    is_all = start == 0 and len(rows) <= BRANCH
    total = len(rows) if is_all else found.count()
    return Branch(_nodes(shown, day), [] if start else list(free), total, start, start + BRANCH if len(rows) > BRANCH else None)


def _rows(person: Person | None, day: date) -> QuerySet[Assignment]:
    return Assignment.objects.visible_to(person).on(day).select_related("person", "unit").defer(*_NOT_DRAWN)


def _vacancies(day: date) -> QuerySet[Vacancy]:
    return Vacancy.objects.on(day).select_related("position", "unit").order_by("position__level", "since_on", "pk")


def _nodes(rows: Sequence[Assignment], day: date) -> list[Node]:
    """Return nodes with their counts, free seats and dotted lines: a query for each of the three, however many nodes there are."""
    ids = [row.person_id for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"people": ids, "day": day})
        counts = {top: (direct, below) for top, direct, below in cursor.fetchall()}
    nodes = {row.person_id: Node(row, *counts.get(row.person_id, (0, 0))) for row in rows}
    for manager_id, seats in Vacancy.objects.on(day).filter(reports_to__in=ids).values_list("reports_to").annotate(Count("pk")):
        nodes[manager_id].seat_count = seats
    for line in DottedLine.objects.on(day).filter(person__in=ids).select_related("to").order_by("from_on"):
        nodes[line.person_id].dotted.append(line)
    return list(nodes.values())
