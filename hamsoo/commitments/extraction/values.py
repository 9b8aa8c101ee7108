"""Sums and days in plain text."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice

from hamsoo.commitments.extraction.texts import persian
from hamsoo.kernel.dates import NotADate, parse_date, weekday_names
from hamsoo.kernel.text import fold

MOST = 100
"""Values of one kind that are looked at in one sentence: nobody promises more."""
LARGEST = 10**18
"""No promise is of so much."""
TOMAN = 10
"""So many rials: sums are kept in rials, whichever of the two was written."""


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount at a place of the plain text; `measure` is `percent` or a currency."""

    start: int
    end: int
    amount: Decimal
    measure: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or the last of several (`is_until`, then from `first`), at a place of the plain text."""

    start: int
    end: int
    on: date
    is_until: bool = False
    first: date | None = None


_ONES = "صفر یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده"
_TENS = {"بیست": 20, "سی": 30, "چهل": 40, "پنجاه": 50, "شصت": 60, "هفتاد": 70, "هشتاد": 80, "نود": 90}
_HUNDREDS = "صد دویست سیصد چهارصد پانصد ششصد هفتصد هشتصد نهصد"
_FA = {
    **{fold(word): value for value, word in enumerate(_ONES.split())},
    **{fold(word): value for word, value in _TENS.items()},
    **{fold(word): (place + 1) * 100 for place, word in enumerate(_HUNDREDS.split())},
}
_EN_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_EN = {
    **{word: value for value, word in enumerate(_EN_ONES.split())},
    **{word: 20 + 10 * place for place, word in enumerate(_EN_TENS.split())},
}
_SCALES = {"هزار": 10**3, "میلیون": 10**6, "میلیارد": 10**9, "thousand": 10**3, "million": 10**6, "billion": 10**9, "k": 10**3, "m": 10**6}
_SCALES = {fold(word): value for word, value in _SCALES.items()}
_MEASURES = {
    **dict.fromkeys(["%", "percent", "per cent", fold("درصد")], ("percent", 1)),
    **dict.fromkeys([fold("تومان"), fold("تومن"), "toman", "tomans"], ("IRR", TOMAN)),
    **dict.fromkeys([fold("ریال"), "rial", "rials", "irr"], ("IRR", 1)),
    **dict.fromkeys([fold("دلار"), "usd", "dollar", "dollars", "$"], ("USD", 1)),
    **dict.fromkeys([fold("یورو"), "eur", "euro", "euros", "€"], ("EUR", 1)),
    **dict.fromkeys([fold("پوند"), "gbp", "pound", "pounds", "£"], ("GBP", 1)),
}


def _any(words: Mapping[str, object]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# What has once been read of a number is not read again in another way (`++`, `}+`): so the time grows with the text, whatever it says.
_FIGURES = r"(?<!\d)(?:\d{1,3}+(?:[,'٬]\d{3}){1,4}+|\d{1,15}+)(?:\.\d{1,6}+)?+(?!\d)"
_WORDED_FA = rf"(?:{_any(_FA)})(?:(?: و )?(?:{_any(_FA)})){{0,9}}+"
_WORD_EN = rf"(?:{_any(_EN)}|hundred|and)(?![a-z])"
_WORDED_EN = rf"{_WORD_EN}(?:[ -]{_WORD_EN}){{0,9}}+"
_PART = rf"(?:{_FIGURES}|(?<![^\W\d_])(?:{_WORDED_FA}|{_WORDED_EN}))\s?(?:(?:{_any(_SCALES)})(?![^\W\d_]))?"
_SUM = re.compile(
    rf"(?P<sign>[$€£])\s?(?P<after>{_FIGURES})(?:\s?(?P<scale>{_any(_SCALES)})(?![^\W\d_]))?"
    rf"|(?P<parts>{_PART}(?:(?: و |\s){_PART}){{0,3}})\s?(?P<measure>{_any(_MEASURES)})"
)
_ONE_PART = re.compile(rf"(?P<number>{_FIGURES}|{_WORDED_FA}|{_WORDED_EN})\s?(?P<scale>(?:{_any(_SCALES)})(?![^\W\d_]))?")


def sums(words: str) -> Iterator[Sum]:
    """Yield the sums in plain text, in figures or words; the first `MOST` of them."""
    for found in islice(_SUM.finditer(words), MOST):
        if found["sign"]:
            amount = _figures(found["after"]) * _SCALES.get(found["scale"] or "", 1)
            if amount < LARGEST:
                yield Sum(found.start(), found.end(), amount, _MEASURES[found["sign"]][0])
            continue
        measure, times = _MEASURES[found["measure"]]
        amount = sum((_part(part) for part in _ONE_PART.finditer(found["parts"])), Decimal(0)) * times
        if amount < LARGEST:
            yield Sum(found.start(), found.end(), amount, measure)


def _part(found: re.Match[str]) -> Decimal:
    written = found["number"]
    value = _figures(written) if written[0].isdigit() else Decimal(_worded(written))
    return value * _SCALES.get(found["scale"] or "", 1)


def _figures(written: str) -> Decimal:
    return Decimal(re.sub(r"[,'٬]", "", written))


def _worded(written: str) -> int:
    total = 0
    for word in re.split(r"[ -]+", written.strip()):
        if word == "hundred":
            total = max(total, 1) * 100
        else:
            total += _FA.get(word, _EN.get(word, 0))
    return total


_WEEKDAYS = {fold(name): number for language in ("fa", "en") for number, name in enumerate(weekday_names(language))}
_ORDINALS = {
    fold(word): value
    for value, word in enumerate(
        ["اول", "دوم", "سوم", "چهارم", "پنجم", "ششم", "هفتم", "هشتم", "نهم", "دهم", "یازدهم", "دوازدهم", "سیزدهم", "چهاردهم", "پانزدهم"], 1
    )
}
_FA_MONTHS = persian("فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند")
_EN_MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_UNTIL = re.compile(
    persian(r"(?:تا(?: پایان| آخر)?|ظرف|طی|حداکثر|حداکثر تا)(?: روز)? ?$")
    + r"|(?:by|until|within|before|no later than|at the latest)(?: the end of)? ?$"
)
_COUNT = rf"(?P<count>(?<!\d)\d{{1,4}}|{_any(_FA)}|{_any(_EN)})"
_NOT_INSIDE = r"(?<![^\W\d_])"
_UNITS = {"روز": 1, "هفته": 7, "ساعت": 0, "ماه": 30, "day": 1, "days": 1, "week": 7, "weeks": 7, "hour": 0, "hours": 0}
_UNITS = {fold(word): value for word, value in _UNITS.items()}

Reading = Callable[[re.Match[str], date, str], "tuple[date, bool, date | None] | None"]


def _written(found: re.Match[str], today: date, language: str) -> tuple[date, bool, date | None] | None:
    text = found[0].replace("اذر", "آذر").replace("ابان", "آبان")
    for word, value in _ORDINALS.items():
        text = re.sub(rf"^{word}(?= )", str(value), text)
    try:
        return parse_date(text, language=language, today=today), False, None
    except NotADate:
        return None


def _weekday(found: re.Match[str], today: date, _language: str) -> tuple[date, bool, date | None]:
    ahead = (_WEEKDAYS[re.sub(" ", "", found["weekday"])] - today.weekday()) % 7 or 7
    return today + timedelta(days=ahead), False, None


def _counted(found: re.Match[str], today: date, _language: str) -> tuple[date, bool, date | None] | None:
    number, unit = found["count"], found["unit"]
    count = int(number) if number.isdigit() else _FA.get(number, _EN.get(number, 0))
    if found["working"] or not 0 < count <= 400:
        return None
    days = -(-count // 24) if _UNITS[unit] == 0 else count * _UNITS[unit]
    return today + timedelta(days=days), False, None


def _named(ahead: int) -> Reading:
    return lambda _found, today, _language: (today + timedelta(days=ahead), False, None)


def _next_week(_found: re.Match[str], today: date, language: str) -> tuple[date, bool, date | None]:
    begins = 5 if language == "fa" else 0
    first = today + timedelta(days=(begins - today.weekday()) % 7 or 7)
    return first + timedelta(days=6), True, first


def _day(pattern: str, read: Reading) -> tuple[re.Pattern[str], Reading]:
    return re.compile(rf"{_NOT_INSIDE}(?:{pattern})(?![^\W\d_])"), read


_WEEKDAY_WORDS = "|".join(re.sub("^(.+)شنبه$", r"\1 ?شنبه", word) for word in sorted(_WEEKDAYS, key=len, reverse=True))
_DAYS = (
    _day(rf"(?:\d{{1,2}}|{_any(_ORDINALS)}) (?:{_FA_MONTHS})(?: ?ماه)?(?: \d{{4}})?", _written),
    _day(rf"\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_EN_MONTHS})(?:,? \d{{4}})?", _written),
    _day(rf"(?:{_EN_MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?", _written),
    _day(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}", _written),
    _day(persian("پس‌فردا") + "|(?:the )?day after tomorrow", _named(2)),
    _day(persian("فردا") + "|tomorrow", _named(1)),
    _day(persian("امروز") + "|today", _named(0)),
    _day(persian("هفته (?:آینده|بعد)") + "|next week", _next_week),
    _day(rf"(?P<weekday>{_WEEKDAY_WORDS})", _weekday),
    _day(rf"(?:{_COUNT}|a|an|one) ?(?P<working>{persian('روز کاری')}|working days?|business days?)", lambda *_given: None),
    _day(rf"{_COUNT} (?P<unit>{_any(_UNITS)})(?P<working> {persian('کاری')})?", _counted),
    _day(rf"(?:a|one|{persian('یک')}) (?P<week>week|{persian('هفته')})(?: {persian('دیگر')})?", _named(7)),
)


def days(words: str, *, today: date, language: str) -> Iterator[Day]:
    """Yield the days in plain text, in either calendar; of what overlaps, what is more exactly said. The first `MOST` of each kind."""
    taken: list[tuple[int, int]] = []
    for pattern, read in _DAYS:
        for found in islice(pattern.finditer(words), MOST):
            if any(found.start() < end and start < found.end() for start, end in taken):
                continue
            taken.append(found.span())
            read_day = read(found, today, language)
            if read_day is not None:
                on, is_until, first = read_day
                until = is_until or bool(_UNTIL.search(words[max(0, found.start() - 24) : found.start()]))
                yield Day(found.start(), found.end(), on, until, first)
