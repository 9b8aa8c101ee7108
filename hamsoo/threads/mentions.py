"""People named in a text: `@[Sara Mohammadi](person:12)`."""

from collections.abc import Iterable
from dataclasses import dataclass

from hamsoo.kernel.markdown import MENTION
from hamsoo.people.models import Person
from hamsoo.spaces.queries import space_ids

__all__ = ["MOST", "Audience", "audience", "named_in"]

MOST = 50
"""Mentions beyond this many in one text tell nobody: a list of everyone is a mail to everyone."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom the mentions of a text reach: `told_ids` may read it there; `unreached` may not and will not be told."""

    told_ids: tuple[int, ...]
    unreached: tuple[Person, ...]


def named_in(text: str) -> list[int]:
    """Return the ids of the persons whom `text` names, in order, once each, `MOST` at most."""
    return list(dict.fromkeys(int(match[2]) for match in MENTION.finditer(text)))[:MOST]


def audience(*, text: str, space_ids_of_thing: Iterable[int]) -> Audience:
    """Return whom the mentions in `text` reach, when it stands in these spaces. Ids of nobody are passed over."""
    people = Person.objects.active().with_unit().in_bulk(named_in(text))
    places = frozenset(space_ids_of_thing)
    told = [pk for pk, person in people.items() if places & space_ids(person=person)]
    return Audience(tuple(told), tuple(person for pk, person in people.items() if pk not in told))
