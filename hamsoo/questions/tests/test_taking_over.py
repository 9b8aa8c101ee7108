"""Taking over many at a time, and what one at a time costs."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamsoo.kernel.errors import NotAllowed
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.models import Entry
from hamsoo.people.models import Person
from hamsoo.questions import actions
from hamsoo.questions.actions.taking_over import Answered, Asked, take_acceptances, take_answers, take_questions
from hamsoo.questions.models import Acceptance, Answer, Question
from hamsoo.spaces.queries import remembering
from tests.world import NOON, World

LONG_AGO = NOON - timedelta(days=900)


def take(author: Person, world: World, *, first: int, count: int) -> int:
    """Take over questions, each with an accepted answer; return how many statements it took."""
    keys = [str(number) for number in range(first, first + count)]
    with CaptureQueriesContext(connection) as queries:
        asked = [Asked(key, author, f"Question {key}", "", LONG_AGO) for key in keys]
        questions = take_questions(actor=SYSTEM, asked=asked, places=[world.organisation.pk], source="forum")
        answered = [Answered(key, author, questions[key].pk, "Yes.", LONG_AGO) for key in keys]
        answers = take_answers(actor=SYSTEM, answered=answered, source="forum")
        take_acceptances(actor=SYSTEM, accepted=[(answers[key], LONG_AGO) for key in keys])
    return len(queries)


def test_take_over(sara: Person, world: World) -> None:
    few, many = take(sara, world, first=0, count=3), take(sara, world, first=100, count=60)

    assert few == many
    assert (Question.objects.count(), Answer.objects.count(), Acceptance.objects.count()) == (63, 63, 63)
    assert Question.objects.visible_to(sara).count() == Answer.objects.visible_to(sara).count() == 63
    facts = Entry.objects.filter(name__startswith="questions.")
    assert set(facts.values_list("actor_id", "happened_at")) == {(sara.pk, LONG_AGO)}
    assert facts.count() == 189


def test_take_over_twice_changes_nothing(sara: Person, world: World) -> None:
    asked = [Asked("1", sara, "How?", "", LONG_AGO)]
    first = take_questions(actor=SYSTEM, asked=asked, places=[world.organisation.pk], source="forum")
    before = Entry.objects.count()
    again = take_questions(actor=SYSTEM, asked=asked, places=[world.organisation.pk], source="forum")

    assert (again, Entry.objects.count()) == (first, before)


def test_take_over_refused(sara: Person, world: World) -> None:
    before = Entry.objects.count()
    with pytest.raises(NotAllowed):
        take_questions(actor=sara, asked=[Asked("1", sara, "How?", "", LONG_AGO)], places=[world.organisation.pk], source="forum")

    assert (Question.objects.count(), Entry.objects.count()) == (0, before)


def test_one_at_a_time_costs_the_same_for_any_number(
    sara: Person, nima: Person, world: World, django_assert_max_num_queries: Callable
) -> None:
    with remembering():
        question = actions.ask(actor=sara, title="How?", places=[world.organisation.pk], at=LONG_AGO)
        for number in range(20):
            actions.answer(actor=nima, question=question, body=f"Answer {number}", at=LONG_AGO)
        # Two savepoints, the source, the row, its place, the fact.
        with django_assert_max_num_queries(8):
            actions.ask(actor=sara, title="How?", places=[world.organisation.pk], at=LONG_AGO, source=("forum", "1"))
        # And the lock, the ask that may wait, the places of the question.
        with django_assert_max_num_queries(10):
            actions.answer(actor=nima, question=question, body="Yes.", at=LONG_AGO, source=("forum", "2"))
