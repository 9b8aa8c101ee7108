"""`record`, the shape of events, and `forget`."""

from datetime import datetime

import pytest
from django.db import transaction

from hamsoo.ledger.actions import OutsideTransaction, forget, record
from hamsoo.ledger.actors import SYSTEM, Actor, through
from hamsoo.ledger.events import Event, Personal, event_class
from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.models import Entry
from hamsoo.ledger.traits import Ref
from tests.world import NOON


class LetterSent(Event, icon="mail", sentence="%(actor)s sent %(title)s"):
    letter_id: int
    copies: tuple[int, ...] = ()
    mail: Personal[str] = None
    due_at: datetime | None = None


def test_a_mistyped_field_is_refused_at_construction() -> None:
    for wrong in ({"letter_id": "7"}, {"letter_id": 7, "copies": ["a"]}, {"letter_id": 7, "mail": 3}, {}):
        with pytest.raises(TypeError):
            LetterSent(**wrong)
    with pytest.raises(TypeError):
        LetterSent(letter_id=7, unknown=1)


def test_an_event_comes_back_as_it_was(db: None) -> None:
    event = LetterSent(letter_id=7, copies=(1, 2), mail="a@b.example", due_at=NOON)
    with through("api"):
        entry_id = record(
            event, actor=Actor("person", 3, 9), objects=[Ref("letter", 7), ("person", 4, "addressee")], spaces=[5, 5, 6], at=NOON
        )
    fact = facts_by_id([entry_id])[entry_id]
    assert fact.event == event
    assert fact.actor == Actor("person", 3, 9)
    assert fact.channel == "api"
    assert fact.happened_at == NOON
    assert fact.objects == (("letter", 7, "letter"), ("person", 4, "addressee"))
    assert fact.space_ids == (5, 6)


@pytest.mark.django_db(transaction=True)
def test_record_refuses_outside_a_transaction() -> None:
    with pytest.raises(OutsideTransaction):
        record(LetterSent(letter_id=7), actor=SYSTEM, objects=[], spaces=[], at=NOON)
    assert Entry.objects.count() == 0


def test_record_refuses_a_naive_instant(db: None) -> None:
    with pytest.raises(ValueError, match="aware"):
        record(LetterSent(letter_id=7), actor=SYSTEM, objects=[], spaces=[], at=NOON.replace(tzinfo=None))


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_transaction_leaves_no_fact() -> None:
    with pytest.raises(RuntimeError, match="stop"), transaction.atomic():
        record(LetterSent(letter_id=7), actor=SYSTEM, objects=[], spaces=[], at=NOON)
        raise RuntimeError("stop")
    assert Entry.objects.count() == 0


def test_the_log_finds_the_class_by_name() -> None:
    assert event_class("ledger.LetterSent") is LetterSent


def test_forget_blanks_personal_fields_and_keeps_the_fact(db: None) -> None:
    about = record(LetterSent(letter_id=7, mail="mina@x.example"), actor=SYSTEM, objects=[Ref("contact", 4)], spaces=[], at=NOON)
    by = record(LetterSent(letter_id=8, mail="mina@x.example"), actor=Actor("contact", 4), objects=[], spaces=[], at=NOON)
    other = record(LetterSent(letter_id=9, mail="parto@x.example"), actor=SYSTEM, objects=[Ref("contact", 5)], spaces=[], at=NOON)
    assert forget(refs=[Ref("contact", 4)]) == 2
    assert forget(refs=[Ref("contact", 4)]) == 0
    facts = facts_by_id([about, by, other])
    assert [facts[key].event.mail for key in (about, by, other)] == [None, None, "parto@x.example"]
    assert [facts[key].event.letter_id for key in (about, by, other)] == [7, 8, 9]
