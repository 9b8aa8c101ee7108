"""The API as programs meet it: where it stands, who comes in, how it refuses."""

import json

import pytest
from django.test import Client

from hamsoo.people.models import Account, Person

pytestmark = pytest.mark.django_db


def test_it_is_described_to_colleagues_only(browse, sara: Person, mina: Account) -> None:
    answer = browse(sara).get("/api/v1/openapi.json")
    described = answer.json()
    assert (answer.status_code, described["openapi"][:3], described["info"]["title"]) == (200, "3.1", "Hamsoo")
    assert "/api/v1/questions" in described["paths"]
    assert [browse(mina).get("/api/v1/openapi.json").status_code, browse(None).get("/api/v1/openapi.json").status_code] == [404, 404]
    assert browse(sara).get("/api/v1/docs").status_code == 404


def test_a_colleague_asks_and_reads(browse, sara: Person, nima: Person) -> None:
    asked = browse(sara).post("/api/v1/questions", {"title": "How long?"}, content_type="application/json")
    assert asked.status_code == 201
    read = browse(nima).get(f"/api/v1/questions/{asked.json()['id']}")
    assert (read.status_code, read.json()["title"], read.headers["Cache-Control"]) == (200, "How long?", "private, no-store")


@pytest.mark.parametrize(
    ("payload", "status", "code", "field"),
    [
        ({"title": "How?", "colour": "red"}, 422, "Invalid", "colour"),
        ({}, 422, "Invalid", "title"),
        ({"title": 7}, 422, "Invalid", "title"),
        ({"title": "How?", "places": [999_999]}, 404, "NotFound", None),
    ],
)
def test_refusals_have_one_form(browse, sara: Person, payload: dict[str, object], status: int, code: str, field: str | None) -> None:
    answer = browse(sara).post("/api/v1/questions", payload, content_type="application/json")
    problem = answer.json()
    assert (answer.status_code, set(problem), problem["code"], problem["field"]) == (status, {"code", "message", "field"}, code, field)
    assert problem["message"]


def test_what_is_no_json_is_refused(browse, sara: Person) -> None:
    answer = browse(sara).post("/api/v1/questions", "{", content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "BadRequest")


def test_strangers_and_customers(browse, sara: Person, mina: Account) -> None:
    stranger = browse(None).get("/api/v1/questions")
    assert (stranger.status_code, stranger.json()["code"]) == (401, "NotSignedIn")
    customer = browse(mina).get("/api/v1/questions")
    assert (customer.status_code, customer.json()["code"]) == (401, "NotSignedIn")
    assert browse(sara).get("/api/v1/questions/999999").json()["code"] == "NotFound"


def test_a_session_needs_the_token_against_forgery(sara: Person) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(sara.account)
    forged = browser.post("/api/v1/questions", json.dumps({"title": "How?"}), content_type="application/json")
    assert (forged.status_code, b"How?" in forged.content) == (403, False)
