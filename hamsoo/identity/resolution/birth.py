"""Days of birth in one form, whichever calendar and spelling they come in."""

import re
from contextlib import suppress
from datetime import date
from functools import lru_cache

from hamsoo.kernel.dates import from_jalali, parse_date
from hamsoo.kernel.errors import Invalid
from hamsoo.kernel.text import to_ascii_digits

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_YEAR = re.compile(r"\d{4}")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})")
_JALALI_YEARS = range(1200, 1500)
_SOME_DAY = date(2000, 1, 1)


@lru_cache(maxsize=131_072)
def birth_date(text: str) -> str | None:
    """Return a day as YYYY-MM-DD of the Gregorian calendar; None where no day can be read.

    Years from 1200 to 1499 are Jalali ones; a year alone stays one.
    A day that no calendar has (a slip: 1975-13-02) is kept as it is written, since slips are compared too.
    """
    plain = to_ascii_digits(text).strip()
    if found := _YEAR_FIRST.fullmatch(plain) or _SOLID.fullmatch(plain):
        return _written(int(found[1]), int(found[2]), int(found[3]))
    if found := _YEAR_LAST.fullmatch(plain):
        day, month = int(found[1]), int(found[2])
        return _written(int(found[3]), *((day, month) if month > 12 else (month, day)))
    if _YEAR.fullmatch(plain):
        return f"{int(plain) + 621 if int(plain) in _JALALI_YEARS else int(plain):04}"
    try:
        return parse_date(text, language="fa", today=_SOME_DAY).isoformat()
    except Invalid:
        return None


def _written(year: int, month: int, day: int) -> str | None:
    if not year:
        return None
    if year in _JALALI_YEARS:
        with suppress(Invalid):
            return from_jalali(year, month, day).isoformat()
    return f"{year:04}-{month:02}-{day:02}"
