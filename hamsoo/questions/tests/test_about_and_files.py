"""A question about a customer, and the files that come with questions and answers."""

import json
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hamsoo.customers.tests.cast import SEPEHR_IN_FINANCE, company, space_of
from hamsoo.finder import queries as search
from hamsoo.finder.completing import completions
from hamsoo.finder.documents import load
from hamsoo.identity.models import SourceRecord
from hamsoo.identity.tests.records import make_system, send
from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.questions import actions, events, queries
from hamsoo.questions.models import Answer, Question
from hamsoo.threads.actions import upload
from hamsoo.threads.models import Attachment
from tests.world import NOON, World

Browse = Callable[[Person | None], Client]


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def sent(person: Person, name: str = "policy.txt") -> Attachment:
    return upload(actor=person, file=SimpleUploadedFile(name, b"Cover begins on the first."), at=NOON)


def of_finance(world: World) -> SourceRecord:
    """Have a system that only finance reads know a company."""
    return send(make_system("billing", space_of(world.finance)), SEPEHR_IN_FINANCE, entity="company")[0]


def about(record: SourceRecord) -> Ref:
    return Ref("source_record", record.pk)


def test_a_question_about_a_customer_says_so_in_every_fact(sara: Person, nima: Person, world: World) -> None:
    record = company(world, "Sepehr", "crm")

    question = actions.ask(actor=sara, title="When does the cover begin?", about=about(record), at=NOON)
    actions.answer(actor=nima, question=question, body="On the first.", at=NOON)

    entries = Entry.objects.filter(name__in=[events.QuestionAsked.name, events.AnswerGiven.name]).order_by("pk")
    facts = facts_by_id([entry.pk for entry in entries])
    assert [("source_record", record.pk, "about") in {tuple(one) for one in fact.objects} for fact in facts.values()] == [True, True]
    assert queries.thread(person=nima, pk=question.pk).about.title == "Sepehr"


def test_nobody_asks_about_what_they_do_not_see(sara: Person, nima: Person, world: World) -> None:
    record = of_finance(world)

    with pytest.raises(NotFound):
        actions.ask(actor=sara, title="When does the cover begin?", about=about(record), at=NOON)

    assert not Question.objects.exists()


def test_who_reads_the_question_but_not_the_customer_does_not_learn_of_it(browse: Browse, sara: Person, nima: Person, world: World) -> None:
    record = of_finance(world)
    question = actions.ask(actor=nima, title="When does the cover begin?", about=about(record), at=NOON)
    request = actions.send_request(actor=nima, expert=sara, question=question, at=NOON)

    for address in (question.get_absolute_url(), request.get_absolute_url()):
        assert "سپهر" in browse(nima).get(address).content.decode()
        theirs = browse(sara).get(address)
        assert theirs.status_code == 200
        assert "سپهر" not in theirs.content.decode()


def test_the_customers_story_tells_of_it(browse: Browse, sara: Person, world: World) -> None:
    record = company(world, "Sepehr", "crm")
    actions.ask(actor=sara, title="When does the cover begin?", about=about(record), at=NOON)
    settle()

    page = browse(sara).get(reverse("customers:single", args=[record.customer_id]))

    assert "When does the cover begin?" in page.content.decode()


def test_asked_from_the_customers_page(browse: Browse, sara: Person, nima: Person, world: World) -> None:
    record = company(world, "Sepehr", "crm")
    client = browse(sara)
    page = client.get(reverse("customers:single", args=[record.customer_id])).content.decode()
    address = f"{reverse('questions:new')}?about=source_record:{record.pk}"
    assert address in page
    form = client.get(address)
    assert form.context["about"].title == "Sepehr"

    words = {"title": "When does the cover begin?", "places": world.organisation.pk, "about": f"source_record:{record.pk}"}
    client.post(reverse("questions:new"), {**words, "attachments": [sent(sara).pk]})

    question = Question.objects.get()
    assert question.about == about(record)
    assert [one.name for one in queries.thread(person=nima, pk=question.pk).files[question.ref]] == ["policy.txt"]
    assert "policy.txt" in browse(nima).get(question.get_absolute_url()).content.decode()


@pytest.mark.parametrize("named", ["customer", "source_record:", "source_record:x", "source_record:²", "nothing:1", "a" * 5000])
def test_what_it_is_about_must_be_there(browse: Browse, sara: Person, named: str) -> None:
    assert browse(sara).get(reverse("questions:new"), {"about": named}).status_code == 404


def test_a_request_brings_its_files_and_customer(browse: Browse, sara: Person, nima: Person, world: World) -> None:
    record = company(world, "Sepehr", "crm")
    words = {"title": "When does the cover begin?", "places": world.organisation.pk, "urgency": "today"}
    about_it = {"about": f"source_record:{record.pk}", "attachments": [sent(sara).pk]}

    answer = browse(sara).post(reverse("questions:new_request", args=[nima.pk]), {**words, **about_it})

    page = browse(nima).get(answer["Location"]).content.decode()
    assert "Sepehr" in page
    assert "policy.txt" in page


