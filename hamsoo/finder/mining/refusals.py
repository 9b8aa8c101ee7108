"""Phrases that name no skill: people, units, customers, offices, towns and countries; and skills that are not used here.

Only names that every colleague sees, or that stand on the person's own profile, are asked for: so a suggestion that is missing tells
nothing that is kept from its reader.
"""

from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import chain

from babel import Locale
from babel.core import get_global
from django.db.models import Q

from hamsoo.finder.mining.phrases import MOST_WORDS
from hamsoo.kernel.text import fold
from hamsoo.people.models import Part, Person, ProfileItem, SkillName, Unit
from hamsoo.people.queries.customers import customers_shown

_LANGUAGES = ("fa", "en")


class Refusals:
    """The names of one moment; many people may be looked through with them."""

    def __init__(self) -> None:
        people = Person.objects.order_by()
        self._people = set(chain.from_iterable(names.split() for names in people.values_list("folded_names", flat=True)))
        units = set(map(fold, filter(None, chain.from_iterable(Unit.objects.values_list("name_fa", "name_en")))))
        places = people.exclude(folded_place="").values_list("folded_place", flat=True).distinct()
        customers = customers_shown(None).order_by().values_list("folded_title", flat=True).distinct()
        named = {*places, *customers}
        # A department of one word (product, service) lends it to many a skill.
        self._named = named | _geography() | {name for name in units if " " in name}
        self._parts = _parts(named | units)
        hidden = SkillName.objects.filter(Q(skill__is_hidden=True) | Q(skill__meant__is_hidden=True))
        self._unused = set(hidden.values_list("key", flat=True))

    def refuses(self, written: str, *, own: Collection[str] = ()) -> bool:
        """Return whether a phrase names what is no skill; `own` are more such names, folded."""
        folded = fold(written).replace("\u200c", "")
        parts = _parts([folded])
        return (
            folded in self._unused
            or folded in self._parts
            or not self._people.isdisjoint(folded.split())
            or not self._named.isdisjoint(parts)
            or not parts.isdisjoint(own)
        )


def own_names(person: Person) -> set[str]:
    """Return the customers on somebody's own profile, folded, whomever they are shown to."""
    return set(ProfileItem.objects.filter(person=person, part=Part.CUSTOMERS).values_list("folded_title", flat=True))


def _parts(names: Iterable[str]) -> set[str]:
    """Return every run of at most three words of each name."""
    found: set[str] = set()
    for words in map(str.split, names):
        found.update(" ".join(words[first : first + count]) for first in range(len(words)) for count in range(1, MOST_WORDS + 1))
    return found


@lru_cache(maxsize=1)
def _geography() -> frozenset[str]:
    """Return countries, and the towns that time zones are named after, in both languages, folded."""
    names = {zone.rpartition("/")[2].replace("_", " ") for zone in get_global("zone_territories")}
    for locale in map(Locale, _LANGUAGES):
        names.update(locale.territories.values())
        names.update(zone["city"] for zone in locale.time_zones.values() if "city" in zone)
    return frozenset(map(fold, names))
