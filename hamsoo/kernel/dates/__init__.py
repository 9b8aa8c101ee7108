"""Days and moments in the Jalali and the Gregorian calendar, in Persian and in English.

`jalali` converts and names, `writing` formats, `reading` parses, `periods` bounds months, quarters and years.
"""

from hamsoo.kernel.dates.jalali import (
    FRIDAY,
    MONDAY,
    SATURDAY,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    Calendar,
    JalaliDate,
    NoSuchDay,
    calendar_of,
    day_of,
    from_jalali,
    month_names,
    other_calendar,
    to_jalali,
    week_start,
    weekday_names,
    year_month_day,
)
from hamsoo.kernel.dates.periods import Bounds, Period, format_period, period_bounds
from hamsoo.kernel.dates.reading import NotADate, parse_date
from hamsoo.kernel.dates.writing import (
    DateStyle,
    coarse_seconds,
    format_both,
    format_date,
    format_duration,
    format_moment,
    format_time,
    format_title,
)

__all__ = [
    "FRIDAY",
    "MONDAY",
    "SATURDAY",
    "SUNDAY",
    "THURSDAY",
    "TUESDAY",
    "WEDNESDAY",
    "Bounds",
    "Calendar",
    "DateStyle",
    "JalaliDate",
    "NoSuchDay",
    "NotADate",
    "Period",
    "calendar_of",
    "coarse_seconds",
    "day_of",
    "format_both",
    "format_date",
    "format_duration",
    "format_moment",
    "format_period",
    "format_time",
    "format_title",
    "from_jalali",
    "month_names",
    "other_calendar",
    "parse_date",
    "period_bounds",
    "to_jalali",
    "week_start",
    "weekday_names",
    "year_month_day",
]
