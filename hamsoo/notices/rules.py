"""When somebody wants to be told: arithmetic on the clock of the person's own wall."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hamsoo.kernel.calendars import NeverOpen, WorkingCalendar
from hamsoo.notices.models import Rhythm
from hamsoo.people.models import Person

USUAL_ZONE = "Asia/Tehran"
DAY, WEEK = timedelta(days=1), timedelta(days=7)
_DAYS_AHEAD = 60
"""Somebody who does not work for longer than this gets the digest on the next day that has one, work or not."""

FRESH = timedelta(days=3)
"""Nobody is mailed at once of what happened longer ago when it is found: old things that are loaded from elsewhere are no news."""


def zone_of(person: Person) -> ZoneInfo:
    """Return the time zone of a person; the usual one where theirs is not known here."""
    try:
        return ZoneInfo(person.time_zone)
    except (KeyError, ValueError):
        return ZoneInfo(USUAL_ZONE)


def is_quiet(rhythm: Rhythm, at: datetime, zone: ZoneInfo) -> bool:
    """Return whether `at` lies in the quiet hours; hours that end before they begin end on the next day."""
    if rhythm.quiet_from is None or rhythm.quiet_until is None or rhythm.quiet_from == rhythm.quiet_until:
        return False
    now = at.astimezone(zone).time()
    if rhythm.quiet_from < rhythm.quiet_until:
        return rhythm.quiet_from <= now < rhythm.quiet_until
    return now >= rhythm.quiet_from or now < rhythm.quiet_until


def digest_time(rhythm: Rhythm) -> time:
    """Return the hour of the digest; one that lies in the quiet hours is their end."""
    noon = datetime.combine(date(2000, 1, 1), rhythm.digest_at, tzinfo=UTC)
    if rhythm.quiet_until is not None and is_quiet(rhythm, noon, ZoneInfo("UTC")):
        return rhythm.quiet_until
    return rhythm.digest_at


def next_digest_at(rhythm: Rhythm, calendar: WorkingCalendar, zone: ZoneInfo, *, after: datetime) -> datetime:
    """Return the first instant after `after` at which a digest is due, in UTC: on working days only, where that was chosen."""
    hour, today = digest_time(rhythm), after.astimezone(zone).date()
    days = [today + timedelta(days=number) for number in range(_DAYS_AHEAD)]
    due = [(day, datetime.combine(day, hour, tzinfo=zone).astimezone(UTC)) for day in days]
    ahead = [(day, at) for day, at in due if at > after]
    working = (at for day, at in ahead if not rhythm.on_working_days_only or works_on(calendar, zone, day))
    return next(working, ahead[0][1])


def next_mail_at(rhythm: Rhythm, calendar: WorkingCalendar, zone: ZoneInfo, *, at: datetime) -> datetime:
    """Return `at`, or when the quiet hours and the free days in which it lies are over: free days end with the work of the next one."""
    due = at
    for _step in range(_DAYS_AHEAD):
        if rhythm.on_working_days_only and not works_on(calendar, zone, due.astimezone(zone).date()):
            opens = _next_open(calendar, due)
            if opens is None or opens > at + _DAYS_AHEAD * DAY:
                return _quiet_ends(rhythm, due, zone)
            due = opens
        elif is_quiet(rhythm, due, zone):
            due = _quiet_ends(rhythm, due, zone)
        else:
            break
    return due


def _next_open(calendar: WorkingCalendar, at: datetime) -> datetime | None:
    try:
        return calendar.next_open(at)
    except NeverOpen:
        return None


def _quiet_ends(rhythm: Rhythm, at: datetime, zone: ZoneInfo) -> datetime:
    """Return when the quiet hours end that `at` lies in; `at` itself when it lies in none."""
    if rhythm.quiet_until is None or not is_quiet(rhythm, at, zone):
        return at
    today = at.astimezone(zone).date()
    ends = (datetime.combine(day, rhythm.quiet_until, tzinfo=zone).astimezone(UTC) for day in (today, today + DAY))
    return next(end for end in ends if end > at)


def works_on(calendar: WorkingCalendar, zone: ZoneInfo, day: date) -> bool:
    """Return whether any working time lies on this day of the zone."""
    begin = datetime.combine(day, time.min, tzinfo=zone)
    end = datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)
    return calendar.working_between(begin, end) > 0


def is_weekly_day(rhythm: Rhythm, calendar: WorkingCalendar, zone: ZoneInfo, day: date) -> bool:
    """Return whether the digest of `day` is the weekly one too: it is the first digest on or after the chosen weekday.

    With working days only, a chosen weekday that is free gives its weekly digest to the next working day.
    """
    for back in range(7):
        earlier = day - timedelta(days=back)
        if back and (not rhythm.on_working_days_only or works_on(calendar, zone, earlier)):
            return False
        if earlier.weekday() == rhythm.weekly_on:
            return True
    return False
