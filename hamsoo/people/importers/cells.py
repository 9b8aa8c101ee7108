"""Cells of a table as values of the record; what cannot be meant is named with its field and its cure.

An empty cell says nothing, so what is on record stays; a dash empties an optional field.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_noop as _

from hamsoo.kernel.dates import NotADate, parse_date
from hamsoo.kernel.imports import Flaw
from hamsoo.kernel.imports.rows import Value
from hamsoo.kernel.text import fold, to_ascii_digits
from hamsoo.people.models.profile import TITLE_LONGEST
from hamsoo.people.parts import MOST_CUSTOMERS

EMPTY = frozenset(("-", "–", "—", "ـ", "ندارد", "none", "null", "n/a"))
_LONGEST = {
    "name_fa": 120,
    "name_en": 120,
    "position_fa": 120,
    "position_en": 120,
    "office_fa": 120,
    "office_en": 120,
    "phone": 30,
    "mail": 254,
}
LONGEST_UNIT = 120
# Which column a field of the record is said in.
_COLUMN = {"name_fa": "name", "position_fa": "position", "office_fa": "office"}
_BETWEEN_NAMES = re.compile(r"[;؛\r\n]")
_CODE = re.compile(r"[A-Za-z0-9_-]{1,60}")
# What the letters of an Arabic keyboard are in Persian words; marks of vowels and the half-space stay.
_PERSIAN = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ۀ": "هٔ", "ـ": "", "٠": "۰", "١": "۱", "٢": "۲", "٣": "۳"}
    | dict(zip("٤٥٦٧٨٩", "۴۵۶۷۸۹", strict=True))
)
_EXCEL_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")


@dataclass(slots=True)
class Record:
    """A person as a source has them. `values` hold what it says of the record's own fields, the others name things."""

    line: int
    code: str
    values: dict[str, Value] = field(default_factory=dict)
    unit: tuple[str, ...] | None = None
    manager: str | None = None
    customers: tuple[str, ...] | None = None
    left_on: date | None = None
    flaws: list[Flaw] = field(default_factory=list)


