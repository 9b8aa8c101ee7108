"""Other names for what was written: a skill that a text names is looked for under all its names, Persian and English.

Names are those that the taxonomy gives a skill, those of skills that were merged into it among them, and what providers say is called
alike (`register`): every colleague may see them, so what they find tells nobody of anything hidden. A synonym counts less than a word
that was written (`WEIGHT`), and is looked for beside it, never instead of it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain, groupby

from django.core.cache import caches

from hamsoo.kernel.text import query_groups, repeated_terms
from hamsoo.people.queries import names_of_skills, version_of_skill_names

WEIGHT = 0.5
"""What a term of a synonym counts, where one that was written counts 1."""

_KEY = "finder.synonyms"
_SECONDS = 60

MOST_NAMED = 8
"""So many skills of one text are looked for under their other names."""
MOST_NAMES = 8
"""So many other names of one skill are looked for."""

Group = tuple[str, ...]
"""Terms of which a document must hold one."""


Provider = Callable[[], Iterable[Sequence[str]]]
"""Gives lists of names in any language, each list the names of one thing, none of which is hidden from any colleague."""

Alike = tuple[tuple[str, ...], ...]

_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Let what `provider` calls alike be looked for together; apps do so in `AppConfig.ready`, and tell changes by `renew`."""
    _providers[name] = provider


def renew() -> None:
    """Ask all providers again; other processes do so within a minute."""
    caches["process"].delete(_KEY)


def _alike() -> Alike:
    """Return what providers call alike, kept for a minute: no search has to ask for it."""
    known: Alike | None = caches["process"].get(_KEY)
    if known is None:
        known = tuple(tuple(names) for _name, provider in sorted(_providers.items()) for names in provider())
        caches["process"].set(_KEY, known, timeout=_SECONDS)
    return known


@dataclass(frozen=True, slots=True)
class Synonym:
    """Another name of what was written, and the groups that a document with this name holds a term of, every one."""

    name: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """What has other names and stands in a text, in its groups from `start` up to `end`: a skill, or several of one name, or a word."""

    start: int
    end: int
    synonyms: tuple[Synonym, ...]
    skill_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Widened:
    """A text as groups of terms, with what it names that has other names, which lie apart and in order."""

    groups: tuple[Group, ...] = ()
    named: tuple[Named, ...] = ()
    repeated: tuple[str, ...] = ()
    """The terms that were written, each as often as it was; `widened` alone tells them."""

    @property
    def names(self) -> list[str]:
        """Return the other names, each once."""
        return list(dict.fromkeys(synonym.name for named in self.named for synonym in named.synonyms))

    @property
    def skill_ids(self) -> list[int]:
        """Return the skills that are named, as they are read."""
        return sorted({skill_id for named in self.named for skill_id in named.skill_ids})

    @property
    def terms(self) -> list[str]:
        """Return the terms that were written, each once: what `analyse_query` gives."""
        return list(dict.fromkeys(chain.from_iterable(self.groups)))

    @property
    def beside(self) -> dict[str, float]:
        """Return the terms of the other names that were not written, with what each counts."""
        others = (term for one in self.named for synonym in one.synonyms for group in synonym.groups for term in group)
        return dict.fromkeys((term for term in others if term not in set(self.terms)), WEIGHT)

    @property
    def rest(self) -> list[Group]:
        """Return the groups that name nothing with other names."""
        covered = {place for named in self.named for place in range(named.start, named.end)}
        return [group for place, group in enumerate(self.groups) if place not in covered]

    @property
    def choices(self) -> list[list[Sequence[Group]]]:
        """Return for all that is named the ways to name it, first the one that was written: each the groups to be held, every one."""
        return [[self.groups[one.start : one.end], *(synonym.groups for synonym in one.synonyms)] for one in self.named]


def groups_of(name: str) -> tuple[Group, ...]:
    """Return the groups that a document with this name holds a term of, every one."""
    return tuple(query_groups(name))


