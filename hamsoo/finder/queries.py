"""Searching: everything a person may open, while typing and on the page of results."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import groupby

from hamsoo.finder import documents, rights
from hamsoo.finder.documents import Document
from hamsoo.finder.index.matching import Match, Snapshot, snapshot
from hamsoo.finder.index.writing import LONGEST_START
from hamsoo.finder.narrowing import NOTHING_ASKED, Narrowing, narrowing
from hamsoo.finder.people import TYPE as PERSON
from hamsoo.finder.synonyms import Widened, widened
from hamsoo.finder.wording import Wording
from hamsoo.kernel.dates import Calendar
from hamsoo.kernel.text import analyse_query, fold, highlight, snippet, unmarked
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.spaces.queries import space_ids

MOST_MATCHES = 1000
"""So many matches are checked and counted; beyond that a count says "more than"."""

_LONGEST_TEXT = 2_000
_SNIPPET_WIDTH = 200
_INSTANT_MATCHES = 60
_INSTANT_HITS = 5

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found, with what of it to show; spans are (start, end) of the words that were looked for."""

    document: Document
    score: float
    title_spans: list[Span]
    snippet: str
    snippet_spans: list[Span]
    person: Person | None = None
    """The colleague found, or whose work the document is."""


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits, how many there are of each type (of all types), and where the next page begins (None: nowhere)."""

    hits: list[Hit]
    counts: Mapping[str, int]
    is_capped: bool = False
    next_cursor: int | None = None
    also: Sequence[str] = ()
    """Other names of the skills that were looked for; documents that say only these stand behind those that say what was written."""
    asked: Narrowing = NOTHING_ASKED
    """What the text was taken to mean, where filters were read in it."""

    @property
    def total(self) -> int:
        """Return how many there are of all types."""
        return sum(self.counts.values())


_NOTHING = Results([], {})


def search(*, person: Person, text: str, types: Sequence[str] = (), limit: int = 20, cursor: int = 0) -> Results:
    """Find what `person` may open: documents with all words of `text`, or with some of them where none has all; best first.

    `types` narrows the hits but not the counts; `cursor` is what the page before gave. Nothing in `text` is a filter.
    """
    text = text[:_LONGEST_TEXT]
    return _search(person, Narrowing(Wording(text), text), types, limit, cursor)


def answer(
    *,
    person: Person,
    text: str,
    at: datetime,
    calendar: Calendar | None = None,
    types: Sequence[str] = (),
    limit: int = 20,
    cursor: int = 0,
) -> Results:
    """Find as `search` does, with the filters in `text`; with these alone, what is newest. Days begin in the time zone of `at`."""
    asked = narrowing(person=person, text=text[:_LONGEST_TEXT], at=at, calendar=calendar)
    return replace(_search(person, asked, types, limit, cursor), asked=asked)


def _search(person: Person, asked: Narrowing, types: Sequence[str], limit: int, cursor: int) -> Results:
    readable = space_ids(person=person)
    index = snapshot(readable)
    wanted = widened(asked.words)
    if index is None:
        return _NOTHING
    for matches in _attempts(index, wanted, asked):
        found = _checked(matches, person=person, readable=readable)
        if found:
            chosen = [(match, ref) for match, ref in found if not types or ref.type in types]
            page = chosen[cursor : cursor + limit]
            more = cursor + limit if cursor + limit < len(chosen) else None
            counts = Counter(ref.type for _match, ref in found)
            hits = _hits(page, [*wanted.terms, *wanted.beside, *asked.skill_terms])
            return Results(hits, dict(sorted(counts.items())), len(matches) == MOST_MATCHES, more, wanted.names)
    return _NOTHING


def _attempts(index: Snapshot, wanted: Widened, asked: Narrowing) -> Iterator[list[Match]]:
    """Yield what has all words, those that have them literally before those that call a skill by another name; then what has some.

    Without words, what is newest where the filters lead.
    """
    if not wanted.groups:
        yield index.latest(asked.within, asked.skills, limit=MOST_MATCHES) if asked.is_narrow else []
        return
    scored = partial(index.scored, wanted.terms, within=asked.within, limit=MOST_MATCHES)
    matches = scored(demanded=wanted.groups, choices=asked.skills)
    if wanted.named:
        literal = {match.key for match in matches}
        more = scored(beside=wanted.beside, demanded=wanted.rest, choices=[*asked.skills, *wanted.choices])
        matches += [match for match in more if match.key not in literal]
    yield matches[:MOST_MATCHES]
    yield scored(beside=wanted.beside, choices=asked.skills)


def instant(*, person: Person, text: str) -> list[tuple[str, list[Hit]]]:
    """Find by the beginnings of words of titles and names, while typing: groups of (type, hits), people first, newest first."""
    readable = space_ids(person=person)
    index = snapshot(readable)
    words = [word[:LONGEST_START] for word in fold(text[:_LONGEST_TEXT]).split()]
    if index is None or not words:
        return []
    types = [PERSON, *(source.type for source in documents.sources() if source.type != PERSON)]
    matches = [match for name in types for match in index.beginning(words, types=[name], limit=_INSTANT_MATCHES)]
    by_type: dict[str, list[tuple[Match, Ref]]] = {}
    for match, ref in _checked(matches, person=person, readable=readable):
        by_type.setdefault(ref.type, []).append((match, ref))
    first = [one for found in by_type.values() for one in found[:_INSTANT_HITS]]
    return [(name, list(hits)) for name, hits in groupby(_hits(first, analyse_query(text)), key=lambda hit: hit.document.type)]


def _checked(matches: Sequence[Match], *, person: Person, readable: frozenset[int]) -> list[tuple[Match, Ref]]:
    """Keep what `person` may open now, in the order of `matches`."""
    refs = rights.refs_of(match.key for match in matches)
    allowed = rights.openable(person=person, refs=set(refs.values()), space_ids=readable)
    return [(match, refs[match.key]) for match in matches if refs.get(match.key) in allowed]


def _hits(found: Sequence[tuple[Match, Ref]], terms: Sequence[str]) -> list[Hit]:
    loaded = documents.load([ref for _match, ref in found])
    known = [(match, loaded[ref]) for match, ref in found if ref in loaded]
    people = Person.objects.with_unit().in_bulk({person for _match, document in known for person, _weight in document.people[:1]})
    return [_hit(document, match.score, terms, people) for match, document in known]


def _hit(document: Document, score: float, terms: Sequence[str], people: Mapping[int, Person]) -> Hit:
    words, spans = snippet(unmarked(document.text), terms, _SNIPPET_WIDTH)
    person = people.get(document.people[0][0]) if document.people else None
    return Hit(document, score, highlight(document.title, terms), words, spans, person)
