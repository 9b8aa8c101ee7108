"""Who stood where, through time: on a day, in somebody's career, and in how many layers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import QuerySet

from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Assignment, DottedLine, Leave, Person, Unit

_LAYERS = """
WITH RECURSIVE here AS MATERIALIZED (
    SELECT line.person_id, line.manager_id FROM people_assignment AS line
    WHERE line.from_on <= %(day)s AND (line.until_on IS NULL OR line.until_on > %(day)s)),
chain AS (
    SELECT here.person_id, 1 AS depth FROM here
    WHERE NOT EXISTS (SELECT 1 FROM here AS above WHERE above.person_id = here.manager_id)
    UNION
    SELECT here.person_id, chain.depth + 1 FROM here JOIN chain ON here.manager_id = chain.person_id WHERE chain.depth < 50),
spans AS (
    SELECT here.manager_id AS person_id, count(*) AS span
    FROM here JOIN here AS leader ON leader.person_id = here.manager_id GROUP BY here.manager_id)
SELECT chain.depth, count(*), count(spans.span), array_agg(spans.span) FILTER (WHERE spans.span IS NOT NULL)
FROM chain LEFT JOIN spans USING (person_id) GROUP BY chain.depth ORDER BY chain.depth
"""


def on(*, person: Person | None, day: date) -> QuerySet[Assignment]:
    """Return where everybody stood on `day`, each row with person, unit and manager: who reported to whom."""
    return Assignment.objects.visible_to(person).on(day).select_related("person", "unit", "manager")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a career: a row, and its last day (None: it goes on)."""

    assignment: Assignment
    last_on: date | None


def career(*, person: Person | None, of: Person, day: date) -> list[Step]:
    """Return where `of` has stood until `day`, the newest first, each step with unit, position, level and manager.

    What is planned for later days is left out: nobody hears of it before.
    """
    rows = Assignment.objects.visible_to(person).filter(person=of, from_on__lte=day).select_related("unit", "manager").order_by("-from_on")
    return [Step(row, row.until_on - timedelta(days=1) if row.until_on and row.until_on <= day else None) for row in rows]


def planned(*, of: Person, day: date) -> list[Assignment]:
    """Return where `of` is to stand from days after `day` on, the nearest first: for those who keep the record."""
    return list(Assignment.objects.filter(person=of, from_on__gt=day).select_related("unit", "manager").order_by("from_on"))


def planned_row(*, of: Person, pk: int, day: date) -> Assignment:
    """Return what is planned for `of`, or raise `NotFound`."""
    found = Assignment.objects.filter(person=of, from_on__gt=day, pk=pk).first()
    if found is None:
        raise NotFound
    return found


def dotted_lines(*, person: Person | None, of: Person, day: date) -> list[DottedLine]:
    """Return the lines of `of` besides the one to the manager, to them and from them, that hold on `day` or later."""
    rows = DottedLine.objects.visible_to(person).exclude(until_on__lte=day).select_related("person__unit", "to__unit")
    return list(rows.filter(person=of).order_by("from_on")) + list(rows.filter(to=of).order_by("from_on"))


def dotted_line(*, of: Person, pk: int) -> DottedLine:
    """Return a line of `of`, or raise `NotFound`."""
    found = DottedLine.objects.filter(person=of, pk=pk).first()
    if found is None:
        raise NotFound
    return found


def acting_head(*, unit: Unit, day: date) -> Person | None:
    """Return who leads `unit` on `day`: its head, while on leave its deputy, else whoever leads the unit above (None: nobody)."""
    way = list(Unit.objects.filter(pk__in=unit.ancestor_ids).select_related("head", "deputy").order_by("-path"))
    candidates = [one for above in way for one in (above.head, above.deputy) if one is not None and one.is_active]
    away = set(Leave.objects.filter(person__in=candidates, starts_on__lte=day, ends_on__gte=day).values_list("person_id", flat=True))
    return next((one for one in candidates if one.pk not in away), None)


@dataclass(frozen=True, slots=True)
class Layer:
    """The people at one distance from the top: how many they are, and how many of them lead others."""

    depth: int
    person_count: int
    manager_count: int


@dataclass(frozen=True, slots=True)
class Layers:
    """The shape of the organisation on a day. A span is how many report to one manager directly."""

    rows: Sequence[Layer]
    management_layer_count: int
    manager_count: int
    median_span: float | None
    widest_span: int | None

    @property
    def person_count(self) -> int:
        """Return how many people stand in the structure."""
        return sum(row.person_count for row in self.rows)


def layers(*, person: Person | None, day: date) -> Layers:
    """Return the layers of the structure on `day`, counted from those who report to nobody (1), in one query.

    Management layers are the layers in which somebody leads others. The median of an even number of spans is the mean of the middle two.
    """
    if person is None or not person.is_active:
        raise NotFound
    with connection.cursor() as cursor:
        cursor.execute(_LAYERS, {"day": day})
        found = cursor.fetchall()
    rows = [Layer(depth, people, managers) for depth, people, managers, _spans in found]
    spans = sorted(span for *_counts, own in found for span in own or ())
    middle = len(spans) // 2
    median = None if not spans else float(spans[middle]) if len(spans) % 2 else (spans[middle - 1] + spans[middle]) / 2
    leading = [row for row in rows if row.manager_count]
    return Layers(rows, len(leading), len(spans), median, spans[-1] if spans else None)
