"""What a leaver leaves open: apps above say here what somebody can own, and how it becomes somebody else's.

    register(Kind("asks", _("Requests that wait for them"), count=..., ids=..., load=..., hand_over=...))

`load` shows the reader only what they may read: of the rest it says that it is there.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django_stubs_ext import StrPromise

from hamsoo.people.models import Person


@dataclass(frozen=True, slots=True)
class Owned:
    """One thing that is open: what it is called, where it is looked at ("": nowhere, for this reader), and a word on it.

    `is_givable` says whether the reader may give it to anybody at all: where they may not, nothing is offered.
    """

    object_id: int
    title: str
    url: str = ""
    detail: str = ""
    is_givable: bool = True


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of things that people own.

    `count` returns, of several people at once, how many each has; `ids(leaver)` returns which, as they are listed; `load(reader, leaver,
    ids)` returns these; `hand_over(actor, leaver, object_id, to, at)` gives one to somebody else, or refuses with a `DomainError`;
    `close(actor, leaver, object_id, at)`, where there is one, ends it instead. Who may, was asked before. `says_itself`: a fact of the
    app that owns the kind tells who it was given to.
    """

    code: str
    label: StrPromise
    count: Callable[[Sequence[int]], Mapping[int, int]]
    ids: Callable[[Person], Sequence[int]]
    load: Callable[[Person, Person, Sequence[int]], Sequence[Owned]]
    hand_over: Callable[[Person, Person, int, Person, datetime], None]
    close: Callable[[Person, Person, int, datetime], None] | None = None
    says_itself: bool = False

    @property
    def is_closable(self) -> bool:
        """Return whether such a thing can be ended instead of being handed over."""
        return self.close is not None


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known; called from `AppConfig.ready`."""
    if _kinds.setdefault(kind.code, kind) is not kind:
        raise TypeError(f"Two kinds of things are called {kind.code}.")


def kinds() -> list[Kind]:
    """Return all kinds, in the order in which they were made known."""
    return list(_kinds.values())


def kind_called(code: str) -> Kind | None:
    """Return a kind; None for none."""
    return _kinds.get(code)


def open_counts(person_ids: Sequence[int]) -> dict[int, int]:
    """Return how much each of these people has open, in one question a kind."""
    found = dict.fromkeys(person_ids, 0)
    for kind in kinds():
        for person_id, count in kind.count(person_ids).items():
            found[person_id] += count
    return found
