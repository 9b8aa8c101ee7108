"""Searching: everything a person may open, while typing and on the page of results."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import groupby

from django.db.models import Count, Exists, Max, OuterRef, QuerySet

from hamsoo.finder import documents
from hamsoo.finder.documents import Document
from hamsoo.finder.facets import Facets, facets
from hamsoo.finder.index.matching import Match, Snapshot, snapshot
from hamsoo.finder.index.writing import LONGEST_START
from hamsoo.finder.looking import Found, checked, look
from hamsoo.finder.models import LearnedSynonym, MissedSearch, PastSearch, RewordedSearch, SavedSearch
from hamsoo.finder.narrowing import NOTHING_ASKED, Narrowing, narrowing
from hamsoo.finder.people import TYPE as PERSON
from hamsoo.finder.topics import Topics, topics_of
from hamsoo.finder.wording import Wording
from hamsoo.kernel.dates import Calendar
from hamsoo.kernel.text import analyse_query, fold, highlight, snippet, sort_key, tokens_with_offsets, unmarked
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.rules import require_sees_administration
from hamsoo.spaces.queries import space_ids

LEAST_SEARCHERS = 3
"""What fewer people searched for in vain is shown to nobody: it could tell who they were."""
MISSED_FOR = timedelta(days=90)

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
    meant: Mapping[str, str] = field(default_factory=dict)
    """Words that were looked for instead of those that nobody has written, by these."""
    facets: Facets = field(default_factory=Facets)
    asked: Narrowing = NOTHING_ASKED
    """What the text was taken to mean, where filters were read in it."""

    @property
    def total(self) -> int:
        """Return how many there are of all types."""
        return sum(self.counts.values())


_NOTHING = Results([], {})


@dataclass(frozen=True, slots=True)
class _Answer:
    """Results, with all that was found and where."""

    results: Results
    found: Found = field(default_factory=Found)
    index: Snapshot | None = None


def search(*, person: Person, text: str, types: Sequence[str] = (), limit: int = 20, cursor: int = 0) -> Results:
    """Find what `person` may open: documents with all words of `text`, or with some of them where none has all; best first.

    `types` narrows the hits but not the counts; `cursor` is what the page before gave. Nothing in `text` is a filter.
    """
    text = text[:_LONGEST_TEXT]
    return _search(person, Narrowing(Wording(text), text), types, limit, cursor, literally=True).results


def answer(
    *,
    person: Person,
    text: str,
    at: datetime,
    calendar: Calendar | None = None,
    types: Sequence[str] = (),
    limit: int = 20,
    cursor: int = 0,
    literally: bool = False,
) -> Results:
    """Find as `search` does, with the filters in `text`; with these alone, what is newest. Days begin in the time zone of `at`.

    What nobody has written is taken for a slip, unless it is to be read `literally`.
    """
    asked = narrowing(person=person, text=text[:_LONGEST_TEXT], at=at, calendar=calendar)
    found = _search(person, asked, types, limit, cursor, literally=literally)
    if found.index is None or cursor:
        return replace(found.results, asked=asked)
    matches = found.found.matches
    authors = found.index.values("author", [match for match, _ref in matches])
    counted = facets(matches, authors, space_ids=space_ids(person=person), at=at, calendar=asked.calendar)
    return replace(found.results, asked=asked, facets=counted)


def _search(person: Person, asked: Narrowing, types: Sequence[str], limit: int, cursor: int, *, literally: bool = False) -> _Answer:
    readable = space_ids(person=person)
    index = snapshot(readable)
    if index is None:
        return _Answer(_NOTHING)
    found = look(index, asked, person=person, readable=readable, literally=literally)
    chosen = [(match, ref) for match, ref in found.matches if not types or ref.type in types]
    hits = _hits(chosen[cursor : cursor + limit], found.terms)
    shown = [text for hit in hits for text in (hit.document.title, hit.snippet)]
    results = Results(
        hits=hits,
        counts=dict(sorted(Counter(ref.type for _match, ref in found.matches).items())),
        is_capped=found.is_capped,
        next_cursor=cursor + limit if cursor + limit < len(chosen) else None,
        also=found.also,
        meant={_as_written(term, [asked.words]): _as_written(near, shown) for term, near in found.meant.items()},
    )
    return _Answer(results, found, index)


def _as_written(term: str, texts: Iterable[str]) -> str:
    """Return the first word of `texts` that has this term; the term itself when none has."""
    words = (text[start:end] for text in texts for start, end, found in tokens_with_offsets(text) if found == term)
    return next(words, term)


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
    for match, ref in checked(matches, person=person, readable=readable):
        by_type.setdefault(ref.type, []).append((match, ref))
    first = [one for found in by_type.values() for one in found[:_INSTANT_HITS]]
    return [(name, list(hits)) for name, hits in groupby(_hits(first, analyse_query(text)), key=lambda hit: hit.document.type)]


def _hits(found: Sequence[tuple[Match, Ref]], terms: Sequence[str]) -> list[Hit]:
    loaded = documents.load([ref for _match, ref in found])
    known = [(match, loaded[ref]) for match, ref in found if ref in loaded]
    people = Person.objects.with_unit().in_bulk({person for _match, document in known for person, _weight in document.people[:1]})
    return [_hit(document, match.score, terms, people) for match, document in known]


def _hit(document: Document, score: float, terms: Sequence[str], people: Mapping[int, Person]) -> Hit:
    words, spans = snippet(unmarked(document.text), terms, _SNIPPET_WIDTH)
    person = people.get(document.people[0][0]) if document.people else None
    return Hit(document, score, highlight(document.title, terms), words, spans, person)


@dataclass(frozen=True, slots=True)
class OwnSearches:
    """What somebody searched for lately, newest first, and keeps, by name: for them alone."""

    past: Sequence[PastSearch]
    saved: Sequence[SavedSearch]


def own_searches(*, person: Person) -> OwnSearches:
    """Return the searches of `person`."""
    past = PastSearch.objects.filter(person=person).order_by("-at", "-pk")
    saved = sorted(SavedSearch.objects.filter(person=person), key=lambda one: (sort_key(one.name), one.pk))
    return OwnSearches(list(past), saved)


@dataclass(frozen=True, slots=True)
class Missed:
    """Words that several people searched for and did not find: how many they were, and when the last did."""

    words: str
    searcher_count: int
    last_at: datetime


def missed_searches(*, person: Person, at: datetime, limit: int = 100) -> list[Missed]:
    """Return for administrators what at least LEAST_SEARCHERS people did not find lately, what most did not find first."""
    require_sees_administration(person)
    rows = MissedSearch.objects.filter(at__gte=at - MISSED_FOR).order_by().values("key")
    counted = rows.annotate(searchers=Count("person", distinct=True), last=Max("at")).filter(searchers__gte=LEAST_SEARCHERS)
    first = counted.order_by("-searchers", "-last", "key").values_list("key", "searchers", "last")[:limit]
    return [Missed(*row) for row in first]


@dataclass(frozen=True, slots=True)
class Reworded:
    """Two names that so many people searched for one after the other, and found what they sought by the second."""

    one: str
    other: str
    searcher_count: int


def reworded_searches(*, person: Person, at: datetime, limit: int = 50) -> list[Reworded]:
    """Return for administrators what at least LEAST_SEARCHERS people lately called by two names, and nobody has judged yet."""
    require_sees_administration(person)
    judged = LearnedSynonym.objects.filter(one=OuterRef("one"), other=OuterRef("other"))
    rows = RewordedSearch.objects.filter(~Exists(judged), at__gte=at - MISSED_FOR).order_by().values("one", "other")
    counted = rows.annotate(searchers=Count("person", distinct=True)).filter(searchers__gte=LEAST_SEARCHERS)
    return [Reworded(*row) for row in counted.order_by("-searchers", "one", "other").values_list("one", "other", "searchers")[:limit]]


def learned_synonyms(*, person: Person) -> list[LearnedSynonym]:
    """Return for administrators which names that people searched for are looked for together, in the order of the names."""
    require_sees_administration(person)
    return list(LearnedSynonym.objects.filter(is_alike=True).order_by("one", "other"))


def missed_by(*, people: QuerySet[Person], at: datetime, limit: int) -> list[str]:
    """Return words that at least LEAST_SEARCHERS of `people` did not find lately, what most did not find first.

    How many they were is not told: two such lists beside one another could tell who.
    """
    rows = MissedSearch.objects.filter(at__gte=at - MISSED_FOR, person__in=people).order_by().values("key")
    counted = rows.annotate(searchers=Count("person", distinct=True)).filter(searchers__gte=LEAST_SEARCHERS)
    return list(counted.order_by("-searchers", "key").values_list("key", flat=True)[:limit])


def topics(*, texts: Sequence[tuple[str, str]]) -> list[Topics]:
    """Return what each of `texts` (title, body) is about: skills that it names, else the most telling words of its title."""
    return topics_of(texts)
