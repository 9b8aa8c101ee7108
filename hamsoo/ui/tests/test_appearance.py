"""Language, theme, calendar and single keys of the reader."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from hamsoo.ui import appearance
from hamsoo.ui.appearance import Appearance


@pytest.fixture
def visitor() -> Client:
    return Client()


def test_outside_a_request_the_language_decides():
    with translation.override("fa"):
        assert appearance.current() == Appearance("fa", "jalali")
    with translation.override("en"):
        assert appearance.current() == Appearance("en", "gregorian")


def test_a_text_for_another_reader_does_not_take_this_readers_calendar():
    with translation.override("en"), appearance.override(Appearance("en", "jalali", "dark")):
        assert appearance.current().calendar == "jalali"
        with translation.override("fa"):
            assert appearance.current() == Appearance("fa", "jalali", "dark")


def test_persian_runs_from_the_right():
    assert Appearance("fa", "jalali").direction == "rtl"
    assert Appearance("en", "gregorian").direction == "ltr"


@pytest.mark.django_db
def test_a_visitors_choice_is_kept_by_the_browser(visitor):
    answer = visitor.post(reverse("ui:appearance"), {"theme": "dark", "next": "/somewhere"})
    page = visitor.get("/nowhere")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/somewhere")
    assert b'data-theme="hamsoo-dark"' in page.content


@pytest.mark.django_db
def test_a_choice_that_does_not_exist_changes_nothing(visitor):
    visitor.post(reverse("ui:appearance"), {"theme": "<script>", "calendar": "maya"})

    assert not visitor.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"])
def test_a_choice_does_not_lead_off_the_site(visitor, to):
    assert visitor.post(reverse("ui:appearance"), {"theme": "dark", "next": to}).headers["Location"] == "/"


def test_an_account_keeps_the_choice_when_somebody_registered_for_it(sara, browse, monkeypatch):
    kept = []
    monkeypatch.setattr(appearance, "_keepers", [lambda request, choices: kept.append((request.user, dict(choices)))])

    answer = browse(sara).post(reverse("ui:appearance"), {"calendar": "jalali"})

    assert kept == [(sara.account, {"calendar": "jalali"})]
    assert not answer.cookies
