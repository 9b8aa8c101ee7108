"""Fill the blanks of written texts: amounts, dates, customers, the same ones within one conversation."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from random import Random

import jdatetime

from hamsoo.desk.demo.specs import CustomerSpec, Language
from hamsoo.desk.demo.worktime import TEHRAN

_BLANK = re.compile(r"\{([a-z]+\d?)\}")
_MENTION = re.compile(r"@([a-z]+\.[a-z]+)")
_PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_PERSIAN_LETTER = re.compile(r"[\u0600-\u06ff]")
_LATIN_LETTER = re.compile(r"[A-Za-z]")
INSURERS = ("sepehr", "saba", "aftab")
JALALI_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip


def language_of(text: str) -> Language:
    """Return 'fa' when the text holds more Persian than Latin letters."""
    return "fa" if len(_PERSIAN_LETTER.findall(text)) > len(_LATIN_LETTER.findall(text)) else "en"


def mentions(text: str) -> tuple[str, ...]:
    """Return the keys of the people whom the text names with @, each once."""
    return tuple(dict.fromkeys(_MENTION.findall(text)))


def customer_in(text: str, customers: tuple[CustomerSpec, ...]) -> str | None:
    """Return the key of the first customer whose name stands in the text."""
    for customer in customers:
        if customer.name.fa in text or customer.name.en in text:
            return customer.key
    return None


class Figures:
    """The figures of one conversation at one time; the same blank always gives the same value."""

    def __init__(self, *, rng: Random, at: datetime, customers: tuple[CustomerSpec, ...]) -> None:
        day = at.astimezone(TEHRAN).date()
        chosen = rng.sample(customers, 2)
        insurer = rng.choice([customer for customer in customers if customer.key in INSURERS])
        past, coming = day - timedelta(days=rng.randrange(2, 12)), day + timedelta(days=rng.randrange(4, 20))
        self._pairs: dict[str, tuple[str, str]] = {
            "customer": (chosen[0].name.fa, chosen[0].name.en),
            "insurer": (insurer.name.fa, insurer.name.en),
            "customer2": (chosen[1].name.fa, chosen[1].name.en),
            "past": (_jalali(past), f"{past:%-d %B}"),
            "coming": (_jalali(coming), f"{coming:%-d %B}"),
            "month": (JALALI_MONTHS[jdatetime.date.fromgregorian(date=day).month - 1], f"{day:%B}"),
            "week": (_jalali(day), f"{day:%-d %B}"),
        }
        self._numbers: Mapping[str, str] = {
            "amount": f"{rng.randrange(11, 99) / 10:.1f}",
            "small": str(rng.randrange(12, 96) * 10),
            "percent": str(rng.randrange(4, 29)),
            "count": str(rng.randrange(11, 240)),
            "few": str(rng.randrange(3, 10)),
            "case": str(rng.randrange(3100, 4990)),
            "time": f"{rng.randrange(8, 17)}:{rng.randrange(10, 60)}",
            "version": f"{rng.randrange(3, 6)}.{rng.randrange(1, 19)}.{rng.randrange(0, 9)}",
            "code": str(rng.randrange(1040, 9980)),
        }

    def fill(self, text: str, language: Language | None = None) -> str:
        """Return the text with its blanks filled in the language of the text.

        Raises KeyError for a blank that is not known.
        """
        language = language or language_of(text)
        return _BLANK.sub(lambda found: self._value(found[1], language), text)

    def _value(self, name: str, language: Language) -> str:
        if name in self._pairs:
            return self._pairs[name][0 if language == "fa" else 1]
        number = self._numbers[name]
        if language == "en" or name in ("version", "code"):
            return number
        return number.translate(_PERSIAN_DIGITS).replace(".", "٫")


def _jalali(day: date) -> str:
    shown = jdatetime.date.fromgregorian(date=day)
    return f"{shown.day} {JALALI_MONTHS[shown.month - 1]}".translate(_PERSIAN_DIGITS)
