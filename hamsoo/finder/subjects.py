"""What documents can be about that has a name of its own: customers, say. The apps that know them tell; the finder asks by name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person


@dataclass(frozen=True, slots=True)
class Subject:
    """Something with this name, and the things it is made of, as far as the searcher sees them: a customer's records."""

    name: str
    refs: tuple[Ref, ...]


Find = Callable[[Person, str, int], Sequence[Subject]]
"""(searcher, beginning of a name, how many at most): what is called so and the searcher may know of, whose whole name it is first."""

_finders: dict[str, Find] = {}


def register(filter_name: str, find: Find) -> None:
    """Let `find` say what a filter of this name means; called from `AppConfig.ready`."""
    _finders[filter_name] = find


def called(*, person: Person, filter_name: str, words: str, limit: int) -> Sequence[Subject]:
    """Return what is called so; nothing where nobody knows such things."""
    find = _finders.get(filter_name)
    return find(person, words, limit) if find else ()
