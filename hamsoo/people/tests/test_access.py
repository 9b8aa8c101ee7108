"""The way in: guessing is slowed down, nobody learns who has an account, and a session ends with the right to it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client

from hamsoo.kernel import clock
from hamsoo.ledger.actors import SYSTEM
from hamsoo.people import actions, jobs
from hamsoo.people.models import Person
from tests.world import NOON, PASSWORD

LOGIN, RESET = "/accounts/login/", "/accounts/password/reset/"


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    # What is counted against guessing outlives a test.
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def signed_in(sara: Person) -> Client:
    assert sara.account
    sara.account.set_password(PASSWORD)
    sara.account.save()
    client = Client()
    assert client.post(LOGIN, {"login": sara.account.email, "password": PASSWORD}).status_code == 302
    return client


def test_guessing_is_slowed_down(sara: Person, signed_in: Client) -> None:
    guesser = Client()
    for _number in range(5):
        guesser.post(LOGIN, {"login": sara.mail, "password": "wrong"})
    guesser.post(LOGIN, {"login": sara.mail, "password": PASSWORD})
    assert "_auth_user_id" not in guesser.session


def test_signing_in_makes_a_new_session(sara: Person, signed_in: Client) -> None:
    fixed = Client()
    fixed.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    fixed.post(LOGIN, {"login": sara.mail, "password": PASSWORD})
    assert fixed.cookies[settings.SESSION_COOKIE_NAME].value != "a" * 32
    assert fixed.get("/people/me/").status_code == 303


def test_a_changed_password_ends_other_sessions(sara: Person, signed_in: Client) -> None:
    other = Client()
    other.post(LOGIN, {"login": sara.mail, "password": PASSWORD})
    assert other.get("/people/me/").status_code == 303
    changed = {"oldpassword": PASSWORD, "password1": "another-long-secret", "password2": "another-long-secret"}
    signed_in.post("/accounts/password/change/", changed)
    assert (signed_in.get("/people/me/").status_code, other.get("/people/me/").status_code) == (303, 302)


def test_who_leaves_is_out_at_once(sara: Person, signed_in: Client) -> None:
    actions.leave(actor=SYSTEM, person=sara, left_on=NOON.date(), at=NOON)
    assert signed_in.get("/people/me/").status_code == 302
    again = Client()
    again.post(LOGIN, {"login": sara.mail, "password": PASSWORD})
    assert "_auth_user_id" not in again.session


def test_nobody_learns_who_has_an_account(sara: Person, signed_in: Client) -> None:
    answers = [Client().post(RESET, {"email": email}) for email in (sara.mail, "nobody@rayanpayam.example")]
    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [(302, f"{RESET}done/")] * 2
    wrong = [Client().post(LOGIN, {"login": email, "password": "wrong"}) for email in (sara.mail, "nobody@rayanpayam.example")]
    assert [answer.status_code for answer in wrong] == [200, 200]
    # One mail each: the second says that there is no account, to whom it concerns.
    assert [message.to for message in mail.outbox] == [[sara.mail], ["nobody@rayanpayam.example"]]


def test_sessions_that_are_over_are_removed(db):
    for key, days in (("over", -1), ("runs", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=clock.now() + timedelta(days=days))
    jobs.clear_sessions(0)
    assert [session.session_key for session in Session.objects.all()] == ["runs"]