def widened(text: str) -> Widened:
    """Return the terms of `text` in groups, and what it names with its other names; the longest name goes first."""
    groups = groups_of(text)
    found = _named_in(groups, _book(version_of_skill_names(), _alike()) if groups else {})
    return replace(found, repeated=tuple(repeated_terms(text, found.terms)))


def widened_each(texts: Iterable[str]) -> Iterator[Widened]:
    """Yield what `widened` returns of each text, by the names that there are now: asked for once, not with every text."""
    book = _book(version_of_skill_names(), _alike())
    for text in texts:
        yield _named_in(groups_of(text), book)


def _named_in(groups: tuple[Group, ...], book: Mapping[str, list["_Entry"]]) -> Widened:
    named: list[Named] = []
    place = 0
    while place < len(groups) and book and len(named) < MOST_NAMED:
        found = _standing_at(groups, place, book)
        if found is not None:
            named.append(found)
        place = found.end if found else place + 1
    return Widened(groups, tuple(named))


@dataclass(slots=True)
class _Entry:
    """One way to write a name, as terms, and what else is called what it is called."""

    key: tuple[str, ...]
    others: dict[str, Synonym] = field(default_factory=dict)
    skill_ids: set[int] = field(default_factory=set)


@lru_cache(maxsize=1)
def _book(version: object, alike: Alike) -> Mapping[str, list[_Entry]]:  # noqa: ARG001 - the version is a key of the cache
    """Return all that has other names, by its first term, the longest first."""
    entries: dict[tuple[str, ...], _Entry] = {}
    skills = [({skill_id}, names) for skill_id, names in names_of_skills().items()]
    for skill_ids, names in [*skills, *((set[int](), names) for names in alike)]:
        known = {name: groups_of(name) for name in names}
        for groups in known.values():
            others = {tuple(other): Synonym(word, other) for word, other in known.items() if other and set(other) != set(groups)}
            # A word that a provider knows by this name alone has nothing to be looked for beside it.
            for key in _keys(groups) if others or skill_ids else ():
                entry = entries.setdefault(key, _Entry(key))
                entry.skill_ids |= skill_ids
                entry.others |= {synonym.name: synonym for synonym in others.values()}
    book: dict[str, list[_Entry]] = {}
    for entry in sorted(entries.values(), key=lambda entry: (-len(entry.key), entry.key)):
        book.setdefault(entry.key[0], []).append(entry)
    return book


def _keys(groups: Sequence[Group]) -> Iterator[tuple[str, ...]]:
    """Yield the ways to write a name: a compound as its whole, and as its parts."""
    if groups:
        yield tuple(whole for whole, _same in groupby(group[0] for group in groups))
        yield tuple(group[1] if _is_compound(groups, place) else group[0] for place, group in enumerate(groups))


def _is_compound(groups: Sequence[Group], place: int) -> bool:
    """Return whether the group is (whole, part) and a neighbour is another part of the same whole."""
    beside = [groups[near] for near in (place - 1, place + 1) if 0 <= near < len(groups)]
    return len(groups[place]) > 1 and any(group[0] == groups[place][0] for group in beside)


def _standing_at(groups: Sequence[Group], place: int, book: Mapping[str, list[_Entry]]) -> Named | None:
    """Return what has a name that begins with the group at `place`, the longest name of all."""
    fitting = [entry for term in groups[place] for entry in book.get(term, ()) if _fits(groups, place, entry.key)]
    if not fitting:
        return None
    best = max(fitting, key=lambda entry: len(entry.key))
    end = place + len(best.key)
    # The other parts of a compound that was met by its whole belong to it.
    while end < len(groups) and best.key[-1] == groups[end][0] == groups[end - 1][0]:
        end += 1
    return Named(place, end, tuple(list(best.others.values())[:MOST_NAMES]), tuple(sorted(best.skill_ids)))


def _fits(groups: Sequence[Group], place: int, key: Sequence[str]) -> bool:
    return len(groups) - place >= len(key) and all(term in groups[place + step] for step, term in enumerate(key))
