"""The two calendars that a new organisation may begin with."""

from datetime import date, time
from zoneinfo import ZoneInfo

from hamsoo.kernel.calendars.hours import Span, Week
from hamsoo.kernel.calendars.working import WorkingCalendar
from hamsoo.kernel.dates import FRIDAY, MONDAY, SATURDAY, SUNDAY, THURSDAY, TUESDAY, WEDNESDAY


def default_iran() -> WorkingCalendar:
    """Return Saturday to Wednesday 08:00-17:00, Thursday 08:00-13:00, Tehran time, without Iran's public holidays."""
    whole, half = (Span(time(8), time(17)),), (Span(time(8), time(13)),)
    days = dict.fromkeys((SATURDAY, SUNDAY, MONDAY, TUESDAY, WEDNESDAY), whole) | {THURSDAY: half}
    return WorkingCalendar(ZoneInfo("Asia/Tehran"), (Week(date.min, days),), country="IR")


def default_international(time_zone: str = "UTC", *, country: str | None = None) -> WorkingCalendar:
    """Return Monday to Friday 09:00-17:00 in `time_zone`, without the public holidays of `country` when one is given."""
    days = {day: (Span(time(9), time(17)),) for day in (MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY)}
    return WorkingCalendar(ZoneInfo(time_zone), (Week(date.min, days),), country=country)
