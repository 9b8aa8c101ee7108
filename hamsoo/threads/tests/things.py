"""A small thing to comment on: a note, placed and known by a dictionary. So these tests need no app above `threads`."""

from dataclasses import dataclass

import pytest

from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Space
from hamsoo.spaces.queries import placed_in, space_ids
from hamsoo.threads import targets
from tests.world import NOON


@dataclass(frozen=True)
class Note:
    """Something with a title, an owner and a place."""

    pk: int
    title: str
    owner_id: int

    @property
    def ref(self) -> Ref:
        """Return the note as a thing."""
        return Ref("note", self.pk)


_notes: dict[int, Note] = {}


def resolve(person: Person, note_id: int) -> targets.Target | None:
    """Find a note for those who read one of its spaces."""
    places = placed_in(type="note", object_id=note_id)
    note = _notes.get(note_id)
    if note is None or places.isdisjoint(space_ids(person=person)):
        return None
    return targets.Target(note.ref, tuple(sorted(places)), note.title, f"/notes/{note_id}/", (note.owner_id,))


targets.register("note", resolve)


def write_note(owner: Person, *places: Space, title: str = "Opening hours") -> Note:
    """Place a note of `owner` in `places`."""
    note = Note(len(_notes) + 1, title, owner.pk)
    _notes[note.pk] = note
    spaces.place(type="note", object_id=note.pk, space_ids=[place.pk for place in places], at=NOON)
    return note


@pytest.fixture
def unit_space(world):  # type: ignore[no-untyped-def]
    """Return the space of the service unit: Sara and Reza read it, Nima does not."""
    return Space.objects.get(subject_type="unit", subject_id=world.service.pk)
