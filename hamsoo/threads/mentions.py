"""What a text names: people (`@[Sara Mohammadi](person:12)`), and things that an app lets be named, such as customers and skills.

    mentions.register("source_record", sign="@", label=_("Customers"), find=customers_to_name)   # in the app's AppConfig.ready

A thing is found and linked as a target (`threads.targets`): for who sees it. Everybody else reads the words, as if they stood there alone.
What its writer does not see is not kept as named either.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from django.db.models import Model
from django_stubs_ext import StrPromise

from hamsoo.kernel.markdown import MENTION, NAMED, named, readable
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.spaces.queries import space_ids
from hamsoo.threads import targets

MOST = 50
"""Mentions beyond this many in one text tell nobody: a list of everyone is a mail to everyone."""
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom the mentions of a text reach: `told_ids` may read it there; `unreached` may not and will not be told."""

    told_ids: tuple[int, ...]
    unreached: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be named: what it is called, and what stands in the text for it."""

    id: int
    words: str
    mention: str


@dataclass(frozen=True, slots=True)
class Group:
    """What of one kind can be named by some letters."""

    type: str
    label: str | StrPromise
    choices: Sequence[Choice]


Find = Callable[[Person, str, int], Iterable[tuple[int, str]]]
_nameable: dict[str, tuple[str, str | StrPromise, Find]] = {}


def register(type: str, *, sign: str, label: str | StrPromise, find: Find) -> None:
    """Let things of `type`, which are targets, be named after `sign`; `find(person, text, limit)` returns ids and names that they see."""
    if _nameable.setdefault(type, (sign, label, find))[2] is not find:
        raise TypeError(f"Two apps let things of type {type} be named.")


@dataclass(frozen=True, slots=True)
class Kept:
    """A model whose rows keep texts in `field`; `changed(row)` puts right what follows from it, and returns what is to be indexed anew."""

    model: type[Model]
    field: str
    changed: Callable[[Any], Ref | None]


_kept: list[Kept] = []


def keep(model: type[Model], field: str, changed: Callable[[Any], Ref | None]) -> None:
    """Say that rows of `model` keep texts that may name things; called from `AppConfig.ready`."""
    _kept.append(Kept(model, field, changed))


def texts_naming(thing: Ref) -> Iterator[tuple[Kept, Model]]:
    """Return every row that names a thing, for the system: nobody sees them by that."""
    for kept in _kept:
        for row in kept.model._default_manager.filter(**{f"{kept.field}__contains": f"({thing.type}:{thing.id})"}).order_by("pk"):
            yield kept, row


def without(text: str, thing: Ref) -> str:
    """Return `text` with a dash in place of the words that name a thing."""
    return NAMED.sub(lambda match: f"{match[1]}—" if (match[3], int(match[4])) == thing else match[0], text)


def choices(*, person: Person, sign: str, text: str) -> list[Group]:
    """Return what, beside colleagues, `person` could mean by `text` after `sign`."""
    found = []
    for type_, (own_sign, label, find) in _nameable.items():
        if sign == own_sign and text.strip("\x00 \t"):
            rows = islice(find(person, text.replace("\x00", " "), _SHOWN), _SHOWN)
            options = [Choice(pk, words, named(sign=sign, words=words, type=type_, id=pk)) for pk, words in rows]
            found += [Group(type_, label, options)] if options else []
    return found


def named_in(text: str) -> list[int]:
    """Return the ids of the persons whom `text` names, in order, once each, `MOST` at most."""
    return list(dict.fromkeys(int(match[2]) for match in MENTION.finditer(text)))[:MOST]


def things_in(*texts: str) -> list[Ref]:
    """Return the things that texts name, in order, once each, `MOST` at most."""
    return list(islice(dict.fromkeys(_things(texts)), MOST))


def _things(texts: Iterable[str]) -> Iterator[Ref]:
    for text in texts:
        # Most texts name nothing, and that is seen at once.
        if "](" in text:
            for match in NAMED.finditer(text):
                if match[3] in _nameable and _nameable[match[3]][0] == match[1]:
                    yield Ref(match[3], int(match[4]))


def settled(*, actor: Person, text: str) -> str:
    """Return `text` with the names of things that `actor` sees, and those of all others as words alone."""
    if "](" not in text:
        return text
    seen = targets.find_many(person=actor, refs=things_in(text))
    return NAMED.sub(lambda match: match[0] if Ref(match[3], int(match[4])) in seen else readable(match[0]), text)


def objects(*texts: str) -> list[tuple[str, int, str]]:
    """Return what a fact about settled texts is about because they name it."""
    return [(ref.type, ref.id, "named") for ref in things_in(*texts)]


def newly(text: str, before: str) -> list[Ref]:
    """Return the things that `text` names and `before` did not."""
    known = set(things_in(before))
    return [ref for ref in things_in(text) if ref not in known]


def audience(*, text: str, space_ids_of_thing: Iterable[int]) -> Audience:
    """Return whom the mentions in `text` reach, when it stands in these spaces. Ids of nobody are passed over."""
    people = Person.objects.active().with_unit().in_bulk(named_in(text))
    places = frozenset(space_ids_of_thing)
    told = [pk for pk, person in people.items() if places & space_ids(person=person)]
    return Audience(tuple(told), tuple(person for pk, person in people.items() if pk not in told))


@dataclass(frozen=True)
class Names:
    """Where the things lead that texts of one page name, for who reads it: asked once for all of them, and only when they name any."""

    person: Person | None
    refs: tuple[Ref, ...]

    @classmethod
    def of(cls, person: Person | None, texts: Iterable[str]) -> "Names":
        """Return it for these texts."""
        return cls(person, tuple(things_in(*texts)))

    @cached_property
    def _seen(self) -> dict[Ref, targets.Target]:
        return targets.find_many(person=self.person, refs=self.refs)

    def leads_to(self, type: str, object_id: int) -> str:
        """Return the address of a thing, "" for one that is not to be seen."""
        found = self._seen.get(Ref(type, object_id)) if self.refs else None
        return found.url if found else ""
