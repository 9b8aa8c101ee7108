"""A page, or the part of it that htmx asks for."""

import json

import pytest
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path

from hamsoo.kernel.errors import Conflict, Invalid, NotFound
from hamsoo.ui import pages
from hamsoo.ui.forms import Renderer

PART = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "div#list"}


class OneField(forms.Form):
    title = forms.CharField(label="Title", help_text="Short.")
    day = forms.DateField(label="Day", required=False)


def show(request):
    return pages.render(request, "ui/problem.html", {"title": "All"}, fragment="ui/_more.html")


def save(request):
    return pages.render(request, "ui/tests/form.html", {"form": OneField(request.POST)}, fragment="ui/forms/formset.html")


def refuse(request):
    raise Invalid("Too short.", field="title")


def clash(request):
    raise Conflict


def hide(request):
    raise NotFound


def tell(request):
    messages.success(request, "ذخیره شد")
    return HttpResponse("ok")


def leave(request):
    messages.success(request, "Kept")
    return pages.go(request, "/show")


urlpatterns = [
    path("show", show),
    path("save", save),
    path("refuse", refuse),
    path("clash", clash),
    path("hide", hide),
    path("tell", tell),
    path("leave", leave),
    path("", include("hamsoo.site.urls")),
]
handler404 = "hamsoo.ui.views.not_found"


@pytest.fixture
def client(sara, browse) -> Client:
    with override_settings(ROOT_URLCONF=__name__):
        yield browse(sara)


def test_a_browser_gets_the_whole_page(client):
    answer = client.get("/show")

    assert answer.status_code == 200
    assert b"<html" in answer.content
    assert "HX-Request" in answer.headers["Vary"]
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_htmx_gets_only_the_fragment(client):
    answer = client.get("/show", headers=PART)

    assert answer.content.decode().startswith('<div class="more">')
    assert b"<html" not in answer.content


@pytest.mark.parametrize(
    "headers",
    [
        {**PART, "HX-Request-Type": "full"},
        {**PART, "HX-History-Restore-Request": "true"},
        {**PART, "HX-Boosted": "true"},
    ],
)
def test_htmx_gets_the_whole_page_when_it_wants_all_of_it(client, headers):
    assert b"<html" in client.get("/show", headers=headers).content


def test_a_refusal_stands_at_its_field(client):
    answer = client.post("/refuse", headers=PART)

    assert answer.status_code == 422
    assert answer.headers["HX-Reswap"] == "none"
    assert json.loads(answer.headers["HX-Trigger"]) == {"refused": {"field": "title", "message": "Too short."}}


def test_a_refusal_without_htmx_is_a_page(client):
    answer = client.post("/refuse")

    assert answer.status_code == 422
    assert b"Too short." in answer.content
    assert b"<html" in answer.content


@pytest.mark.parametrize(("address", "status"), [("/clash", 409), ("/hide", 404), ("/refuse", 422)])
def test_a_refusal_keeps_its_status(client, address, status):
    assert client.get(address).status_code == status
    assert client.get(address, headers=PART).status_code == status


def test_messages_travel_with_the_fragment(client):
    answer = client.get("/tell", headers=PART)

    assert json.loads(answer.headers["HX-Trigger"]) == {"toast": {"messages": [{"text": "ذخیره شد", "level": "success"}]}}


def test_messages_wait_for_the_page_that_the_browser_goes_to(client):
    left = client.post("/leave", headers=PART)
    shown = client.get("/show")

    assert left.headers["HX-Redirect"] == "/show"
    assert "HX-Trigger" not in left.headers
    assert b'<div class="toast-h" data-level="success"><span dir="auto">Kept</span></div>' in shown.content


def test_going_elsewhere_without_htmx_is_a_see_other(client):
    answer = client.post("/leave")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/show")


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_one_cannot_be_sent_off_the_site(to):
    with pytest.raises(ValueError):
        pages.go(RequestFactory().get("/"), to)


def test_htmx_hears_of_a_missing_page_in_a_toast(client):
    answer = client.get("/nowhere", headers=PART)

    assert answer.status_code == 404
    assert answer.content == b""
    assert "refused" in json.loads(answer.headers["HX-Trigger"])


def test_a_missing_page_is_said_in_the_shell(client):
    answer = client.get("/nowhere")

    assert answer.status_code == 404
    assert b'class="shell"' in answer.content


def test_a_signed_out_fragment_sends_the_whole_browser_to_sign_in(client):
    client.logout()

    answer = client.get("/show", headers=PART)

    assert answer.headers["HX-Redirect"] == "/accounts/login/?next=/show"


@pytest.mark.parametrize(("page", "back"), [("http://testserver/people/?q=a", "/people/%3Fq%3Da"), ("https://evil.example/x", "/show")])
def test_and_back_to_its_page_afterwards(client, page, back):
    client.logout()

    answer = client.get("/show", headers={**PART, "HX-Current-URL": page})

    assert answer.headers["HX-Redirect"] == f"/accounts/login/?next={back}"


def test_form_errors_are_422_and_told_at_the_field():
    form = OneField({"title": ""}, renderer=Renderer())

    html = str(form)

    assert pages._status({"form": form}) == 422
    assert 'role="alert"' in html
    assert "autofocus" in html
    assert 'href="#id_title"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="err" id="id_title_error"' in html


def test_an_action_can_refuse_a_field_or_the_whole_form():
    form = OneField({"title": "x"})
    pages.refuse(form, Invalid("Bad title.", field="title"))
    pages.refuse(form, Invalid("Bad luck.", field="nowhere"))

    assert form.errors == {"title": ["Bad title."], "__all__": ["Bad luck."]}
