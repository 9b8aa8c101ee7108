"""Things to be found: notes that stand in spaces, without an app of their own."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from hamsoo.finder import documents
from hamsoo.finder.documents import Document
from hamsoo.finder.index import writing
from hamsoo.finder.rights import open_space_ids
from hamsoo.ledger import runner
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Space
from tests.world import NOON


@pytest.fixture(autouse=True)
def index_folder(settings, tmp_path) -> None:
    """Give every test an index of its own."""
    settings.INDEX_FOLDER = tmp_path / "index"


class Notes:
    """Rows of an imaginary app, `note` and `reply`, that tests write and place."""

    def __init__(self) -> None:
        self.rows: dict[Ref, Document] = {}
        self._ids = itertools.count(1)

    def load(self, type_name: str, ids: Sequence[int]) -> list[Document]:
        """Return the rows as documents, with the places they have now."""
        return [self.rows[Ref(type_name, i)] for i in ids if Ref(type_name, i) in self.rows]

    def write(
        self,
        title: str,
        text: str = "",
        *,
        space: Space,
        by: Person | None = None,
        weight: float = 1.0,
        at: datetime = NOON - timedelta(days=1),
        type: str = "note",
        parent: Ref | None = None,
        indexed: bool = True,
        facets: dict[str, str] | None = None,
    ) -> Document:
        """Write a row, place it, and (unless told otherwise) index it as the worker would."""
        number = next(self._ids)
        people = ((by.pk, weight),) if by else ()
        document = Document(type, number, title, text, at, (space.pk,), people, f"/{type}s/{number}/", parent, facets or {})
        self.rows[document.ref] = document
        spaces.place(type=type, object_id=number, space_ids=[space.pk], at=at)
        if indexed:
            self.index([document])
        return document

    def index(self, rows: Iterable[Document]) -> None:
        """Put rows into the index."""
        writing.replace(gone=[], documents=list(rows), open_space_ids=open_space_ids())

    def move(self, document: Document, space: Space) -> None:
        """Place a row elsewhere without telling the index."""
        spaces.place(type=document.type, object_id=document.id, space_ids=[space.pk], at=NOON)
        self.rows[document.ref] = replace(document, space_ids=(space.pk,))

    def remove(self, documents: Sequence[Document]) -> None:
        """Remove rows and tell the index."""
        for document in documents:
            del self.rows[document.ref]
            spaces.place(type=document.type, object_id=document.id, space_ids=[], at=NOON)
        writing.replace(gone=[document.ref for document in documents], documents=[], open_space_ids=open_space_ids())


@pytest.fixture
def notes(monkeypatch: pytest.MonkeyPatch) -> Notes:
    """Register the notes; nothing else but people can be found meanwhile."""
    rows = Notes()
    people = documents.source_of("person")
    monkeypatch.setattr(documents, "_sources", {"person": people})
    documents.register("note", lambda ids: rows.load("note", ids))
    documents.register("reply", lambda ids: rows.load("reply", ids), is_answer=True)
    return rows


@pytest.fixture
def service_space(world) -> Space:
    """Return the space of the service department: Sara and Reza read it, Nima does not."""
    return spaces.ensure_unit_space(unit=world.service, at=NOON)


@pytest.fixture
def finance_space(world) -> Space:
    """Return the space of finance: of the cast, Nima alone reads it."""
    return spaces.ensure_unit_space(unit=world.finance, at=NOON)


@pytest.fixture
def settle():
    """Let the worker do what is due."""
    return runner.settle
