"""Where colleagues stand, from which day on: the rows of `Assignment` are written here and nowhere else."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel import deadlines
from hamsoo.kernel.errors import Invalid
from hamsoo.people import rules
from hamsoo.people.models import Assignment, Person

PLACE_FIELDS = ("unit", "manager", "position_fa", "position_en", "level")
PLACE_DUE = "people.place"
"""The deadline at which a planned change of somebody's place begins."""

# Who reports to whom changes one at a time; the number only has to differ from other advisory locks of ours.
_LOCK = 7_210_042

# Each row is either removed or cut, so one statement does both, for all lines of a leaver.
_END = """
WITH planned AS (DELETE FROM people_assignment WHERE person_id = %(person)s AND from_on >= %(on)s),
    standing AS (UPDATE people_assignment SET until_on = %(on)s
        WHERE person_id = %(person)s AND from_on < %(on)s AND (until_on IS NULL OR until_on > %(on)s)),
    planned_beside AS (DELETE FROM people_dottedline WHERE %(person)s IN (person_id, to_id) AND from_on >= %(on)s)
UPDATE people_dottedline SET until_on = %(on)s
WHERE %(person)s IN (person_id, to_id) AND from_on < %(on)s AND (until_on IS NULL OR until_on > %(on)s)
"""


def lock_lines() -> None:
    """Wait until nobody else changes who reports to whom: two changes at once could close a circle that neither sees."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def begin(person: Person, on: date) -> Assignment:
    """Write the first row of somebody who comes, or comes back, with the place that the person's own fields say."""
    return Assignment.objects.create(person=person, from_on=on, **{name: getattr(person, name) for name in PLACE_FIELDS})


def place(person: Person, changes: Mapping[str, Any], *, on: date | None, today: date) -> tuple[str, ...]:
    """Let `changes` hold from `on` until something else was planned for the same field; return the names of what changed.

    None means today, or the day on which somebody is to come. `person` (locked) gets what holds today; the caller saves it and then
    asks `require_no_circle`.
    """
    rows = _rows(person)
    if not rows:
        rows = [begin(person, person.joined_on or today)]
    on = max(today, rows[0].from_on) if on is None else on
    row = next((one for one in reversed(rows) if one.from_on <= on), None)
    if row is None or (row.until_on is not None and row.until_on <= on):
        if all(getattr(person, name) == value for name, value in changes.items()):
            return ()
        raise Invalid(_("This colleague did not work here on that day."), field="on")
    changed = tuple(name for name in PLACE_FIELDS if name in changes and getattr(row, name) != changes[name])
    if not changed:
        return ()
    before = {name: getattr(row, name) for name in changed}
    later = [one for one in rows if one.from_on > row.from_on]
    begun = _split(row, on, {name: changes[name] for name in changed})
    for name in changed:
        for one in later:
            if getattr(one, name) != before[name]:
                break
            setattr(one, name, changes[name])
    for one in later:
        one.save()
    _take_over(person, [*(one for one in rows if one.from_on < begun.from_on), begun, *later], today)
    return changed


def _split(row: Assignment, on: date, changes: Mapping[str, Any]) -> Assignment:
    """Change `row` from `on` on: all of it when it begins on that day, else its rest becomes a row of its own; return what changed."""
    if row.from_on < on:
        until_on, row.until_on = row.until_on, on
        row.save(update_fields=["until_on"])
        row = Assignment(person_id=row.person_id, from_on=on, until_on=until_on, **{name: getattr(row, name) for name in PLACE_FIELDS})
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()
    return row


def take_over(person: Person, today: date) -> tuple[str, ...]:
    """Give `person` the place that holds today, unsaved, and set the day when the next one begins; return what changed."""
    return _take_over(person, _rows(person), today)


def _rows(person: Person) -> list[Assignment]:
    return list(Assignment.objects.filter(person=person).select_related("unit", "manager").order_by("from_on"))


def _take_over(person: Person, rows: Sequence[Assignment], today: date) -> tuple[str, ...]:
    """Do what `take_over` says by all `rows` of a person, in their order."""
    holds = [one for one in rows if one.from_on <= today]
    row = holds[-1] if holds else (rows[0] if rows else None)
    changed = tuple(name for name in PLACE_FIELDS if row and getattr(person, name) != getattr(row, name))
    for name in changed:
        setattr(person, name, getattr(row, name))
    _plan(person, [one.from_on for one in rows if one.from_on > today])
    return changed


def _plan(person: Person, days: list[date]) -> None:
    if days:
        due_at = timezone.make_aware(datetime.combine(min(days), time()))
        deadlines.set_deadline(kind=PLACE_DUE, about=("person", person.pk), due_at=due_at)
    else:
        deadlines.clear(kind=PLACE_DUE, about=("person", person.pk))


def require_no_circle(people: Iterable[Person], *, today: date) -> None:
    """Refuse what was just written when somebody would report, on any day from today on, to themselves through others."""
    chain = Assignment.objects.circle([person.pk for person in people], day=today)
    if chain:
        rules.refuse_circle(chain)


def join_on(person: Person, on: date, today: date) -> None:
    """Move the beginning of the first row to the day of joining; refuse a day on which that row would already be over."""
    first = Assignment.objects.filter(person=person).order_by("from_on").first()
    if first is None or first.from_on == on:
        return
    if first.until_on is not None and first.until_on <= on:
        raise Invalid(_("The record already says where this colleague stood before that day."), field="joined_on")
    first.from_on = on
    first.save(update_fields=["from_on"])
    take_over(person, today)


def end(person: Person, on: date) -> None:
    """End every line of a leaver on the day `on`, the first without them; what was planned from then on is dropped."""
    with connection.cursor() as cursor:
        cursor.execute(_END, {"person": person.pk, "on": on})
    deadlines.clear(kind=PLACE_DUE, about=("person", person.pk))
