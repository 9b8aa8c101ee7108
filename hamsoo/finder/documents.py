"""What an app hands to the search index: documents, loaded from its rows as they are now.

Each app registers a loader for its types in `AppConfig.ready`; the index calls it when a fact says (trait `Indexed`) that a thing has
to be read again, and the pages call it to show a hit. So a hit always shows the words of the rows, never a copy that has grown old.
"""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime

from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found.

    `title` and `text` are plain text as written; `at` is when it was written or last changed by its author (aware). `space_ids` are
    the spaces it stands in: who reads one of them may find it. `people` are those whose work it is, as (person id, weight): the
    author of an answer 1.0, of an accepted one 1.5, who only asked 0. `parent` is the thing it belongs to (an answer's question),
    `about` what it is about beside its words: records of a customer, say.
    `facets` are words to filter and show by; the finder itself reads `answer_seconds`: how long the asker waited for this answer.
    """

    type: str
    id: int
    title: str
    text: str
    at: datetime
    space_ids: tuple[int, ...]
    people: tuple[tuple[int, float], ...]
    url: str
    parent: Ref | None = None
    facets: Mapping[str, str] = field(default_factory=dict)
    about: tuple[Ref, ...] = ()

    @property
    def ref(self) -> Ref:
        """Return the type and id that the document is known by."""
        return Ref(self.type, self.id)


Loader = Callable[[Sequence[int]], Sequence[Document]]
"""Ids to documents; ids that are not returned are gone and leave the index."""

Visible = Callable[[Person, Sequence[int]], AbstractSet[int]]
"""Which of the ids this person may see, asked of the rows at every search."""


@dataclass(frozen=True, slots=True)
class Source:
    """What the finder knows of one type: how to load it, who sees what has no placements, whether it answers, and is somebody's work."""

    type: str
    load: Loader
    visible: Visible | None = None
    is_answer: bool = False
    is_work: bool = True


_sources: dict[str, Source] = {}


def register(type: str, load: Loader, *, visible: Visible | None = None, is_answer: bool = False, is_work: bool = True) -> None:
    """Let things of `type` be found. Without `visible`, a thing is seen by whoever reads a space that it is placed in.

    `is_answer`: such a thing answers its parent, so that the ranking of experts can learn from it. Not `is_work`: it is nobody's, as a
    profile or a record of a customer is, and no evidence of what anybody knows, however many there are.
    """
    _sources[type] = Source(type, load, visible, is_answer, is_work)


def source_of(type: str) -> Source | None:
    """Return what is registered for `type`, or None."""
    return _sources.get(type)


def sources() -> list[Source]:
    """Return all that can be found, by type."""
    return [_sources[name] for name in sorted(_sources)]


def answering() -> list[str]:
    """Return the types of things that answer their parents."""
    return [source.type for source in sources() if source.is_answer]


def no_works() -> list[str]:
    """Return the types of things that are nobody's work."""
    return [source.type for source in sources() if not source.is_work]


def load(refs: Sequence[Ref]) -> dict[Ref, Document]:
    """Return the documents of `refs` as their rows are now: one call of each type's loader; what is gone is left out."""
    wanted: dict[str, set[int]] = {}
    for ref in refs:
        wanted.setdefault(ref.type, set()).add(ref.id)
    found = {}
    for type_name, ids in wanted.items():
        if source := source_of(type_name):
            found.update({document.ref: document for document in source.load(sorted(ids))})
    return found
