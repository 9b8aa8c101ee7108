"""What others read of questions: sentences for feed and inbox, documents for the finder, targets for comments."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import translation

from hamsoo.finder import documents
from hamsoo.kernel import deadlines
from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.models import Entry
from hamsoo.ledger.presentation import Shown, present
from hamsoo.ledger.runner import settle
from hamsoo.ledger.traits import Ref, Told
from hamsoo.notices.models import InboxItem
from hamsoo.people.models import Person, Unit
from hamsoo.questions import actions, events, search
from hamsoo.questions.models import Answer, Question
from hamsoo.spaces.models import Space
from hamsoo.threads import targets
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


def shown(person: Person) -> list[Shown]:
    facts = facts_by_id(Entry.objects.filter(name__startswith="questions.").values_list("pk", flat=True))
    found = present(list(facts.values()), person=person)
    return [found[pk] for pk in sorted(found)]


@pytest.fixture
def question(sara: Person) -> Question:
    return actions.ask(actor=sara, title="How long?", body="Type 3.", at=NOON)


@pytest.fixture
def answer(question: Question, nima: Person) -> Answer:
    return actions.answer(actor=nima, question=question, body="Fourteen days.", at=NOON + timedelta(minutes=22))


def test_sentences(sara: Person, reza: Person, answer: Answer) -> None:
    actions.accept_answer(actor=sara, answer=answer, at=NOON)
    with translation.override("en"):
        said = [(item.sentence, item.details.url) for item in shown(reza)]

    there = f"/questions/{answer.question_id}/"
    assert said == [
        ("Sara Mohammadi asked: How long?", there),
        ("Nima Ahmadi answered “How long?”", f"{there}#answer-{answer.pk}"),
        ("Sara Mohammadi accepted an answer to “How long?”", f"{there}#answer-{answer.pk}"),
    ]


def test_sentences_in_persian(sara: Person, reza: Person, answer: Answer) -> None:
    with translation.override("fa"):
        assert [item.sentence for item in shown(reza)] == ["سارا محمدی پرسید: How long?", "نیما احمدی به پرسش «How long?» پاسخ داد"]


def test_an_answer_in_the_feed(reza: Person, answer: Answer) -> None:
    with translation.override("fa"):
        details = shown(reza)[1].details

    assert details.context["headline"] == "به پرسش سارا محمدی پاسخ داد"
    assert details.template == "questions/events/answer_given.html"
    assert (details.context["excerpt"], details.context["waited_seconds"], details.context["is_accepted"]) == (
        "Fourteen days.",
        22 * 60,
        False,
    )


def test_nobody_is_told_of_what_they_may_not_see(sara: Person, nima: Person, reza: Person) -> None:
    service = [Space.objects.get(name_en="Service").pk]
    hidden = actions.ask(actor=sara, title="Who covers Thursday?", places=service, at=NOON)
    actions.answer(actor=reza, question=hidden, body="Me.", at=NOON)

    assert (len(shown(reza)), shown(nima)) == (2, [])


def test_requests_are_told_to_their_people_alone(sara: Person, nima: Person, reza: Person) -> None:
    request = actions.send_request(actor=sara, expert=nima, title="Which?", at=NOON)
    actions.decline_request(actor=nima, request=request, reason="No time.", at=NOON)
    with translation.override("en"):
        told = {person.code: [item.sentence for item in shown(person)] for person in (sara, nima, reza)}

    asked = "Sara Mohammadi asked: Which?"
    both = [
        asked,
        "Sara Mohammadi asked Nima Ahmadi about “Which?”",
        "Nima Ahmadi passed on the request about “Which?”",
        "Nobody is left to ask about “Which?”",
    ]
    assert told == {"sara": both, "nima": both, "reza": [asked]}


def test_mentions_tell_those_who_may_read(sara: Person, reza: Person, nima: Person) -> None:
    service = [Space.objects.get(name_en="Service").pk]
    text = f"@[Reza](person:{reza.pk}) and @[Nima](person:{nima.pk}), who covers it?"
    question = actions.ask(actor=sara, title="Thursday", body=text, places=service, at=NOON)
    actions.edit(actor=sara, question=question, title="Thursday?", body=text, at=NOON)

    asked, edited = [item.fact.event for item in shown(sara)]
    assert (asked.told(), edited.told()) == ([Told(reza.pk, "mention")], [])


def test_the_asker_who_is_mentioned_hears_of_an_answer_once(sara: Person, nima: Person, question: Question) -> None:
    actions.answer(actor=nima, question=question, body=f"@[Sara](person:{sara.pk}) fourteen.", at=NOON)

    assert shown(sara)[1].fact.event.told() == [Told(sara.pk, "answer")]


def test_documents(sara: Person, nima: Person, answer: Answer, world: World) -> None:
    (question,) = search.load_questions([answer.question_id])
    (given,) = search.load_answers([answer.pk])

    assert (question.title, question.text, question.people, question.facets) == (
        "How long?",
        "Type 3.",
        ((sara.pk, 0.0),),
        {"state": "answered"},
    )
    assert (given.title, given.text, given.people) == ("How long?", "Fourteen days.", ((nima.pk, 1.0),))
    assert (given.parent, given.space_ids, given.at) == (Ref("question", answer.question_id), (world.organisation.pk,), answer.at)
    assert given.facets == {"state": "given", "answer_seconds": "1320"}
    assert given.url == f"/questions/{answer.question_id}/#answer-{answer.pk}"


def test_acceptance_and_thanks_weigh(sara: Person, reza: Person, nima: Person, answer: Answer) -> None:
    actions.accept_answer(actor=sara, answer=answer, at=NOON)
    for person in (sara, reza):
        actions.thank(actor=person, answer=answer, at=NOON)

    assert search.load_answers([answer.pk])[0].people == ((nima.pk, 1.6),)
    assert search.weight(is_accepted=False, thanks=1000) == 1.5
    assert documents.load([Ref("question", answer.question_id)])[Ref("question", answer.question_id)].facets["state"] == "settled"


def test_what_is_not_there_leaves_the_index(answer: Answer) -> None:
    assert documents.load([Ref("question", 99), Ref("answer", 99)]) == {}


def test_documents_cost_the_same_for_any_number(sara: Person, nima: Person, django_assert_num_queries: object) -> None:
    asked = [actions.ask(actor=sara, title=f"{number}?", at=NOON) for number in range(5)]
    answers = [actions.answer(actor=nima, question=question, body="Yes.", at=NOON) for question in asked]
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(search.load_questions([question.pk for question in asked])) == 5
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(search.load_answers([answer.pk for answer in answers])) == 5


def test_targets(sara: Person, nima: Person, reza: Person, answer: Answer, world: World) -> None:
    target = targets.get(person=reza, ref=Ref("answer", answer.pk))

    assert (target.title, target.owner_ids, target.space_ids) == ("How long?", (nima.pk,), (world.organisation.pk,))
    hidden = actions.ask(actor=sara, title="Who covers Thursday?", places=[Space.objects.get(name_en="Service").pk], at=NOON)
    refs = [Ref("question", hidden.pk), Ref("question", answer.question_id)]
    assert list(targets.find_many(person=nima, refs=refs)) == refs[1:]


def test_what_happens_by_itself_happens_for_the_asker(sara: Person, nima: Person, reza: Person, world: World) -> None:
    Unit.objects.filter(pk=world.service.pk).update(head=reza)
    request = actions.send_request(actor=sara, expert=nima, title="Which?", at=NOON)
    for hours in (1, 2):
        deadlines.scan(at=NOON + timedelta(hours=hours))
    with translation.override("en"):
        said = [(item.sentence, item.details.person, item.details.url) for item in shown(reza)[2:]]

    there = request.get_absolute_url()
    assert said == [
        ("The turn of Nima Ahmadi for “Which?” has passed", sara, there),
        ("Sara Mohammadi asked Reza Karimi about “Which?”", sara, there),
        ("The turn of Reza Karimi for “Which?” has passed", sara, there),
        ("Nobody is left to ask about “Which?”", sara, there),
    ]


BY_ITSELF = (events.TurnExpired, events.ExpertsExhausted, events.RequestExpired, events.QuestionRouted)


def test_every_event_says_what_it_needs() -> None:
    with translation.override("fa"):
        for event in _events():
            assert ("%(actor)s" in str(event.sentence)) == (event not in BY_ITSELF)
            assert "%(title)s" in str(event.sentence)


def _events() -> list[type[events.Event]]:
    return [cls for cls in vars(events).values() if isinstance(cls, type) and issubclass(cls, events.Event) and cls is not events.Event]


def test_the_inbox_of_whose_turn_has_passed(
    browse: Callable[[Person], Client], sara: Person, nima: Person, reza: Person, world: World
) -> None:
    Unit.objects.filter(pk=world.service.pk).update(head=reza)
    actions.send_request(actor=sara, expert=nima, title="Which?", at=NOON)
    settle()
    assert waiting_kinds(nima) == ["request"]
    deadlines.scan(at=NOON + timedelta(hours=1))
    settle()

    assert (waiting_kinds(nima), waiting_kinds(reza), waiting_kinds(sara)) == (["turn"], ["request"], [])
    page = browse(nima).get("/inbox/").content.decode()
    assert "has passed" in page
    deadlines.scan(at=NOON + timedelta(hours=2))
    settle()
    assert (waiting_kinds(reza), waiting_kinds(sara)) == (["turn"], ["decline"])


def waiting_kinds(person: Person) -> list[str]:
    return list(InboxItem.objects.filter(person=person, is_settled=False).order_by("pk").values_list("kind", flat=True))
