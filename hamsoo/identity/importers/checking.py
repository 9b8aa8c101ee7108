"""What is wrong with a row before anything of it is kept: said by column, with a cure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as _

from hamsoo.identity import fields
from hamsoo.identity.actions import LONGEST_PAYLOAD
from hamsoo.identity.fields import Values
from hamsoo.identity.resolution.birth import birth_date
from hamsoo.identity.resolution.identifiers import economic_code, national_id, registration_id
from hamsoo.kernel.imports import MISSING, Flaw
from hamsoo.kernel.text import fold

LONGEST = {"address": 1_000}
LONGEST_OTHER = 300
DAYS = ("birth_date", "customer_since")
UNIQUE = {"national_id": national_id, "registration_id": registration_id, "economic_code": economic_code}
_LUNAR_MONTHS = (
    "محرم صفر ربیع جمادی رجب شعبان رمضان شوال ذیقعده ذی‌القعده ذیحجه ذی‌الحجه muharram safar rabi jumada rajab shaban ramadan shawwal dhu"
)
_LUNAR = re.compile("|".join(sorted(map(re.escape, map(fold, _LUNAR_MONTHS.split())), key=len, reverse=True)) + r"|\bق\b|\bah\b|ه\.?\s?ق")


def flaws_of(payload: Mapping[str, Any], columns: Mapping[str, str], *, entity: str, key_column: str, today: date) -> Iterator[Flaw]:
    """Yield what is wrong with a row: no key, too long a value, a day that no calendar of ours has, two unique ids at once."""
    if not str(payload.get(key_column) or "").strip():
        yield Flaw(key_column, MISSING, _("Give every row its key: what the system calls it by."))
    values = fields.read(payload, columns, entity=entity)
    for field in values:
        yield from _too_long(field, values, _said_in(payload, columns, field))
    for field in DAYS:
        for text in fields.texts(values, field):
            yield from _day(text, _said_in(payload, columns, field), today)
    for field, read in UNIQUE.items():
        told = sorted({found for text in fields.texts(values, field) if (found := read(text))})
        if len(told) > 1:
            reason, fix = _("There are two numbers of which everybody has one: %(numbers)s."), _("Keep the right one.")
            yield Flaw(_said_in(payload, columns, field), reason, fix, {"numbers": ", ".join(told)})


def flaws_of_size(text: str) -> Iterator[Flaw]:
    """Yield a flaw for a row that is longer, as JSON, than is kept of any."""
    if len(text) > LONGEST_PAYLOAD:
        yield Flaw("", _("This is longer than %(count)s characters."), _("Shorten it."), {"count": LONGEST_PAYLOAD})


def _said_in(payload: Mapping[str, Any], columns: Mapping[str, str], field: str) -> str:
    """Return the column of a row that holds a field."""
    return next((column for column in payload if columns.get(column, column) == field), field)


def _too_long(field: str, values: Values, column: str) -> Iterator[Flaw]:
    most = LONGEST.get(field, LONGEST_OTHER)
    if any(len(text) > most for text in fields.texts(values, field)):
        yield Flaw(column, _("This is longer than %(count)s characters."), _("Shorten it."), {"count": most})


def _day(text: str, column: str, today: date) -> Iterator[Flaw]:
    """Yield a flaw for a lunar day, for what is no day, and for a day to come: a lunar year looks like a Jalali one of the future."""
    shown: Mapping[str, str | int] = {"value": text[:40]}
    solar = _("Write it as a Jalali or Gregorian day: 1370/2/3 or 1991-04-23.")
    if _LUNAR.search(fold(text)):
        yield Flaw(column, _("“%(value)s” is a day of the lunar calendar."), solar, shown)
        return
    found = birth_date(text)
    if found is None:
        yield Flaw(column, _("“%(value)s” is no day, or not a clear one."), solar, shown)
    elif found > today.isoformat():
        yield Flaw(column, _("“%(value)s” is yet to come. Is it of the lunar calendar?"), solar, shown)


def guess_key(headers: Sequence[str], samples: Sequence[Mapping[str, Any]]) -> str:
    """Return the column that looks like the key of a row: called so, where it tells rows apart; else the first that tells all apart."""

    def said_in(header: str) -> list[str]:
        return [str(row.get(header) or "") for row in samples]

    def tells_apart(said: list[str]) -> bool:
        return bool(said) and all(said) and len(set(said)) == len(said)

    called = (header for header in headers if fold(header) in _KEYS and tells_apart([text for text in said_in(header) if text]))
    return next(called, next((header for header in headers if tells_apart(said_in(header))), ""))


_CALLED = (
    "id|key|code|number|no|rec_id|customer_id|customer id|customer number|کد|شناسه|شماره|کلید|کد مشتری|شماره مشتری|شناسه مشتری|شناسهٔ مشتری"
)
_KEYS = frozenset(map(fold, _CALLED.split("|")))
