"""Moments as files of other systems write them."""

from datetime import date, datetime, time

from django.utils import timezone

from hamsoo.kernel import dates, numbers


def instant(text: str, today: date) -> datetime | None:
    """Return the time that a file names: ISO, or a day of either calendar with or without hours; None for what is none.

    A day without hours is its noon, a time without a zone that of the organisation.
    """
    plain = numbers.latin_digits(text.strip())
    try:
        found = datetime.fromisoformat(plain)
        if found.year > 1900:
            found = datetime.combine(found.date(), time(12)) if len(plain) <= 10 else found
            return found if found.tzinfo else found.replace(tzinfo=timezone.get_current_timezone())
    except ValueError:
        pass
    day, _blank, hours = plain.replace("T", " ").partition(" ")
    try:
        on = dates.parse_date(day, language="fa", today=today)
        of_day = time.fromisoformat(hours.strip()) if hours.strip() else time(12)
    except (dates.NotADate, ValueError):
        return None
    return datetime.combine(on, of_day.replace(tzinfo=None), timezone.get_current_timezone())
