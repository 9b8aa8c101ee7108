"""Customers in the directory: which ones somebody means by a name, and who serves them."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from hamsoo.kernel.text import fold, sounds
from hamsoo.people.models import Part, Person, ProfileItem
from hamsoo.people.models.skill import kept_from
from hamsoo.people.queries.searching import LONGEST_QUERY, distance, near, sounding

_MOST_NAMES = 100


@dataclass(frozen=True, slots=True)
class Meant:
    """The customers that `words` mean, folded; there may be none. `name` is what to call them."""

    words: str
    keys: tuple[str, ...]
    name: str


def customers_shown(reader: Person | None) -> QuerySet[ProfileItem]:
    """Return the customers that colleagues who work here show to `reader`, to everyone for None."""
    lines = ProfileItem.objects.filter(part=Part.CUSTOMERS, is_hidden=False, person__left_on=None)
    return lines.exclude(person__in=kept_from(reader, Part.CUSTOMERS))


def customers_meant(*, person: Person, words: str) -> Meant | None:
    """Return whom `words` mean of the customers shown to `person`; None where there are no words.

    The one called so, else those whose names hold every word as it is written or sounds, else those whose names are nearest.
    """
    asked = fold(words[:LONGEST_QUERY])
    if not asked:
        return None
    shown = customers_shown(person)
    names = _names(shown.filter(folded_title=asked)) or _names(_holding(shown, asked)) or _nearest(shown, asked)
    return Meant(words, tuple(names), next(iter(names.values())) if len(names) == 1 else words)


def _holding(lines: QuerySet[ProfileItem], asked: str) -> QuerySet[ProfileItem]:
    for word in asked.split():
        lines = lines.filter(Q(folded_title__contains=word) | sounding(word))
    return lines


def _nearest(lines: QuerySet[ProfileItem], asked: str) -> dict[str, str]:
    heard = [sound for sound in sounds(asked) if len(sound) > 1]
    names = _names(near(lines, heard)) if heard else {}
    apart = {key: distance(heard, sounds(key)) for key in names}
    return {key: name for key, name in names.items() if apart[key] == min(apart.values())}


def _names(lines: QuerySet[ProfileItem]) -> dict[str, str]:
    """Return the names of these customers by their folded form."""
    return dict(lines.order_by("folded_title").distinct("folded_title").values_list("folded_title", "title")[:_MOST_NAMES])
