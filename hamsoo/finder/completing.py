"""What the value of a filter could be that somebody is typing: only what they may know of."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hamsoo.finder.days import days_said
from hamsoo.finder.documents import sources
from hamsoo.finder.kinds import kind_named
from hamsoo.finder.narrowing import places_called
from hamsoo.finder.subjects import called
from hamsoo.finder.wording import Filter, Wording, started, written
from hamsoo.kernel.dates import Calendar, period_bounds, year_month_day
from hamsoo.kernel.text import fold
from hamsoo.people.models import Person
from hamsoo.people.queries import colleagues_named, skills_like

MOST = 6


@dataclass(frozen=True, slots=True)
class Completion:
    """What could be meant: in words, and the whole text with it."""

    label: str
    text: str


def completions(*, person: Person, text: str, at: datetime, calendar: Calendar) -> list[Completion]:
    """Return what the filter at the end of `text` could be; nothing where none is being typed."""
    found = started(text)
    # A space after a value ends it.
    if found is None or (found[1].value and text[-1:].isspace()):
        return []
    before, typed = found
    values = _values(person, typed, at, calendar)[:MOST]
    language = get_language() or "fa"
    return [
        Completion(label, f"{before}{written(Wording('', (Filter(typed.name, value),)), language=language)} ") for value, label in values
    ]


def _values(person: Person, typed: Filter, at: datetime, calendar: Calendar) -> list[tuple[str, str]]:
    """Return (value, what it is called)."""
    if typed.name == "from":
        people = colleagues_named(person=person, words=typed.value.lstrip("@"), limit=MOST) if typed.value else []
        return [(f"@{one.code}", str(one)) for one in people] or ([] if typed.value else [(_("me"), str(person))])
    if typed.name == "in":
        return [(name, name) for name in dict.fromkeys(str(one) for one in places_called(person, typed.value))]
    if typed.name == "customer":
        return [(one.name, one.name) for one in called(person=person, filter_name="customer", words=typed.value, limit=MOST)]
    if typed.name == "skill":
        return [(one.name, one.name) for one in skills_like(words=typed.value, limit=MOST)]
    if typed.name == "type":
        kinds = [str(kind_named(source.type).many) for source in sources()]
        return [(name, name) for name in kinds if fold(typed.value) in fold(name)]
    return [] if typed.value else _times(at, calendar)


def _times(at: datetime, calendar: Calendar) -> list[tuple[str, str]]:
    """Return this and the last month and year."""
    language, found = get_language() or "fa", []
    for period in ("month", "year"):
        this = period_bounds(at.date(), period=period, calendar=calendar)
        for days in (this, period_bounds(this.start - timedelta(days=1), period=period, calendar=calendar)):
            year, month, _day = year_month_day(days.start, calendar)
            value = f"{year}/{month:02}" if period == "month" else str(year)
            found.append((value, days_said(days, language=language, calendar=calendar)))
    return found
