"""Putting documents into the index and taking them out: only the worker does."""

import json
from collections.abc import Callable, Collection, Iterable
from collections.abc import Set as AbstractSet

import tantivy

from hamsoo.finder.documents import Document
from hamsoo.finder.index.folder import ensure, open_index
from hamsoo.finder.index.schema import ANY, WEIGHT_SCALE, key_of, kind_of, levelled, schema
from hamsoo.finder.people import TYPE as PERSON
from hamsoo.finder.ranking.bm25 import levels
from hamsoo.finder.ranking.kindred import characteristic
from hamsoo.kernel.text import analyse, fold
from hamsoo.ledger.traits import Ref

_MEMORY = 40_000_000
LONGEST_START = 12
_LONGEST_TEXT = 200_000


def replace(*, gone: Collection[Ref], documents: Iterable[Document], open_space_ids: AbstractSet[int]) -> None:
    """Take `gone` out, then put `documents` in, in one commit that survives a kill; doing it twice changes nothing.

    `open_space_ids` are the spaces that every colleague reads: documents there are the ones that statistics are taken from.
    """
    _commit(lambda writer: _replace(writer, gone, documents, open_space_ids))


def empty() -> None:
    """Take everything out."""
    _commit(lambda writer: writer.delete_all_documents())


def _commit(change: Callable[[tantivy.IndexWriter], object]) -> None:
    ensure()
    index = open_index()
    assert index is not None  # noqa: S101 - made by the line above
    # A writer for each batch: its lock is free in between, so that `hamsoo rebuild` gets its turn beside the worker.
    writer = index.writer(heap_size=_MEMORY, num_threads=1)
    try:
        change(writer)
        writer.commit()
    except BaseException:
        writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()


def _replace(writer: tantivy.IndexWriter, gone: Collection[Ref], documents: Iterable[Document], open_space_ids: AbstractSet[int]) -> None:
    documents = list(documents)
    keys = sorted({key_of(ref) for ref in (*gone, *(document.ref for document in documents))})
    # By query: tantivy-py 0.27 turns a number into a signed term when it deletes by term, and finds nothing in an unsigned field.
    writer.delete_documents_by_query(tantivy.Query.term_set_query(schema(), "key", keys))
    for document in documents:
        writer.add_document(_entry(document, is_shared=not open_space_ids.isdisjoint(document.space_ids)))


def _entry(document: Document, *, is_shared: bool) -> tantivy.Document:
    title, text = analyse(document.title), analyse(document.text[:_LONGEST_TEXT])
    steps = levels(title, text)
    entry = tantivy.Document()
    entry.add_unsigned("key", key_of(document.ref))
    entry.add_unsigned("kind", kind_of(document.type))
    entry.add_unsigned("at", max(0, int(document.at.timestamp())))
    if document.parent:
        entry.add_unsigned("parent", key_of(document.parent))
    for space_id in document.space_ids:
        entry.add_unsigned("space", space_id)
    for subject in document.about:
        entry.add_unsigned("about", key_of(subject))
    _add_origin(entry, document)
    # The first who has a part in it stands for all where work is only counted; columns are read many times faster than stored values.
    parts = [(person_id, weight) for person_id, weight in document.people if weight > 0]
    if parts:
        entry.add_unsigned("person", parts[0][0])
    if len(parts) == 1:
        entry.add_unsigned("weight", round(parts[0][1] * WEIGHT_SCALE))
    elif parts:
        entry.add_bytes("people", json.dumps(parts).encode())
    if (waited := document.facets.get("answer_seconds", "")).isdecimal():
        entry.add_unsigned("waited", int(waited))
    entry.add_bytes("said", json.dumps(characteristic(title, text), ensure_ascii=False).encode())
    entry.add_text("levels", " ".join(levelled(term, level) for term, level in steps.items()))
    entry.add_text("words", " ".join(steps))
    entry.add_text("starts", " ".join(_starts(document.title)))
    if is_shared:
        entry.add_text("shared", " ".join((ANY, *steps)))
    return entry


def _add_origin(entry: tantivy.Document, document: Document) -> None:
    """Say who wrote it, who stands first among its people; or where a colleague works, whose profile nobody wrote alone."""
    unit = document.facets.get("unit", "")
    if document.type != PERSON and document.people:
        entry.add_unsigned("author", document.people[0][0])
    elif document.type == PERSON and unit.isdecimal():
        entry.add_unsigned("unit", int(unit))


def _starts(title: str) -> list[str]:
    """Return the beginnings of the words of a title, for finding while typing."""
    words = fold(title).split()
    return list(dict.fromkeys(word[:size] for word in words for size in range(1, min(len(word), LONGEST_START) + 1)))
