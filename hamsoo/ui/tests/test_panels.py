"""Room for the fragments of higher apps."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse

from hamsoo.site.panels import PANELS
from hamsoo.ui.components import panels


@pytest.fixture
def slots(monkeypatch):
    found = {"page": ["ui:components", "ui:manifest"], "one": ["ui:manifest"], "broken": ["nothing:here"]}
    monkeypatch.setattr(panels, "slots", lambda: found)


def test_the_panels_of_a_slot_are_fetched_at_once(slots):
    html = Template('{% panels "page" %}').render(Context())

    assert html.count('hx-get="') == 1
    assert '<div class="contents" hx-get="/ui/panels/page" hx-trigger="load" hx-swap="outerHTML">' in html
    assert html.count('aria-busy="true"') == 2


def test_a_single_panel_is_fetched_at_its_own_address(slots):
    assert 'hx-get="/manifest.webmanifest"' in Template('{% panels "one" %}').render(Context())


def test_an_empty_slot_takes_no_room(slots):
    assert Template('{% panels "nobody" %}').render(Context()) == ""


def test_a_panel_that_does_not_exist_is_a_loud_mistake(slots):
    with pytest.raises(NoReverseMatch):
        Template('{% panels "broken" %}').render(Context())


@pytest.mark.django_db
def test_they_come_together_as_each_of_them_alone(browse, sara, reza):
    client, htmx = browse(sara), {"HX-Request": "true"}
    routes = PANELS["person.rail"]
    alone = [client.get(reverse(route, args=[reza.pk]), headers=htmx).content.decode() for route in routes]
    together = client.get(f"/ui/panels/person.rail?a={reza.pk}", headers=htmx)
    assert (together.status_code, together.content.decode()) == (200, "".join(alone))


@pytest.mark.django_db
def test_what_is_not_for_this_reader_is_left_out(browse, sara, mina):
    asked = f"/ui/panels/person.rail?a={sara.pk}"
    assert browse(None).get(asked).status_code == 302
    assert browse(mina).get(asked, headers={"HX-Request": "true"}).content == b""


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["nobody", "person.rail", "person.rail?a=x", "person.rail?a=1&a=2", "person.rail?a=../../inbox/"])
def test_only_slots_and_their_arguments_have_an_address(browse, sara, address):
    assert browse(sara).get(f"/ui/panels/{address}").status_code == 404
