"""Numbers as people write them: Persian or Latin digits, separators, percent; and back again.

Persian: `۱٬۲۸۴٫۵`. English: `1,284.5`. A minus sign is set in a bidirectional isolate, so that it stays on the left of its digits in
a right-to-left line without making a `dir="auto"` paragraph left-to-right.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal

from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Invalid

ARABIC_LETTER_MARK = "\u061c"
_ISOLATE, _END_ISOLATE = "\u2066", "\u2069"
_MINUS = "\u2212"

_TO_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_TO_LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
_SEPARATORS_TO_PERSIAN = str.maketrans("0123456789,.", "۰۱۲۳۴۵۶۷۸۹٬٫")
_INVISIBLE = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e"))

_LONGEST_NUMBER = 40
_FLOAT_DECIMALS = 2
# The default context would round, or refuse, what is longer than 28 digits; the longest float has 309 before its decimal sign.
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)
# One kind of thousands separator in one number, groups of three, then an optional fraction.
_NUMBER = re.compile(r"([+-]?)(\d+|\d{1,3}(?:([,٬،' \u00a0\u202f])\d{3})(?:\3\d{3})*)(?:[.٫](\d+))?")

Number = int | float | Decimal


class NotANumber(Invalid):
    """The text is not a number that can be read in one way only."""

    default = _("This is not a number. Write it like 1,284 or 12.5, in Persian or Latin digits.")


def is_persian(language: str) -> bool:
    """Tell whether `language` (a code such as `fa`, `fa-ir`, `en`) is Persian."""
    return language.partition("-")[0].lower() == "fa"


def persian_digits(text: str) -> str:
    """Return `text` with its Latin digits made Persian."""
    return text.translate(_TO_PERSIAN)


def latin_digits(text: str) -> str:
    """Return `text` with its Persian and Arabic digits made Latin."""
    return text.translate(_TO_LATIN)


def without_direction_marks(text: str) -> str:
    """Return `text` without the invisible characters that only steer its direction; half-spaces stay."""
    return text.translate(_INVISIBLE)


def format_digits(value: int | str, language: str) -> str:
    """Return a number that is a name (year, case number, hour) in the digits of `language`, without separators."""
    return persian_digits(str(value)) if is_persian(language) else str(value)


def format_number(value: Number, language: str, *, decimals: int | None = None) -> str:
    """Return `value` with thousands separators in `language`.

    `decimals` fixes the number of decimals (halves are rounded away from zero). Without it, integers and decimals show what they
    hold, and floats at most two decimals with no trailing zeros. Raises ValueError for NaN and infinities.
    """
    exact = _rounded(value, decimals)
    digits = _unsigned(exact, language)
    return f"{_ISOLATE}{_MINUS}{digits}{_END_ISOLATE}" if exact < 0 else digits


def format_percent(ratio: Number, language: str, *, decimals: int = 0) -> str:
    """Return a ratio (0.82) as a percentage (`82%`).

    The Persian form begins with an Arabic letter mark: without a letter before it, the bidirectional algorithm puts a lone percentage's
    sign on the other side than inside a sentence.
    """
    number = format_number(_decimal(ratio).scaleb(2, _EXACT), language, decimals=decimals)
    return f"{ARABIC_LETTER_MARK}{number}٪" if is_persian(language) else f"{number}%"


def format_count(value: int, language: str, *, limit: int = 99) -> str:
    """Return a count for a small badge: the number itself, or `99+` above `limit`. Raises ValueError below zero."""
    if value < 0:
        raise ValueError(f"a count is not negative: {value}")
    return format_number(value, language) if value <= limit else f"{format_number(limit, language)}+"


def parse_number(text: str) -> Decimal:
    """Read a number in Persian, Arabic or Latin digits, with or without thousands separators.

    `.` and `٫` are decimal signs; `,`, `٬`, `،`, apostrophes and spaces separate groups of three. Raises NotANumber for
    anything else, `1,23` among it, which would be read in two ways.
    """
    plain = latin_digits(without_direction_marks(text)).strip().replace(_MINUS, "-")
    found = _NUMBER.fullmatch(plain) if len(plain) <= _LONGEST_NUMBER else None
    if found is None:
        raise NotANumber()
    sign, whole, separator, fraction = found.groups()
    digits = whole.replace(separator, "") if separator else whole
    return Decimal(f"{sign}{digits}.{fraction}" if fraction else f"{sign}{digits}")


def _decimal(value: Number) -> Decimal:
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if not exact.is_finite():
        raise ValueError(f"not a finite number: {value}")
    return exact


def _rounded(value: Number, decimals: int | None) -> Decimal:
    exact = _decimal(value)
    if decimals is not None:
        return _with_decimals(exact, decimals)
    if not isinstance(value, float):
        return exact
    whole, short = _with_decimals(exact, 0), _with_decimals(exact, _FLOAT_DECIMALS)
    return whole if short == whole else short.normalize(_EXACT)


def _with_decimals(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal((0, (1,), -decimals)), context=_EXACT)


def _unsigned(value: Decimal, language: str) -> str:
    text = f"{value.copy_abs():,f}"
    return text.translate(_SEPARATORS_TO_PERSIAN) if is_persian(language) else text
