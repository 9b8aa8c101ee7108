"""The pages, through their addresses: what they show, what they do, what they refuse, and what they cost."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from hamsoo.kernel import clock, deadlines, live
from hamsoo.ledger.runner import settle
from hamsoo.people import actions as people
from hamsoo.people.models import Account, Person, Unit
from hamsoo.questions import actions
from hamsoo.questions.actions.turns import give_turn
from hamsoo.questions.models import Acceptance, Answer, Ask, Question, Request, Thanks
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Space
from tests.world import NOON, World

Browse = Callable[[Person | Account | None], Client]
HTMX = {"HX-Request": "true"}


def url(name: str, *args: object) -> str:
    return reverse(f"questions:{name}", args=args)


@pytest.fixture
def question(sara: Person) -> Question:
    return actions.ask(actor=sara, title="How long is the cooling-off period?", body="For **type 3**.", at=NOON)


@pytest.fixture
def answer(question: Question, nima: Person) -> Answer:
    return actions.answer(actor=nima, question=question, body="Fourteen days.", at=NOON + timedelta(minutes=22))


@pytest.fixture
def request_to_nima(sara: Person, nima: Person) -> Request:
    return actions.send_request(actor=sara, expert=nima, title="Which invoice counts?", at=clock.now())


def test_list(browse: Browse, sara: Person, nima: Person, question: Question, answer: Answer) -> None:
    open_one = actions.ask(actor=nima, title="Who closes March?", at=NOON)
    titles = {
        show: [row.title for row in browse(sara).get(url("list"), {"show": show}).context["page"].rows]
        for show in ("newest", "unanswered", "mine", "waiting", "nonsense")
    }

    assert titles == {
        "newest": [open_one.title, question.title],
        "unanswered": [open_one.title],
        "mine": [question.title],
        "waiting": [],
        "nonsense": [open_one.title, question.title],
    }


def test_list_pages_by_keyset(browse: Browse, sara: Person, django_assert_max_num_queries: Callable) -> None:
    for number in range(45):
        actions.ask(actor=sara, title=f"Question {number}", at=NOON + timedelta(minutes=number // 2))
    client, seen, address = browse(sara), [], url("list")
    while address:
        response = client.get(address, headers=HTMX)
        seen += [row.title for row in response.context["page"].rows]
        address = response.context["next_url"]

    assert seen == [f"Question {number}" for number in range(44, -1, -1)]


def test_list_costs_the_same_for_any_number_of_rows(
    browse: Browse, sara: Person, nima: Person, django_assert_max_num_queries: Callable
) -> None:
    client = browse(sara)
    for number in range(20):
        asked = actions.ask(actor=sara, title=f"Question {number}", at=NOON)
        actions.answer(actor=nima, question=asked, body="Yes.", at=NOON)
    client.get(url("list"))
    # Session, account, person, spaces, the rows; and one for what the shell may ask.
    with django_assert_max_num_queries(6):
        client.get(url("list"))


@pytest.mark.parametrize("name", ["list", "new", "requests", "waiting", "live_request", "knowable", "similar"])
def test_only_colleagues_have_pages(browse: Browse, mina: Account, parto: Account, name: str) -> None:
    assert [browse(who).get(url(name)).status_code for who in (mina, parto, None)] == [404, 404, 302]


def test_question_page(browse: Browse, sara: Person, nima: Person, reza: Person, question: Question, answer: Answer) -> None:
    other = actions.answer(actor=reza, question=question, body="Ten, I think.", at=NOON)
    actions.accept_answer(actor=sara, answer=answer, at=NOON)
    page = browse(nima).get(url("question", question.pk))

    assert [row.pk for row in page.context["thread"].answers] == [answer.pk, other.pk]
    text = page.content.decode()
    assert "<strong>type 3</strong>" in text
    assert "Accepted answer" in text
    assert "This settles it" not in text
    assert f'"/live/ticket?topic=question:{question.pk}"' in text


def test_question_page_cost(
    browse: Browse, sara: Person, nima: Person, question: Question, django_assert_max_num_queries: Callable
) -> None:
    for number in range(12):
        actions.answer(actor=nima, question=question, body=f"Answer {number}", at=NOON)
    client = browse(sara)
    client.get(url("question", question.pk))
    with django_assert_max_num_queries(11):
        client.get(url("question", question.pk))


def test_question_fragment_is_the_thread_alone(browse: Browse, sara: Person, question: Question) -> None:
    text = browse(sara).get(url("question", question.pk), headers=HTMX).content.decode()

    assert text.lstrip().startswith('<div id="thread"')


def test_hidden_questions_are_not_there(browse: Browse, sara: Person, nima: Person) -> None:
    hidden = actions.ask(actor=sara, title="Who covers Thursday?", places=[Space.objects.get(name_en="Service").pk], at=NOON)
    answer = actions.answer(actor=sara, question=hidden, body="Me.", at=NOON)
    client = browse(nima)
    for name, args in (("question", [hidden.pk]), ("edit", [hidden.pk]), ("edit_answer", [answer.pk])):
        assert client.get(url(name, *args)).status_code == 404
    for name, args in (("answers", [hidden.pk]), ("acceptance", [hidden.pk]), ("thanks", [answer.pk])):
        assert client.post(url(name, *args), {"body": "x", "answer": answer.pk}).status_code == 404
    assert client.get(url("new_request", sara.pk), {"question": hidden.pk}).status_code == 404
    assert client.get(url("list")).context["page"].rows == []
    assert (Answer.objects.count(), Thanks.objects.count(), Acceptance.objects.count()) == (1, 0, 0)


def test_an_answer_to_another_question_is_not_accepted(browse: Browse, sara: Person, question: Question, answer: Answer) -> None:
    other = actions.ask(actor=sara, title="Another?", at=NOON)

    assert browse(sara).post(url("acceptance", other.pk), {"answer": answer.pk}).status_code == 404
    assert browse(sara).post(url("acceptance", question.pk), {"answer": "²"}).status_code == 404
    assert not Acceptance.objects.exists()


def test_ask(browse: Browse, sara: Person, world: World) -> None:
    response = browse(sara).post(url("new"), {"title": "How?", "body": "", "places": world.organisation.pk})

    question = Question.objects.get()
    assert (response.status_code, response.url) == (303, question.get_absolute_url())
    assert (question.title, question.author) == ("How?", sara)


def test_ask_refused(browse: Browse, nima: Person) -> None:
    service = Space.objects.get(name_en="Service").pk
    client = browse(nima)

    assert client.post(url("new"), {"title": "How?", "places": service}).status_code == 422
    assert client.post(url("new"), {"title": " "}).context["form"].errors.keys() == {"title", "places"}
    assert not Question.objects.exists()


def test_edit(browse: Browse, sara: Person, nima: Person, question: Question) -> None:
    assert browse(nima).post(url("edit", question.pk), {"title": "Mine", "body": ""}).status_code == 403
    assert browse(sara).post(url("edit", question.pk), {"title": "How long?", "body": ""}).status_code == 303

    question.refresh_from_db()
    assert (question.title, question.body) == ("How long?", "")


def test_answer_accept_and_thank_without_scripts(browse: Browse, sara: Person, nima: Person, question: Question) -> None:
    response = browse(nima).post(url("answers", question.pk), {"body": "Fourteen days."})
    answer = Answer.objects.get()
    assert (response.status_code, response.url) == (303, f"/questions/{question.pk}/#answer-{answer.pk}")

    asker = browse(sara)
    assert asker.post(url("acceptance", question.pk), {"answer": answer.pk}).status_code == 303
    assert asker.post(url("thanks", answer.pk)).status_code == 303
    assert (Acceptance.objects.get().answer, Thanks.objects.get().by) == (answer, sara)

    assert asker.post(url("acceptance", question.pk), {"_method": "delete"}).status_code == 303
    assert asker.delete(url("thanks", answer.pk), headers=HTMX).status_code == 200
    assert (Acceptance.objects.count(), Thanks.objects.count()) == (0, 0)


def test_an_empty_answer_is_refused_on_the_page(browse: Browse, nima: Person, question: Question) -> None:
    response = browse(nima).post(url("answers", question.pk), {"body": "  "})

    assert (response.status_code, Answer.objects.count()) == (422, 0)


def test_accepting_twice_is_a_clear_refusal(browse: Browse, sara: Person, question: Question, answer: Answer) -> None:
    client = browse(sara)
    client.post(url("acceptance", question.pk), {"answer": answer.pk})
    response = client.post(url("acceptance", question.pk), {"answer": answer.pk}, headers=HTMX)

    assert response.status_code == 409
    assert "An answer to this question has already been accepted." in response.headers["HX-Trigger"]


def test_edit_answer(browse: Browse, nima: Person, sara: Person, answer: Answer) -> None:
    assert browse(sara).post(url("edit_answer", answer.pk), {"body": "Never."}).status_code == 403
    assert browse(nima).post(url("edit_answer", answer.pk), {"body": "Ten days."}).status_code == 303

    answer.refresh_from_db()
    assert answer.body == "Ten days."


def test_send_request_from_the_finder(browse: Browse, sara: Person, nima: Person, world: World) -> None:
    client = browse(sara)
    page = client.get(url("new_request", nima.pk), {"need": "Which invoice counts?"})
    assert page.context["form"].initial["title"] == "Which invoice counts?"

    words = {"title": "Which invoice counts?", "body": "Two exist.", "urgency": "now", "places": world.organisation.pk}
    response = client.post(url("new_request", nima.pk), words)

    request = Request.objects.get()
    assert (response.status_code, response.url) == (303, f"/requests/{request.pk}/")
    assert (request.asker, request.urgency, request.asks.get().expert, request.question.body) == (sara, "now", nima, "Two exist.")


def test_who_is_not_at_work_is_said_before_sending(browse: Browse, sara: Person, nima: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    client, address = browse(sara), url("new_request", nima.pk)
    monkeypatch.setattr(clock, "now", lambda: NOON)
    assert "is not at work" not in client.get(address).content.decode()
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(hours=8))
    assert "is not at work and comes back" in client.get(address).content.decode()


def test_send_request_about_a_question(browse: Browse, sara: Person, reza: Person, question: Question) -> None:
    response = browse(sara).post(f"{url('new_request', reza.pk)}?question={question.pk}", {"urgency": "week"})

    assert response.status_code == 303
    assert (Request.objects.get().question, Question.objects.count()) == (question, 1)


def test_send_request_refused(browse: Browse, sara: Person, nima: Person) -> None:
    service = Space.objects.get(name_en="Service").pk
    response = browse(sara).post(url("new_request", nima.pk), {"title": "Who?", "urgency": "today", "places": service})

    assert response.status_code == 422
    assert response.context["form"].errors["places"] == ["This colleague cannot read the space of the question. Choose another space."]
    assert (Request.objects.count(), Question.objects.count()) == (0, 0)
    assert browse(sara).get(url("new_request", 999_999)).status_code == 404


def test_the_way_of_a_request(browse: Browse, sara: Person, nima: Person, reza: Person, request_to_nima: Request) -> None:
    expert, asker, pk = browse(nima), browse(sara), request_to_nima.pk
    assert "I’ll answer" in expert.get(url("request", pk)).content.decode()
    assert expert.post(url("seen", pk), headers=HTMX).status_code == 204
    accepted = expert.post(url("request_acceptance", pk), headers=HTMX)
    assert "takes it on" in accepted.content.decode()

    assert expert.post(url("decline", pk), {"reason": "Reza booked it.", "suggested": ""}).status_code == 303
    assert "Reza booked it." in asker.get(url("request", pk)).content.decode()
    assert asker.post(url("asks", pk, reza.pk)).status_code == 303
    assert browse(reza).post(url("answers", request_to_nima.question_id), {"body": "The second."}).status_code == 303
    page = asker.get(url("request", pk))

    assert [(step.kind, step.ask and step.ask.expert.code) for step in page.context["steps"]] == [
        ("asked", "nima"),
        ("seen", "nima"),
        ("accepted", "nima"),
        ("declined", "nima"),
        ("asked", "reza"),
        ("answered", "reza"),
    ]
    assert "This settles it" in page.content.decode()


def test_a_request_is_not_there_for_strangers(browse: Browse, reza: Person, request_to_nima: Request) -> None:
    client, pk = browse(reza), request_to_nima.pk
    assert [client.get(url(name, pk)).status_code for name in ("request", "decline")] == [404, 404]
    posts = [("seen", [pk]), ("request_acceptance", [pk]), ("decline", [pk]), ("withdrawal", [pk]), ("asks", [pk, reza.pk])]
    assert [client.post(url(name, *args)).status_code for name, args in posts] == [404] * 5
    assert Ask.objects.get().state == Ask.State.SENT


def test_withdraw(browse: Browse, sara: Person, nima: Person, request_to_nima: Request) -> None:
    assert browse(nima).post(url("withdrawal", request_to_nima.pk)).status_code == 403
    assert browse(sara).post(url("withdrawal", request_to_nima.pk)).status_code == 303
    assert Request.objects.get().outcome == "withdrawn"


def test_requests_page(browse: Browse, sara: Person, nima: Person, request_to_nima: Request) -> None:
    asker, expert = browse(sara).get(url("requests")), browse(nima).get(url("requests"))

    assert ([row.request for row in asker.context["waiting"]], [row.request for row in asker.context["sent"]]) == ([], [request_to_nima])
    assert ([row.request for row in expert.context["waiting"]], expert.context["sent"]) == ([request_to_nima], [])


def test_request_pages_cost(browse: Browse, sara: Person, nima: Person, django_assert_max_num_queries: Callable) -> None:
    for number in range(5):
        actions.send_request(actor=sara, expert=nima, title=f"Question {number}", at=clock.now())
    asker, expert = browse(sara), browse(nima)
    for client in (asker, expert):
        client.get(url("requests"))
    with django_assert_max_num_queries(9):
        asker.get(url("requests"))
    with django_assert_max_num_queries(7):
        expert.get(url("waiting"))
    with django_assert_max_num_queries(7):
        asker.get(url("request", Request.objects.first().pk))


def test_a_request_of_several_turns_costs_as_much(
    browse: Browse, sara: Person, nima: Person, reza: Person, world: World, django_assert_num_queries: Callable
) -> None:
    service = Space.objects.get(name_en="Service").pk
    request = actions.send_request(actor=sara, expert=reza, title="Who covers Thursday?", places=[service], at=NOON)
    asker, expert, address = browse(sara), browse(reza), url("request", request.pk)
    for client in (asker, expert):
        client.get(address)
    with django_assert_num_queries(5):
        expert.get(address)
    deadlines.scan(at=NOON + timedelta(hours=1))
    with django_assert_num_queries(10):
        page = asker.get(address)

    assert [step.kind for step in page.context["steps"]] == ["asked", "expired", "exhausted"]
    assert "Nobody is left to ask" in page.content.decode()
    assert f'action="{url("opening", request.pk)}"' in page.content.decode()
    assert (page.context["listed"].state, page.context["listed"].label) == ("exhausted", "Nobody is left")
    theirs = expert.get(address).content.decode()
    assert "nobody has taken this on yet: you still can." in theirs
    assert f'action="{url("request_acceptance", request.pk)}"' in theirs
    assert url("decline", request.pk) not in theirs
    assert url("opening", request.pk) not in theirs


def test_putting_a_question_to_everybody(browse: Browse, sara: Person, nima: Person, reza: Person, world: World) -> None:
    service = Space.objects.get(name_en="Service").pk
    request = actions.send_request(actor=sara, expert=reza, title="Who covers Thursday?", places=[service], at=NOON)
    deadlines.scan(at=NOON + timedelta(hours=1))
    there = request.question.get_absolute_url()
    assert browse(nima).get(there).status_code == 404

    asker, address = browse(sara), url("opening", request.pk)
    for wrong in ({"places": service}, {}):
        assert asker.post(address, wrong).status_code == 422
    response = asker.post(address, {"places": world.organisation.pk})
    assert (response.status_code, response.url) == (303, there)
    assert browse(nima).get(there).status_code == 200


def test_three_at_once_on_the_pages(browse: Browse, sara: Person, nima: Person, reza: Person, admin: Person) -> None:
    at = clock.now()
    request = actions.send_request(actor=sara, expert=nima, title="Which invoice counts?", urgency="now", at=at)
    with transaction.atomic():
        for position, expert in enumerate((reza, admin), start=2):
            give_turn(request, expert, position, sara, at)
    waiting = {who.code: browse(who).get(url("requests")).context["waiting"] for who in (nima, reza, admin)}
    assert {code: [row.ask.expert.code for row in rows] for code, rows in waiting.items()} == {
        "nima": ["nima"],
        "reza": ["reza"],
        "admin": ["admin"],
    }
    sent = browse(sara).get(url("requests"))
    assert [row.others_count for row in sent.context["sent"]] == [2]
    assert "and 2 others at the same time" in sent.content.decode()

    assert browse(reza).post(url("request_acceptance", request.pk), headers=HTMX).status_code == 200
    late = browse(nima).post(url("request_acceptance", request.pk), headers=HTMX)
    assert late.status_code == 409
    assert "Somebody else was faster" in late.headers["HX-Trigger"]
    page = browse(sara).get(url("request", request.pk))
    steps = page.context["steps"]
    assert [(step.kind, *(ask.expert.code for ask in (step.ask, *step.others))) for step in steps] == [
        ("asked", "nima", "reza", "admin"),
        ("accepted", "reza"),
        ("released", "nima", "admin"),
        ("waiting", "reza"),
    ]
    with translation.override("en"):
        assert steps[0].who == "<bdi>Nima Ahmadi</bdi>, <bdi>Reza Karimi</bdi> and <bdi>Admin</bdi>"


def test_a_request_that_was_sent_by_itself_says_so(browse: Browse, sara: Person, nima: Person, reza: Person, world: World) -> None:
    Unit.objects.filter(pk=world.service.pk).update(head=reza)
    actions.ask(actor=sara, title="Who orders the tea?", at=NOON)
    deadlines.scan(at=NOON + timedelta(days=2))

    page = browse(reza).get(url("request", Request.objects.get().pk)).content.decode()
    assert "as nobody had answered the question" in page


def test_how_soon_there_was_help(browse: Browse, sara: Person, nima: Person, django_assert_num_queries: Callable) -> None:
    client = browse(sara)
    assert b'<section id="times" class="mt-7" hidden>' in client.get(url("times")).content
    for number in range(5):
        sent = actions.send_request(actor=sara, expert=nima, title=f"Question {number}", at=clock.now())
        actions.accept_request(actor=nima, request=sent, at=clock.now())
    with django_assert_num_queries(3):
        page = client.get(url("times"))
    assert page.context["times"].share_found == 1.0
    assert "Taken on within 10 minutes" in page.content.decode()


def test_what_may_be_answered_already_shows_before_sending(browse: Browse, sara: Person, nima: Person) -> None:
    page = browse(sara).get(url("new_request", nima.pk), {"need": "Which invoice counts?"}).content.decode()

    assert f'hx-get="{url("similar")}"' in page
    assert '<div id="similar"' in page


def test_panels(browse: Browse, sara: Person, nima: Person, question: Question, answer: Answer, request_to_nima: Request) -> None:
    hidden = actions.ask(actor=sara, title="Who covers Thursday?", places=[Space.objects.get(name_en="Service").pk], at=NOON)
    actions.answer(actor=sara, question=hidden, body="Me.", at=NOON)

    assert question.title in browse(sara).get(url("of_person", nima.pk)).content.decode()
    assert hidden.title not in browse(nima).get(url("of_person", sara.pk)).content.decode()
    assert f"/requests/new/{nima.pk}" in browse(sara).get(url("ask_person", nima.pk)).content.decode()
    assert browse(sara).get(url("ask_person", sara.pk)).content.strip() == b""
    assert "Which invoice counts?" in browse(nima).get(url("waiting")).content.decode()
    assert "Which invoice counts?" in browse(sara).get(url("live_request")).content.decode()
    assert "Which invoice counts?" not in browse(nima).get(url("live_request")).content.decode()


def test_an_answer_is_asked_for_only_where_it_may_be_given(browse: Browse, sara: Person, nima: Person) -> None:
    group = spaces.create_group(actor=sara, name_fa="کشیک", policy="open", at=NOON)
    asked = actions.ask(actor=sara, title="Who is on call?", places=[group.pk], at=NOON)

    assert 'id="answer"' in browse(sara).get(url("question", asked.pk)).content.decode()
    page = browse(nima).get(url("question", asked.pk)).content.decode()
    assert 'id="answer"' not in page
    assert "Those who write in the group where this was asked may answer it." in page
    actions.send_request(actor=sara, expert=nima, question=asked, at=clock.now())
    assert 'id="answer"' in browse(nima).get(url("question", asked.pk)).content.decode()


def test_questions_one_may_know(browse: Browse, sara: Person, nima: Person, reza: Person, django_assert_max_num_queries: Callable) -> None:
    people.declare_skill(actor=nima, name="Data base", at=NOON)
    wanted = actions.ask(actor=sara, title="Which data base holds the invoices?", at=NOON)
    actions.ask(actor=sara, title="Who orders the tea?", at=NOON + timedelta(minutes=1))
    settled = actions.ask(actor=sara, title="Is the data base read at night?", at=NOON)
    actions.answer(actor=reza, question=settled, body="No.", at=NOON)
    actions.ask(actor=sara, title="A hidden data base?", places=[Space.objects.get(name_en="Service").pk], at=NOON)
    actions.ask(actor=nima, title="My own data base question?", at=NOON)

    client = browse(nima)
    client.get(url("knowable"))
    with django_assert_max_num_queries(6):
        page = client.get(url("knowable"))
    assert [(row.question, [skill.name_en for skill in row.skills]) for row in page.context["rows"]] == [(wanted, ["Data base"])]
    assert "Questions you may know" in page.content.decode()


def test_without_a_fitting_skill_the_newest_open_questions(browse: Browse, sara: Person, nima: Person) -> None:
    asked = [actions.ask(actor=sara, title=f"Question number {number}?", at=NOON + timedelta(minutes=number)) for number in range(5)]
    page = browse(nima).get(url("knowable"))

    assert [row.question for row in page.context["rows"]] == asked[:1:-1]
    assert "Questions without an answer" in page.content.decode()
    assert b'<section id="knowable" hidden>' in browse(sara).get(url("knowable")).content


def test_a_broken_cursor_is_refused(browse: Browse, sara: Person) -> None:
    for cursor in ("x", "2026-01-01_1", "2026-01-01T00:00:00+00:00_-1", "2026-01-01T00:00:00+00:00_99999999999999999999"):
        assert browse(sara).get(url("list"), {"before": cursor}).status_code == 422


def test_who_was_named_in_vain_is_said(browse: Browse, sara: Person, nima: Person, reza: Person) -> None:
    service = Space.objects.get(name_en="Service").pk
    words = {"title": "Who?", "body": f"@[Nima](person:{nima.pk}) @[Reza](person:{reza.pk})", "places": service}
    page = browse(sara).post(url("new"), words, follow=True)

    assert "These colleagues may not read it here and were not told: Nima Ahmadi" in page.content.decode()


def test_only_readers_listen(sara: Person, nima: Person, request_to_nima: Request) -> None:
    hidden = actions.ask(actor=sara, title="Hidden?", places=[Space.objects.get(name_en="Service").pk], at=NOON)
    asked = [f"question:{hidden.pk}", f"request:{request_to_nima.pk}", "request:999"]

    heard = {person.code: [topic for topic in live.topics_for(person, asked=asked) if topic in asked] for person in (sara, nima)}
    assert heard == {"sara": asked[:2], "nima": asked[1:2]}


def test_who_may_know(browse: Browse, sara: Person, nima: Person, reza: Person, question: Question, answer: Answer) -> None:
    again = actions.ask(actor=sara, title="The cooling-off period of type 4?", at=NOON)
    settle()

    page = browse(sara).get(url("experts", again.pk))
    assert [expert.person for expert in page.context["experts"]] == [nima]
    assert f'/requests/new/{nima.pk}?question={again.pk}"' in page.content.decode()
    # Who has answered is not asked again.
    assert browse(sara).get(url("experts", question.pk)).context["experts"] == []


def test_perhaps_already_answered(browse: Browse, sara: Person, nima: Person, question: Question) -> None:
    hidden = actions.ask(actor=sara, title="Cooling-off period of Thursday", places=[Space.objects.get(name_en="Service").pk], at=NOON)
    settle()
    found = {
        person.code: [hit.document.id for hit in browse(person).get(url("similar"), {"title": "cooling-off period"}).context["hits"]]
        for person in (sara, nima)
    }

    assert (set(found["sara"]), found["nima"]) == ({question.pk, hidden.pk}, [question.pk])
    assert browse(nima).get(url("similar"), {"title": "cool"}).context["hits"] == []


def test_one_click_from_the_finder_sends_the_need(browse: Browse, sara: Person, nima: Person) -> None:
    response = browse(sara).post(url("send", nima.pk), {"need": "Which invoice  counts?"})
    sent = Request.objects.get()
    assert (response.status_code, response.headers["Location"]) == (303, sent.get_absolute_url())
    assert (sent.question.title, sent.question.body, sent.asks.get().expert) == ("Which invoice counts?", "", nima)


def test_a_long_need_keeps_all_its_words(browse: Browse, sara: Person, nima: Person) -> None:
    need = "invoice " * 100
    browse(sara).post(url("send", nima.pk), {"need": need})
    question = Question.objects.get()
    assert len(question.title) <= 300
    assert question.title.endswith("…")
    assert question.body == need.strip()


def test_one_click_refuses_an_empty_need_and_oneself(browse: Browse, sara: Person, nima: Person) -> None:
    assert browse(sara).post(url("send", nima.pk), {"need": " "}).status_code == 422
    assert browse(sara).post(url("send", sara.pk), {"need": "Who?"}).status_code == 422
    assert not Request.objects.exists()
