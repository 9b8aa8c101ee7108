"""What somebody typed to search: words, and filters among them. Pure: what a filter means is asked elsewhere (`narrowing`).

    refund from:sara in:"Customer service" after:1405/08/01        بازپرداخت از:سارا در:«خدمات مشتری» پس‌از:۱۴۰۵/۰۸/۰۱

A filter is a name that stands at the beginning of a word, a colon and a value; a value with spaces stands in quotation marks, and one
that is not closed reaches to the end. A name without a value, and a filter beyond MOST_FILTERS, are words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, get_args

from hamsoo.kernel.numbers import without_direction_marks

Name = Literal["from", "in", "customer", "skill", "type", "before", "after", "on"]

NAMES: tuple[Name, ...] = get_args(Name)

PERSIAN: dict[Name, str] = {
    "from": "از",
    "in": "در",
    "customer": "مشتری",
    "skill": "مهارت",
    "type": "نوع",
    "before": "پیش‌از",
    "after": "پس‌از",
    "on": "روز",
}
_ALIASES: dict[Name, tuple[str, ...]] = {
    "from": ("from", "by", "از", "نویسنده"),
    "in": ("in", "space", "unit", "در", "فضا", "واحد"),
    "customer": ("customer", "about", "مشتری"),
    "skill": ("skill", "مهارت"),
    "type": ("type", "kind", "is", "نوع"),
    "before": ("before", "until", "پیش از", "پیش", "قبل از", "قبل", "تا"),
    "after": ("after", "since", "پس از", "پس", "بعد از", "بعد"),
    "on": ("on", "during", "روز", "تاریخ"),
}
_QUOTES = '"«»“”„'


def _spelled(alias: str) -> str:
    """Return a pattern for the spellings of a filter's name: letter forms of two keyboards, and a half-space, a space or nothing."""
    return alias.replace("ی", "[یي]").replace("ک", "[کك]").replace(" ", "[ \u200c]?")


_NAMED: tuple[tuple[Name, re.Pattern[str]], ...] = tuple(
    (name, re.compile("|".join(map(_spelled, aliases)), re.IGNORECASE)) for name, aliases in _ALIASES.items()
)
_ANY = "|".join(sorted((_spelled(alias) for aliases in _ALIASES.values() for alias in aliases), key=len, reverse=True))
_FILTER = re.compile(
    rf"(?<!\S)(?P<name>{_ANY}):\s*"
    rf"(?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*[^{_QUOTES}\s][^{_QUOTES}]*)(?:[{_QUOTES}]|$)|(?P<bare>[^\s{_QUOTES}]+))",
    re.IGNORECASE,
)
_STARTED = re.compile(rf"(?<!\S)(?P<name>{_ANY}):\s*[{_QUOTES}]?(?P<value>[^{_QUOTES}]*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: its name, and its value as it was typed, without quotation marks."""

    name: Name
    value: str


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a query, and its filters in the order in which they stand."""

    words: str
    filters: tuple[Filter, ...] = ()

    def without(self, place: int) -> "Wording":
        """Return the same without the filter at `place`."""
        return replace(self, filters=self.filters[:place] + self.filters[place + 1 :])

    def beside(self, *more: Filter) -> "Wording":
        """Return the same with `more` filters, those it has already left out."""
        return replace(self, filters=(*self.filters, *(one for one in more if one not in self.filters)))


def parse(text: str) -> Wording:
    """Return the words and filters of `text`; never refuses anything."""
    filters: list[Filter] = []
    # PostgreSQL refuses NUL in any text.
    words, before = without_direction_marks(text.replace("\x00", " ")), -1
    # A filter may begin a word only when the one before it is gone; each round takes at least one away.
    while before < len(filters):
        before = len(filters)
        words = _taken_out(words, filters)
    return Wording(words, tuple(filters))


def _taken_out(text: str, filters: list[Filter]) -> str:
    """Put the filters of `text` into `filters`, and return the rest."""
    rest: list[str] = []
    end = 0
    for found in _FILTER.finditer(text):
        if value := " ".join((found["quoted"] or found["bare"]).split()):
            filters.append(Filter(_name(found["name"]), value))
            rest.append(text[end : found.start()])
            end = found.end()
    return " ".join(" ".join((*rest, text[end:])).split())


def written(wording: Wording, *, language: str = "en") -> str:
    """Return a text that `parse` reads as `wording`: the filters, named in `language`, then the words."""
    return " ".join(part for part in (*(_written(one, language) for one in wording.filters), wording.words) if part)


def started(text: str) -> tuple[str, Filter] | None:
    """Return the filter whose value is being typed at the end of `text`, and what stands before it; None when there is none."""
    text = without_direction_marks(text)
    found = _STARTED.search(text)
    return (text[: found.start()], Filter(_name(found["name"]), found["value"].strip())) if found else None


def _written(one: Filter, language: str) -> str:
    name = PERSIAN[one.name] if language == "fa" else one.name
    return f'{name}:"{one.value}"' if re.search(r"\s", one.value) else f"{name}:{one.value}"


def _name(raw: str) -> Name:
    return next(name for name, pattern in _NAMED if pattern.fullmatch(raw))


def values(filters: Iterable[Filter], name: Name) -> list[str]:
    """Return the values of the filters of this name, in order."""
    return [one.value for one in filters if one.name == name]