def test_files_of_an_answer_come_and_go_with_editing(browse: Browse, sara: Person, nima: Person, world: World) -> None:
    question = actions.ask(actor=sara, title="When does the cover begin?", at=NOON)
    client = browse(nima)
    client.post(reverse("questions:answers", args=[question.pk]), {"body": "See the file.", "attachments": [sent(nima).pk]})
    answer = Answer.objects.get()
    assert load([answer.ref])[answer.ref].text.splitlines() == ["See the file.", "policy.txt"]

    client.post(reverse("questions:edit_answer", args=[answer.pk]), {"body": "See the file.", "attachments": [sent(nima, "b.txt").pk]})

    assert [one.name for one in queries.thread(person=sara, pk=question.pk).files[answer.ref]] == ["b.txt"]
    assert Entry.objects.filter(name=events.AnswerEdited.name).count() == 1


def test_a_file_of_a_question_is_seen_by_whoever_reads_it(browse: Browse, sara: Person, nima: Person, reza: Person, world: World) -> None:
    service = space_of(world.service).pk
    file = sent(sara)
    actions.ask(actor=sara, title="Who covers Thursday?", places=[service], attachment_ids=[file.pk], at=NOON)

    assert [browse(one).get(file.get_absolute_url()).status_code for one in (sara, reza, nima)] == [200, 200, 404]


def test_programs_ask_about_customers_too(browse: Browse, sara: Person, world: World) -> None:
    record, hidden = company(world, "Sepehr", "crm"), of_finance(world)
    client = browse(sara)

    def ask(record: SourceRecord) -> object:
        words = {"title": "When does the cover begin?", "about": {"type": "source_record", "id": record.pk}}
        return client.post("/api/v1/questions", json.dumps(words), content_type="application/json")

    assert ask(hidden).status_code == 404
    made = ask(record)
    shown = client.get(f"/api/v1/questions/{made.json()['id']}").json()

    assert (made.status_code, shown["about"]["title"]) == (201, "Sepehr")


def test_the_page_of_a_question_costs_the_same_with_many_files(
    browse: Browse, sara: Person, nima: Person, world: World, django_assert_max_num_queries: Callable
) -> None:
    record = company(world, "Sepehr", "crm")
    files = [sent(sara, f"{number}.txt").pk for number in range(3)]
    question = actions.ask(actor=sara, title="When does the cover begin?", about=about(record), attachment_ids=files, at=NOON)
    for number in range(4):
        actions.answer(actor=nima, question=question, body=f"{number}", attachment_ids=[sent(nima, f"a{number}.txt").pk], at=NOON)
    client = browse(sara)
    client.get(question.get_absolute_url())

    with django_assert_max_num_queries(11):
        client.get(question.get_absolute_url())


def found(person: Person, text: str) -> set[str]:
    settle()
    return {hit.document.title for hit in search.answer(person=person, text=text, at=NOON).hits}


def test_a_customer_narrows_a_search_to_what_is_about_it(sara: Person, nima: Person, world: World) -> None:
    sepehr, other = company(world, "Sepehr Insurance", "crm"), company(world, "Arman Industries", "erp")
    question = actions.ask(actor=sara, title="When does the cover begin?", about=about(sepehr), at=NOON)
    actions.ask(actor=sara, title="When does the cover end?", about=about(other), at=NOON)
    actions.ask(actor=sara, title="Cover of whom?", at=NOON)
    actions.answer(actor=nima, question=question, body="Cover begins on the first.", at=NOON)

    for text in ("cover customer:sepehr", 'cover customer:"Sepehr Insurance"', "cover مشتری:sepehr", "cover customer:Sep from:me"):
        assert found(sara, text) == {"When does the cover begin?"}, text
    assert found(sara, "customer:sepehr") == {"When does the cover begin?", "Sepehr Insurance"}
    assert [one.label for one in completions(person=sara, text="customer:arm", at=NOON, calendar="jalali")] == ["Arman Industries"]


def test_a_hidden_customer_narrows_nothing_and_is_not_offered(sara: Person, nima: Person, world: World) -> None:
    record = of_finance(world)
    actions.ask(actor=nima, title="When does the cover begin?", about=about(record), at=NOON)

    assert found(nima, f'cover customer:"{SEPEHR_IN_FINANCE["name"]}"') == {"When does the cover begin?"}
    results = search.answer(person=sara, text=f'cover customer:"{SEPEHR_IN_FINANCE["name"]}"', at=NOON)
    assert len(results.asked.remarks) == 1
    assert completions(person=sara, text=f"customer:{SEPEHR_IN_FINANCE['name'][:4]}", at=NOON, calendar="jalali") == []
