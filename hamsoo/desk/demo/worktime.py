"""Moments at which people really work: Saturday to Wednesday, in their own hours, Tehran time."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from hamsoo.desk.demo.specs import PersonSpec

TEHRAN = ZoneInfo("Asia/Tehran")
EVENING_SHARE = 0.05


def end_of_story(today: date) -> datetime:
    """Return the instant before which everything happened: the start of `today` in Tehran."""
    return datetime.combine(today, time(), TEHRAN).astimezone(UTC)


def moment(rng: Random, person: PersonSpec, day: date) -> datetime:
    """Return an instant within the person's hours on the first working day from `day` on."""
    while day.weekday() not in person.weekdays:
        day += timedelta(days=1)
    start = datetime.combine(day, person.works_from, TEHRAN)
    hours = 13 if rng.random() < EVENING_SHARE else 8.6
    return (start + timedelta(seconds=rng.triangular(300, hours * 3600, 2.7 * 3600))).astimezone(UTC)


def after(rng: Random, person: PersonSpec, since: datetime, minutes: float) -> datetime:
    """Return when the person, working `minutes` after `since`, gets there: now, or in the next hours."""
    local = (since + timedelta(minutes=minutes)).astimezone(TEHRAN)
    opening = datetime.combine(local.date(), person.works_from, TEHRAN)
    if local < opening - timedelta(hours=12):
        opening -= timedelta(days=1)
    if local.weekday() in person.weekdays and opening <= local <= opening + timedelta(hours=10):
        return local.astimezone(UTC)
    day = local.date() if local < opening else local.date() + timedelta(days=1)
    while day.weekday() not in person.weekdays:
        day += timedelta(days=1)
    arrival = datetime.combine(day, person.works_from, TEHRAN) + timedelta(minutes=rng.uniform(3, 95))
    return arrival.astimezone(UTC)
