"""The glossary, and which of its words a text uses."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.text import analyse, fold, tokens_with_offsets
from hamsoo.knowledge.models import Term
from hamsoo.people.models import Person

LARGEST = 2**63 - 1
LONGEST_TEXT = 20_000
Place = tuple[int, int, frozenset[str]]


@dataclass(frozen=True, slots=True)
class TermFinding:
    """Words of a text that the glossary knows: the right ones, or ones to avoid, for which `better` is said."""

    term: Term
    start: int
    end: int
    is_avoided: bool
    better: str


@dataclass(frozen=True, slots=True)
class _Entry:
    term: Term
    words: tuple[frozenset[str], ...]
    is_avoided: bool


def terms(*, person: Person, words: str = "") -> list[Term]:
    """Return the glossary as `person` reads it, by the alphabet; with `words`, what holds them."""
    rows = list(Term.objects.visible_to(person).select_related("owner__unit"))
    wanted = fold(words)
    if not wanted:
        return rows
    return [row for row in rows if wanted in fold(" ".join((row.name_fa, row.name_en, row.meaning, row.meaning_en, *row.avoided)))]


def term(*, person: Person, pk: int) -> Term:
    """Return a term, or raise `NotFound`."""
    found = Term.objects.visible_to(person).select_related("owner__unit").filter(pk=pk).first() if pk <= LARGEST else None
    if found is None:
        raise NotFound
    return found


def names_alike() -> list[list[str]]:
    """Return the names of each thing that was agreed upon, those to avoid among them: the finder looks for them together."""
    agreed = Term.objects.filter(state=Term.State.AGREED)
    return [[name for name in (one.name_fa, one.name_en, *one.avoided) if name] for one in agreed]


def terms_in(text: str, language: str) -> list[TermFinding]:
    """Return where a text uses words of the glossary, in any of their forms; of overlapping words the longer ones.

    What is agreed alone counts; `language` is that of the better word for what is to be avoided.
    """
    known = _entries(Term.objects.filter(state=Term.State.AGREED))
    if not known:
        return []
    places = _places(text[:LONGEST_TEXT])
    found: list[tuple[int, TermFinding]] = []
    for number, (start, _end, said) in enumerate(places):
        for entry in {id(entry): entry for word in said for entry in known.get(word, ())}.values():
            end = _end_of(entry, places, number)
            if end is not None:
                better = entry.term.in_language(language)
                found.append((end - start, TermFinding(entry.term, start, end, entry.is_avoided, better)))
    kept: list[TermFinding] = []
    taken = bytearray(len(text))
    for length, one in sorted(found, key=lambda each: (-each[0], not each[1].is_avoided, each[1].start)):
        # The longer ones come first: what overlaps one of them has an end of its own within it.
        if not (taken[one.start] or taken[one.end - 1]):
            kept.append(one)
            taken[one.start : one.end] = b"\x01" * length
    return sorted(kept, key=lambda one: one.start)


def _places(text: str) -> list[Place]:
    """Return each word of a text with its place and all terms that stand for it."""
    together: dict[int, tuple[int, set[str]]] = {}
    for start, end, term in tokens_with_offsets(text):
        known_end, said = together.setdefault(start, (end, set()))
        said.add(term)
        together[start] = (min(known_end, end), said)
    return [(start, end, frozenset(said)) for start, (end, said) in sorted(together.items())]


def _end_of(entry: _Entry, places: Sequence[Place], number: int) -> int | None:
    """Return where the words of an entry end that begin at a place; None where they do not stand there."""
    if number + len(entry.words) > len(places):
        return None
    for wanted, (_start, _end, said) in zip(entry.words, places[number : number + len(entry.words)], strict=True):
        if not wanted & said:
            return None
    return places[number + len(entry.words) - 1][1]


def _entries(rows: Iterable[Term]) -> Mapping[str, list[_Entry]]:
    """Return all words of the glossary by each form of their first word."""
    found: dict[str, list[_Entry]] = defaultdict(list)
    for row in rows:
        for words, is_avoided in ((row.name_fa, False), (row.name_en, False), *((word, True) for word in row.avoided)):
            analysed = _analysed(words)
            for first in analysed[0] if analysed else ():
                found[first].append(_Entry(row, analysed, is_avoided))
    return found


@lru_cache(maxsize=4096)
def _analysed(words: str) -> tuple[frozenset[str], ...]:
    """Return the terms of each word of a phrase; words that say nothing are left out, as they are in texts."""
    return tuple(frozenset(found) for word in words.split() if (found := analyse(word)))
