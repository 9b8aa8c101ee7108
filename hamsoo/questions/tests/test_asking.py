"""Asking, editing, answering, thanking and accepting, through the actions."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.facts import Fact, facts_by_id
from hamsoo.ledger.models import Entry
from hamsoo.ledger.traits import Ref, Told
from hamsoo.people import actions as people
from hamsoo.people.models import Person
from hamsoo.questions import actions, events, rules
from hamsoo.questions.models import Acceptance, Answer, Question, Thanks
from hamsoo.spaces.models import Space
from hamsoo.spaces.queries import VisibleByIds, placed_in
from tests.world import NOON, World

LATER = NOON + timedelta(minutes=22)


def last_fact() -> Fact:
    pk = Entry.objects.order_by("-pk").values_list("pk", flat=True)[0]
    return facts_by_id([pk])[pk]


def fact_count() -> int:
    return Entry.objects.count()


def unit_space(code: str) -> int:
    return Space.objects.get(subject_type="unit", name_en=code).pk


@pytest.fixture
def question(sara: Person) -> Question:
    return actions.ask(actor=sara, title="How long is the cooling-off period?", body="For contract type 3.", at=NOON)


def test_ask(sara: Person, world: World) -> None:
    question = actions.ask(actor=sara, title="  How long is the cooling-off period? ", body="For contract type 3.", at=NOON)

    assert (question.title, question.body, question.author, question.asked_at) == (
        "How long is the cooling-off period?",
        "For contract type 3.",
        sara,
        NOON,
    )
    assert placed_in(type="question", object_id=question.pk) == {world.organisation.pk}


def test_by_ids_everybody_finds_what_they_may_see(sara: Person, reza: Person, nima: Person, world: World) -> None:
    by_ids = VisibleByIds[Question](Question.objects.all)
    service, everybodys = (
        actions.ask(actor=sara, title=title, places=places, at=NOON)
        for title, places in (("Thursday?", [unit_space("Service")]), ("Cover?", None))
    )
    ids = [service.pk, everybodys.pk, everybodys.pk + 1]

    for person in (sara, reza, nima, None):
        assert by_ids(person=person, ids=ids) == Question.objects.visible_to(person).in_bulk(ids)
    assert [len(by_ids(person=person, ids=ids)) for person in (sara, nima, None)] == [2, 1, 0]
    assert by_ids(person=sara, ids=[]) == {}


def test_ask_in_the_own_unit(sara: Person, reza: Person, nima: Person, admin: Person) -> None:
    service = unit_space("Service")

    question = actions.ask(actor=sara, title="Who covers Thursday?", places=[service], at=NOON)

    seen = [person for person in (sara, reza, nima, admin) if Question.objects.visible_to(person).exists()]
    assert seen == [sara, reza, admin]
    assert last_fact().space_ids == (service,)
    assert placed_in(type="question", object_id=question.pk) == {service}


def test_ask_refused(sara: Person, nima: Person) -> None:
    before = fact_count()
    with pytest.raises(NotFound):
        actions.ask(actor=nima, title="Who covers Thursday?", places=[unit_space("Service")], at=NOON)
    with pytest.raises(Invalid) as blank:
        actions.ask(actor=sara, title="   ", at=NOON)
    with pytest.raises(Invalid) as long:
        actions.ask(actor=sara, title="x" * 301, at=NOON)

    assert (blank.value.field, long.value.field) == ("title", "title")
    assert not Question.objects.exists()
    assert fact_count() == before


def test_ask_is_told(question: Question, sara: Person, world: World) -> None:
    fact = last_fact()

    assert fact.event == events.QuestionAsked(question_id=question.pk)
    assert fact.objects == (("question", question.pk, "question"), ("person", sara.pk, "asked_by"))
    assert (fact.actor.id, fact.happened_at, fact.space_ids) == (sara.pk, NOON, (world.organisation.pk,))


def test_ask_twice_from_one_source(sara: Person) -> None:
    first = actions.ask(actor=sara, title="How?", at=NOON, source=("forum", "7"))
    before = fact_count()
    again = actions.ask(actor=sara, title="How? (again)", at=LATER, source=("forum", "7"))

    assert (again, again.title) == (first, "How?")
    assert fact_count() == before


def test_edit(question: Question, sara: Person, nima: Person) -> None:
    answer = actions.answer(actor=nima, question=question, body="Fourteen days.", at=NOON)

    changed = actions.edit(actor=sara, question=question, title="How long is it?", body="", at=LATER)

    assert (changed.title, changed.body, changed.edited_at) == ("How long is it?", "", LATER)
    assert last_fact().event == events.QuestionEdited(question_id=question.pk, answer_ids=(answer.pk,))
    assert last_fact().event.rereads() == [Ref("question", question.pk), Ref("answer", answer.pk)]


def test_edit_refused(question: Question, nima: Person) -> None:
    before = fact_count()
    with pytest.raises(NotAllowed):
        actions.edit(actor=nima, question=question, title="Mine now", body="", at=LATER)

    question.refresh_from_db()
    assert (question.title, question.edited_at) == ("How long is the cooling-off period?", None)
    assert fact_count() == before


def test_edit_with_the_same_words_says_nothing(question: Question, sara: Person) -> None:
    before = fact_count()
    actions.edit(actor=sara, question=question, title=question.title, body=question.body, at=LATER)

    assert fact_count() == before


def test_answer(question: Question, sara: Person, nima: Person, world: World) -> None:
    answer = actions.answer(actor=nima, question=question, body=" Fourteen days. ", at=LATER)

    assert (answer.body, answer.author, answer.question, answer.at) == ("Fourteen days.", nima, question, LATER)
    assert placed_in(type="answer", object_id=answer.pk) == {world.organisation.pk}
    fact = last_fact()
    assert fact.event == events.AnswerGiven(question_id=question.pk, answer_id=answer.pk, asked_by_id=sara.pk)
    assert fact.event.told() == [Told(sara.pk, "answer")]
    assert ("person", nima.pk, "answered_by") in fact.objects


def test_answer_refused_to_who_cannot_see_it(sara: Person, nima: Person) -> None:
    question = actions.ask(actor=sara, title="Who covers Thursday?", places=[unit_space("Service")], at=NOON)
    before = fact_count()
    with pytest.raises(NotFound):
        actions.answer(actor=nima, question=question, body="Me.", at=LATER)

    assert not Answer.objects.exists()
    assert fact_count() == before


def test_answer_refused_to_who_has_left(question: Question, nima: Person) -> None:
    nima.left_on = NOON.date()
    with pytest.raises(NotFound):
        actions.answer(actor=nima, question=question, body="Me.", at=LATER)

    assert not Answer.objects.exists()


def test_edit_answer(question: Question, nima: Person, reza: Person) -> None:
    answer = actions.answer(actor=nima, question=question, body="Ten days.", at=NOON)

    changed = actions.edit_answer(actor=nima, answer=answer, body="Fourteen days.", at=LATER)

    assert (changed.body, changed.edited_at) == ("Fourteen days.", LATER)
    assert last_fact().event == events.AnswerEdited(question_id=question.pk, answer_id=answer.pk)
    with pytest.raises(NotAllowed):
        actions.edit_answer(actor=reza, answer=answer, body="Never.", at=LATER)
    answer.refresh_from_db()
    assert answer.body == "Fourteen days."


def test_thank_and_withdraw(question: Question, nima: Person, reza: Person) -> None:
    answer = actions.answer(actor=nima, question=question, body="Fourteen days.", at=NOON)

    actions.thank(actor=reza, answer=answer, at=LATER)
    fact, before = last_fact(), fact_count()
    actions.thank(actor=reza, answer=answer, at=LATER)

    assert fact.event == events.AnswerThanked(question_id=question.pk, answer_id=answer.pk, answered_by_id=nima.pk)
    assert fact.event.told() == [Told(nima.pk, "thanks")]
    assert (Thanks.objects.count(), fact_count()) == (1, before)

    actions.withdraw_thanks(actor=reza, answer=answer, at=LATER)
    assert not Thanks.objects.exists()
    assert last_fact().event == events.ThanksWithdrawn(question_id=question.pk, answer_id=answer.pk)


def test_thank_refused(question: Question, nima: Person) -> None:
    answer = actions.answer(actor=nima, question=question, body="Fourteen days.", at=NOON)
    before = fact_count()
    with pytest.raises(rules.OwnAnswer):
        actions.thank(actor=nima, answer=answer, at=LATER)

    assert not Thanks.objects.exists()
    assert fact_count() == before


def test_accept_answer(question: Question, sara: Person, nima: Person) -> None:
    answer = actions.answer(actor=nima, question=question, body="Fourteen days.", at=NOON)

    acceptance = actions.accept_answer(actor=sara, answer=answer, at=LATER)

    assert (acceptance.question, acceptance.answer, acceptance.by, acceptance.at) == (question, answer, sara, LATER)
    event = last_fact().event
    assert event == events.AnswerAccepted(question_id=question.pk, answer_id=answer.pk, answered_by_id=nima.pk, asked_by_id=sara.pk)
    assert event.told() == [Told(nima.pk, "acceptance")]
    assert event.settles() == [(Told(sara.pk, "answer"), Ref("question", question.pk))]


def test_accept_answer_refused(question: Question, sara: Person, nima: Person, reza: Person) -> None:
    answer = actions.answer(actor=nima, question=question, body="Fourteen days.", at=NOON)
    other = actions.answer(actor=reza, question=question, body="Ten days.", at=NOON)
    before = fact_count()
    with pytest.raises(NotAllowed):
        actions.accept_answer(actor=nima, answer=answer, at=LATER)
    assert (Acceptance.objects.count(), fact_count()) == (0, before)

    actions.accept_answer(actor=sara, answer=answer, at=LATER)
    before = fact_count()
    with pytest.raises(rules.AlreadyAccepted):
        actions.accept_answer(actor=sara, answer=other, at=LATER)
    assert (Acceptance.objects.get().answer, fact_count()) == (answer, before)


def test_withdraw_acceptance(question: Question, sara: Person, nima: Person) -> None:
    answer = actions.answer(actor=nima, question=question, body="Fourteen days.", at=NOON)
    acceptance = actions.accept_answer(actor=sara, answer=answer, at=LATER)
    with pytest.raises(NotAllowed):
        actions.withdraw_acceptance(actor=nima, acceptance=acceptance, at=LATER)
    assert Acceptance.objects.exists()

    actions.withdraw_acceptance(actor=sara, acceptance=acceptance, at=LATER)

    assert not Acceptance.objects.exists()
    assert last_fact().event == events.AcceptanceWithdrawn(question_id=question.pk, answer_id=answer.pk)
    with pytest.raises(rules.NothingAccepted):
        actions.withdraw_acceptance(actor=sara, acceptance=acceptance, at=LATER)


def test_the_database_refuses_an_answer_to_another_question(question: Question, sara: Person, nima: Person) -> None:
    other = actions.ask(actor=sara, title="Another?", at=NOON)
    answer = actions.answer(actor=nima, question=question, body="Fourteen days.", at=NOON)
    acceptance = Acceptance.objects.create(question=other, answer=answer, by=sara, at=NOON)
    with pytest.raises(IntegrityError, match="questions_acceptance_of_own_answer"), transaction.atomic():
        connection.check_constraints()
    acceptance.delete()


def test_units_below_read_too(sara: Person, world: World) -> None:
    team = people.create_unit(actor=SYSTEM, code="team", name_fa="تیم", name_en="Team", parent=world.service, at=NOON)
    agent = people.add_person(actor=SYSTEM, code="ava", name_fa="آوا", unit=team, at=NOON)
    question = actions.ask(actor=sara, title="Who covers Thursday?", places=[unit_space("Service")], at=NOON)

    assert actions.answer(actor=agent, question=question, body="Me.", at=NOON).author == agent
