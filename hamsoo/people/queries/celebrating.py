"""Whom to welcome and congratulate: only those who said that they like it are named, except who is new, which the record tells anyway."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.db.models import Q

from hamsoo.kernel.dates import NoSuchDay, day_of, year_month_day
from hamsoo.people.models import Person, PersonalDays
from hamsoo.people.models.celebration import calendar_named

AHEAD = 7
NEW_FOR = timedelta(days=14)
MOST_NEW = 5
_MOST_YEARS = 60
_DAYS_OF_LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True)
class Celebration:
    """A colleague's day within the week that begins today: a birthday, or (`years` is set) so many years with us."""

    person: Person
    on: date
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Celebrations:
    """The days of the coming week, the nearest first, and who is new."""

    days: list[Celebration]
    new: list[Person]


def celebrations(*, person: Person, today: date) -> Celebrations:
    """Return what colleagues like to be congratulated on from `today` on for a week, and who joined in the last two weeks."""
    seen = Person.objects.visible_to(person).active().with_unit()
    new = seen.filter(joined_on__gt=today - NEW_FOR, joined_on__lte=today).order_by("-joined_on", "sort_key", "pk")[:MOST_NEW]
    days = sorted(
        [*_birthdays(person, today), *_anniversaries(person, today)], key=lambda day: (day.on, day.person.sort_key, day.person.pk)
    )
    return Celebrations(days, list(new))


def personal_days(*, person: Person) -> PersonalDays:
    """Return the days that `person` keeps; empty ones, not yet kept, where there are none."""
    return PersonalDays.objects.filter(person=person).first() or PersonalDays(person=person)


def _birthdays(reader: Person, today: date) -> list[Celebration]:
    when: dict[tuple[str, int, int], date] = {}
    for calendar in PersonalDays.Calendar.values:
        for number in range(AHEAD):
            on = today + timedelta(days=number)
            for month, day in _month_days(on, calendar):
                when[calendar, month, day] = on
    wanted = Q(pk__in=[])
    for calendar, month, day in when:
        wanted |= Q(calendar=calendar, birth_month=month, birth_day=day)
    rows = PersonalDays.objects.filter(wanted, shows_birthday=True, person__in=Person.objects.visible_to(reader).active())
    found = rows.select_related("person__unit")
    return [Celebration(row.person, when[row.calendar, row.birth_month or 0, row.birth_day or 0]) for row in found]


def _month_days(on: date, calendar: str) -> list[tuple[int, int]]:
    """Return the month and day of `on`; on a month's last day also the days that other years have after it (29 February, 30 Esfand)."""
    _year, month, day = year_month_day(on, calendar_named(calendar))
    _year, next_month, _day = year_month_day(on + timedelta(days=1), calendar_named(calendar))
    last = day if next_month == month else _DAYS_OF_LONGEST_MONTH
    return [(month, number) for number in range(day, last + 1)]


def _anniversaries(reader: Person, today: date) -> list[Celebration]:
    found = []
    for calendar in PersonalDays.Calendar.values:
        when = _joined_days(today, calendar)
        rows = PersonalDays.objects.filter(calendar=calendar, shows_anniversary=True, person__joined_on__in=list(when))
        for row in rows.filter(person__in=Person.objects.visible_to(reader).active()).select_related("person__unit"):
            on, years = when[row.person.joined_on or today]
            found.append(Celebration(row.person, on, years))
    return found


@lru_cache(maxsize=4)
def _joined_days(today: date, calendar: str) -> dict[date, tuple[date, int]]:
    """Return the days in past years that have their anniversary within the week, with that day and the number of years."""
    known = calendar_named(calendar)
    found: dict[date, tuple[date, int]] = {}
    for number in range(AHEAD):
        on = today + timedelta(days=number)
        year, _month, _day = year_month_day(on, known)
        for month, day in _month_days(on, calendar):
            for years in range(1, _MOST_YEARS + 1):
                try:
                    found[day_of(known, year - years, month, day)] = (on, years)
                except NoSuchDay:
                    continue
    return found
