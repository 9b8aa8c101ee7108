"""The home page."""

from collections.abc import Callable

from django.test import Client

from hamsoo.kernel import clock
from hamsoo.people.models import Account, Person
from hamsoo.questions import actions as requests


def test_a_colleague_sees_feed_and_work(browse: Callable[..., Client], sara: Person) -> None:
    response = browse(sara).get("/")
    assert response.status_code == 200
    assert b'id="feed"' in response.content
    assert b'id="work"' in response.content


def test_who_waits_is_said_where_the_work_stands_below(browse: Callable[..., Client], sara: Person, nima: Person) -> None:
    assert "wait for you" not in browse(nima).get("/").content.decode()
    requests.send_request(actor=sara, expert=nima, title="Which invoice counts?", at=clock.now())
    assert "1 request waits for you" in browse(nima).get("/").content.decode()
    assert "waits for you" not in browse(sara).get("/").content.decode()


def test_no_colleague_no_feed(browse: Callable[..., Client], mina: Account, parto: Account) -> None:
    for account in (mina, parto):
        response = browse(account).get("/")
        assert response.status_code == 200
        assert "This account belongs to no colleague" in response.content.decode()
        assert b'id="feed"' not in response.content


def test_anonymous_signs_in_first(browse: Callable[..., Client], db: None) -> None:
    assert browse(None).get("/").headers["Location"].startswith("/accounts/login/")
