"""The texts of somebody that speak for what they know, newest first: those that everybody may read, and if they wish, the private ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from hamsoo.finder import documents, rights
from hamsoo.finder.documents import Document
from hamsoo.finder.index.matching import Snapshot, snapshot
from hamsoo.finder.index.within import Within
from hamsoo.finder.mining.phrases import Word, words_of
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.queries import anybody
from hamsoo.spaces.queries import space_ids

MOST_WORKS = 400
"""So many of somebody's newest texts are read."""
ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Work:
    """One text: how much it shows of what its writer knows, the words of what was asked (an answer's title), and its own words."""

    ref: Ref
    thread: Ref
    weight: float
    is_accepted: bool
    is_private: bool
    asked: Sequence[Word]
    text: Sequence[Word]

    @property
    def terms(self) -> set[str]:
        """Return all terms, as the index has them."""
        return {term for words in (self.asked, self.text) for word in words for term in word.terms}


def works_of(person: Person, *, shared: Snapshot, with_private: bool) -> list[Work]:
    """Return what `person` wrote that shows knowledge, as it is now; `shared` is the index as far as everybody reads.

    Private is what not every colleague may read; of that, only what its writer may still open.
    """
    found = _written(person, shared, anybody(), rights.open_space_ids())
    if not with_private:
        return [_work(document, is_private=False) for document in found]
    known = {document.ref for document in found}
    readable = space_ids(person=person)
    index = snapshot(readable)
    every = _written(person, index, person, readable) if index else found
    return [_work(document, is_private=document.ref not in known) for document in every]


def _written(person: Person, index: Snapshot, reader: Person, readable: frozenset[int]) -> list[Document]:
    # What shows nothing, such as messages, must not take the places of what does.
    matches = index.latest(Within(authors=frozenset({person.pk})), (), without=documents.no_works(), limit=MOST_WORKS)
    refs = rights.opened(person=reader, keys=[match.key for match in matches], space_ids=readable)
    allowed = set(refs.values())
    loaded = documents.load(list(allowed))
    ordered = (loaded[refs[match.key]] for match in matches if refs.get(match.key) in loaded)
    # Who stands first wrote it; who only asked shows no knowledge by it, nor does who answers themselves.
    return [one for one in ordered if one.people and one.people[0][0] == person.pk and one.people[0][1] > 0 and one.parent not in allowed]


def _work(document: Document, *, is_private: bool) -> Work:
    is_cut = document.text.startswith(document.title.rstrip("…"))
    is_asked = document.parent is not None and not is_cut
    own = document.text if is_asked or is_cut else f"{document.title}\n\n{document.text}"
    return Work(
        ref=document.ref,
        thread=document.parent or document.ref,
        weight=document.people[0][1],
        is_accepted=document.facets.get("state") == ACCEPTED,
        is_private=is_private,
        asked=words_of(document.title) if is_asked else (),
        text=words_of(own),
    )