def plain_text(text: str) -> str:
    """Return a name as it is kept: Persian letters for Arabic ones, no control characters, single spaces."""
    composed = unicodedata.normalize("NFC", text).translate(_PERSIAN)
    if composed.isprintable():
        return " ".join(composed.split())
    kept = "".join(sign for sign in composed if sign == "\u200c" or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co"))
    return " ".join(kept.split())


def is_persian(text: str) -> bool:
    """Return whether the text is written in the Arabic script."""
    return any("؀" <= sign <= "ۿ" for sign in text)


def record_of(line: int, cells: Mapping[str, str], *, today: date) -> Record:
    """Return what the cells of a row, by field, say of a person."""
    found = Record(line, to_ascii_digits(cells.get("code", "")).strip())
    said = {name: text for name, text in cells.items() if text}
    for name, text in said.items():
        if text.startswith("=") or text.upper() in _EXCEL_ERRORS:
            reason, fix = (
                _("“%(value)s” is a formula or its error, not a value."),
                _("Copy the column, paste it as values and export again."),
            )
            found.flaws.append(Flaw(name, reason, fix, {"value": text[:40]}))
    broken = {flaw.column for flaw in found.flaws}
    _code(found, broken)
    said = {name: text for name, text in said.items() if name not in broken}
    _names(found, said)
    _words(found, said)
    _days(found, said, today)
    _contacts(found, said)
    _customers(found, said)
    found.flaws.extend(_too_long(found))
    return found


def _code(found: Record, broken: set[str]) -> None:
    if not found.code:
        found.flaws.append(Flaw("code", _("The personnel number is missing."), _("Give every person their number.")))
    elif "code" not in broken and not _CODE.fullmatch(found.code):
        reason = _("“%(value)s” is no personnel number.")
        fix = _("Use up to 60 Latin letters, digits, hyphens and underscores.")
        found.flaws.append(Flaw("code", reason, fix, {"value": found.code[:40]}))


def _names(found: Record, said: dict[str, str]) -> None:
    whole = said.get("name") or " ".join(filter(None, (said.get("first_name"), said.get("last_name"))))
    for text in (whole, said.get("name_en", "")):
        if name := plain_text(text):
            found.values.setdefault("name_fa" if is_persian(name) else "name_en", name)


def _words(found: Record, said: dict[str, str]) -> None:
    """Take position and place in the language that they are written in, unit and manager as they are named."""
    for name in ("position", "office"):
        for text, is_english in ((said.get(name), False), (said.get(f"{name}_en"), True)):
            if text:
                words = "" if text.lower() in EMPTY else plain_text(text)
                found.values[f"{name}_en" if is_english or (words and not is_persian(words)) else f"{name}_fa"] = words
    if unit := said.get("unit"):
        found.unit = tuple(filter(None, map(plain_text, re.split(r"[/\\>›»]", unit))))
        if not found.unit or max(map(len, found.unit)) > LONGEST_UNIT:
            found.flaws.append(Flaw("unit", _("“%(value)s” is no unit."), _("Write it as “Sales / North”."), {"value": unit[:40]}))
            found.unit = None
    if manager := said.get("manager"):
        found.manager = "" if manager.lower() in EMPTY else plain_text(to_ascii_digits(manager))
    if level := said.get("level"):
        number = to_ascii_digits(level)
        if number.isascii() and number.isdecimal() and 1 <= int(number[:4]) <= 99:
            found.values["level"] = int(number)
        else:
            reason, fix = _("“%(value)s” is no level."), _("Write a whole number from 1 (top) to 99.")
            found.flaws.append(Flaw("level", reason, fix, {"value": level[:40]}))


def _days(found: Record, said: dict[str, str], today: date) -> None:
    for name in ("joined_on", "left_on"):
        text = said.get(name, "")
        if not text or text.lower() in EMPTY:
            continue
        try:
            # A day of Excel comes with its midnight.
            day = parse_date(text.partition(" 00:00")[0], language="fa", today=today)
        except NotADate:
            reason, fix = _("“%(value)s” is no day, or not a clear one."), _("Write it like 1405/8/30 or 2026-11-21.")
            found.flaws.append(Flaw(name, reason, fix, {"value": text[:40]}))
            continue
        if name == "left_on":
            found.left_on = day
        else:
            found.values[name] = day.isoformat()


def _contacts(found: Record, said: dict[str, str]) -> None:
    if phone := said.get("phone"):
        found.values["phone"] = "" if phone.lower() in EMPTY else plain_text(to_ascii_digits(phone))
    mail = said.get("mail", "")
    if not mail or mail.lower() in EMPTY:
        return
    try:
        validate_email(mail)
    except ValidationError:
        reason, fix = _("“%(value)s” is no e-mail address."), _("Write it like sara@example.ir, or leave the cell empty.")
        found.flaws.append(Flaw("mail", reason, fix, {"value": mail[:40]}))
    else:
        found.values["mail"] = mail.lower()


def _customers(found: Record, said: dict[str, str]) -> None:
    """Take the customers, each once however often and in whichever spelling the cell names them."""
    text = said.get("customers", "")
    if not text:
        return
    names = [] if text.lower() in EMPTY else map(plain_text, _BETWEEN_NAMES.split(text))
    found.customers = tuple({key: name for name in names if (key := fold(name))}.values())
    if len(found.customers) > MOST_CUSTOMERS:
        reason, fix = _("There are more than %(count)s names in this cell."), _("Leave out those that matter least.")
        found.flaws.append(Flaw("customers", reason, fix, {"count": MOST_CUSTOMERS}))
    for name in found.customers:
        if len(name) > TITLE_LONGEST:
            reason = _("The name “%(value)s…” is longer than %(count)s characters.")
            fix = _("Separate several names by semicolons, and shorten what is longer.")
            found.flaws.append(Flaw("customers", reason, fix, {"value": name[:40], "count": TITLE_LONGEST}))


def _too_long(found: Record) -> Iterator[Flaw]:
    for name, most in _LONGEST.items():
        if len(str(found.values.get(name, ""))) > most:
            yield Flaw(_COLUMN.get(name, name), _("This is longer than %(count)s characters."), _("Shorten it."), {"count": most})
