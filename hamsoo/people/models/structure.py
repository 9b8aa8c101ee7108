"""The lines of the organisation through time: who stood where and for whom, who works with whom besides, and which seats are free."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Self, TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import connection, models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from hamsoo.people.models.names import in_reader_language
from hamsoo.people.models.person import Person
from hamsoo.people.models.unit import Unit

# Only what lies on or after a day counts, so days are cut to it on the way up; a chain ends at the first one it has met before.
_CIRCLE = """
WITH RECURSIVE above AS (
    SELECT line.person_id AS start, line.manager_id, ARRAY[line.person_id] AS chain,
           daterange(line.from_on, line.until_on) * daterange(%(day)s, NULL) AS days
    FROM people_assignment AS line
    WHERE line.person_id = ANY(%(people)s) AND line.manager_id IS NOT NULL
      AND daterange(line.from_on, line.until_on) && daterange(%(day)s, NULL)
    UNION ALL
    SELECT above.start, line.manager_id, above.chain || line.person_id, daterange(line.from_on, line.until_on) * above.days
    FROM people_assignment AS line JOIN above ON line.person_id = above.manager_id
    WHERE line.manager_id IS NOT NULL AND line.person_id <> ALL(above.chain)
      AND daterange(line.from_on, line.until_on) && above.days)
SELECT chain FROM above WHERE manager_id = start LIMIT 1
"""


def _days() -> Func:
    return Func(F("from_on"), F("until_on"), function="daterange")


def _only(column: str) -> Func:
    """Return a number as a range, which a plain GiST index can compare: no extension of PostgreSQL is needed."""
    return Func(F(column), F(column), Value("[]"), function="int8range")


Row = TypeVar("Row", bound=models.Model)


class DatedQuerySet(models.QuerySet[Row]):
    """Rows that hold from a day on, until (and without) another."""

    def on(self, day: date) -> Self:
        """Keep what holds on `day`."""
        return self.filter(Q(until_on=None) | Q(until_on__gt=day), from_on__lte=day)

    def visible_to(self, person: Person | None) -> Self:
        """Keep what `person` may see: colleagues see the whole structure, everybody else nothing."""
        return self if person is not None and person.is_active else self.none()


class AssignmentQuerySet(DatedQuerySet["Assignment"]):
    """Finding who stood where."""

    def circle(self, people: Collection[int], *, day: date) -> list[int]:
        """Return the ids of a chain of managers that leads back to one of `people` on some day from `day` on; empty without one."""
        with connection.cursor() as cursor:
            cursor.execute(_CIRCLE, {"people": list(people), "day": day})
            found = cursor.fetchone()
        return list(found[0]) if found else []


class Assignment(models.Model):
    """Where a colleague stood from `from_on` until the day before `until_on` (None: until now): unit, position, level, manager.

    The rows of a person follow one another and never overlap; the one that holds today says the same as the person's own fields.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="assignments")
    position_fa = models.CharField(max_length=120, blank=True)
    position_en = models.CharField(max_length=120, blank=True)
    level = models.PositiveSmallIntegerField(default=5)
    manager = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="led_assignments")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["person", "from_on"]
        constraints = [
            models.CheckConstraint(condition=Q(until_on=None) | Q(until_on__gt=F("from_on")), name="people_assignment_days_in_order"),
            models.CheckConstraint(condition=Q(manager=None) | ~Q(manager=F("person")), name="people_assignment_not_own_manager"),
            ExclusionConstraint(
                name="people_assignment_one_at_a_time",
                expressions=[(_only("person"), RangeOperators.OVERLAPS), (_days(), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} from {self.from_on}"

    @property
    def position(self) -> str:
        """Return the position in the reader's language."""
        return in_reader_language(self.position_fa, self.position_en)


class DottedLineQuerySet(DatedQuerySet["DottedLine"]):
    """Finding who works with whom besides."""


class DottedLine(models.Model):
    """Somebody whom a colleague reports to besides the manager, from `from_on` until the day before `until_on`."""

    class Kind(models.TextChoices):
        FUNCTIONAL = "functional", _("Professional guidance")
        PROJECT = "project", _("Project")
        MENTOR = "mentor", _("Mentor")

    person = models.ForeignKey(Person, models.CASCADE, related_name="dotted_lines")
    to = models.ForeignKey(Person, models.CASCADE, related_name="dotted_reports")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.FUNCTIONAL)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects = DottedLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until_on=None) | Q(until_on__gt=F("from_on")), name="people_dotted_line_days_in_order"),
            models.CheckConstraint(condition=~Q(to=F("person")), name="people_dotted_line_not_to_self"),
            ExclusionConstraint(
                name="people_dotted_line_once",
                expressions=[
                    (_only("person"), RangeOperators.OVERLAPS),
                    (_only("to"), RangeOperators.OVERLAPS),
                    (_days(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} to {self.to_id} ({self.kind})"


class Position(models.Model):
    """A position as the company names it, with its level: 1 at the top, the larger the further from it."""

    code = models.SlugField(max_length=60, unique=True)
    name_fa = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    level = models.PositiveSmallIntegerField(default=5)

    class Meta:
        ordering = ["level", "name_fa"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return in_reader_language(self.name_fa, self.name_en)


class VacancyQuerySet(models.QuerySet["Vacancy"]):
    """Finding free seats."""

    def on(self, day: date) -> Self:
        """Keep the seats that were free on `day`."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=day), since_on__lte=day)

    def open(self) -> Self:
        """Keep the seats that are free."""
        return self.filter(closed_on=None)


class Vacancy(models.Model):
    """A free seat: what is to be done in which unit, for whom. `closed_on` with `filled_by` says who took it, without that nobody."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="vacancies")
    position = models.ForeignKey(Position, models.PROTECT, related_name="vacancies")
    reports_to = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="vacancies")
    since_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    filled_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="filled_vacancies")

    objects = VacancyQuerySet.as_manager()

    class Meta:
        ordering = ["since_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closed_on=None) | Q(closed_on__gte=F("since_on")), name="people_vacancy_days_in_order"),
            models.CheckConstraint(condition=Q(filled_by=None) | Q(closed_on__isnull=False), name="people_vacancy_filled_is_closed"),
        ]

    def __str__(self) -> str:
        return f"{self.position} ({self.unit})"
