"""Sentences about facts: what people wrote stands in them, and turns nothing round."""

from django.utils import translation

from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.models import Entry
from hamsoo.ledger.presentation import present
from hamsoo.people.models import Person
from hamsoo.questions import actions as questions
from tests.world import NOON


def test_a_title_cannot_turn_the_sentence_round(sara: Person, reza: Person) -> None:
    questions.ask(actor=reza, title="Pay \u202e\u2067now\u2066", at=NOON)
    fact = facts_by_id([Entry.objects.latest("pk").pk])
    with translation.override("en"):
        (shown,) = present(list(fact.values()), person=sara).values()
    assert shown.sentence == "Reza Karimi asked: Pay now"
