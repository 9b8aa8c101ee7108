"""Working calendars: when people work, and arithmetic in working seconds.

`hours` says what a week is, `holidays` asks for public holidays, `wall` lays both out on the wall clock, `instants` knows the zone's
changes of clocks, `working` joins them, `form` is the JSON form, `defaults` the first calendars of a new organisation.
"""

from hamsoo.kernel.calendars.defaults import default_international, default_iran
from hamsoo.kernel.calendars.form import from_dict, to_dict
from hamsoo.kernel.calendars.holidays import public_holidays
from hamsoo.kernel.calendars.hours import Correction, InvalidCalendar, Span, Week
from hamsoo.kernel.calendars.working import Leave, NeverOpen, Opening, WorkingCalendar

__all__ = [
    "Correction",
    "InvalidCalendar",
    "Leave",
    "NeverOpen",
    "Opening",
    "Span",
    "Week",
    "WorkingCalendar",
    "default_international",
    "default_iran",
    "from_dict",
    "public_holidays",
    "to_dict",
]
