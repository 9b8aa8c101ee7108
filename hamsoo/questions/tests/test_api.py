"""The API: the same answers and refusals as the pages, and nothing that was not asked for."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from ninja import NinjaAPI
from ninja.testing import TestClient

from hamsoo.kernel.errors import DomainError
from hamsoo.people.models import Person
from hamsoo.questions import actions
from hamsoo.questions.api import router
from hamsoo.questions.models import Answer, Question, Request
from hamsoo.spaces.models import Space
from tests.world import NOON

pytestmark = pytest.mark.django_db


class Caller:
    """Call the API as somebody."""

    def __init__(self, person: Person | None) -> None:
        self.person = person

    def __call__(self, method: str, path: str, payload: dict[str, Any] | None = None) -> Any:
        call = getattr(CLIENT, method)
        return call(path, **({"json": payload} if payload is not None else {}), person=self.person)


def refused(request: Any, error: DomainError) -> Any:
    return API.create_response(request, {"code": error.code, "message": str(error)}, status=error.status)


API = NinjaAPI(urls_namespace="questions-test")
API.exception_handler(DomainError)(refused)
API.add_router("", router)
CLIENT = TestClient(API)


@pytest.fixture
def question(sara: Person) -> Question:
    return actions.ask(actor=sara, title="How long?", at=NOON)


def test_ask_answer_accept(sara: Person, nima: Person) -> None:
    asked = Caller(sara)("post", "/questions", {"title": "How long?"})
    pk = asked.json()["id"]
    given = Caller(nima)("post", f"/questions/{pk}/answers", {"body": "Fourteen days."})
    accepted = Caller(sara)("put", f"/questions/{pk}/acceptance", {"answer_id": given.json()["id"]})
    shown = Caller(nima)("get", f"/questions/{pk}").json()

    assert (asked.status_code, given.status_code, accepted.status_code) == (201, 201, 200)
    assert (shown["title"], shown["author"], shown["accepted_answer_id"]) == (
        "How long?",
        {"id": sara.pk, "name": sara.name},
        given.json()["id"],
    )
    assert [answer["body"] for answer in shown["answers"]] == ["Fourteen days."]
    assert datetime.fromisoformat(shown["asked_at"]).utcoffset() == timedelta(0)


def test_unknown_fields_are_refused(sara: Person) -> None:
    response = Caller(sara)("post", "/questions", {"title": "How?", "author_id": 1, "asked_at": "2020-01-01T00:00:00Z"})

    assert response.status_code == 422
    assert not Question.objects.exists()


def test_list(sara: Person, nima: Person, question: Question) -> None:
    actions.ask(actor=nima, title="Newer?", at=NOON)
    first = Caller(sara)("get", "/questions?limit=1").json()
    second = Caller(sara)("get", f"/questions?limit=1&before={first['next'].replace('+', '%2B')}").json()

    assert [first["items"][0]["title"], second["items"][0]["title"], second["next"]] == ["Newer?", "How long?", None]
    assert (first["items"][0]["answer_count"], first["items"][0]["is_settled"]) == (0, False)


def test_the_way_of_a_request(sara: Person, nima: Person, reza: Person) -> None:
    sent = Caller(sara)("post", "/requests", {"expert_id": nima.pk, "title": "Which?", "urgency": "now"}).json()
    waiting = Caller(nima)("get", "/requests/waiting").json()
    taken = Caller(nima)("post", f"/requests/{sent['id']}/acceptance").json()
    passed = Caller(nima)("post", f"/requests/{sent['id']}/decline", {"reason": "Busy."}).json()
    again = Caller(sara)("post", f"/requests/{sent['id']}/asks", {"expert_id": reza.pk}).json()
    ended = Caller(sara)("delete", f"/requests/{sent['id']}").json()

    assert [row["id"] for row in waiting] == [sent["id"]]
    assert [taken["asks"][0]["state"], passed["asks"][0]["state"], again["asks"][1]["state"]] == ["accepted", "declined", "sent"]
    assert (ended["outcome"], [ask["state"] for ask in ended["asks"]]) == ("withdrawn", ["declined", "withdrawn"])


def test_strangers_get_404(sara: Person, nima: Person, reza: Person, admin: Person) -> None:
    service = Space.objects.get(name_en="Service").pk
    hidden = actions.ask(actor=sara, title="Hidden?", places=[service], at=NOON)
    answer = actions.answer(actor=reza, question=hidden, body="Yes.", at=NOON)
    own = actions.ask(actor=nima, title="Mine?", at=NOON)
    request = actions.send_request(actor=sara, expert=reza, question=hidden, at=NOON)
    calls = [
        ("get", f"/questions/{hidden.pk}", None),
        ("post", f"/questions/{hidden.pk}/answers", {"body": "x"}),
        ("put", f"/questions/{hidden.pk}/acceptance", {"answer_id": answer.pk}),
        ("put", f"/questions/{own.pk}/acceptance", {"answer_id": answer.pk}),
        ("post", "/questions", {"title": "x", "places": [service]}),
        ("post", "/requests", {"expert_id": reza.pk, "question_id": hidden.pk}),
        ("post", "/requests", {"expert_id": 999_999, "title": "x"}),
        ("get", f"/requests/{request.pk}", None),
        ("post", f"/requests/{request.pk}/acceptance", None),
        ("post", f"/requests/{request.pk}/decline", {}),
        ("post", f"/requests/{request.pk}/asks", {"expert_id": admin.pk}),
        ("delete", f"/requests/{request.pk}", None),
    ]

    assert [Caller(nima)(*call).status_code for call in calls] == [404] * len(calls)
    assert (Question.objects.count(), Answer.objects.count(), Request.objects.count()) == (2, 1, 1)


def test_nobody_without_a_person(question: Question) -> None:
    assert Caller(None)("get", "/questions").status_code == 404


def test_a_refusal_says_what_is_wrong(sara: Person) -> None:
    response = Caller(sara)("post", "/questions", {"title": "  "})

    assert (response.status_code, response.json()["code"]) == (422, "Invalid")
