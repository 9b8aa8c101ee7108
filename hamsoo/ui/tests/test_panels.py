"""Room for the fragments of higher apps."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch

from hamsoo.ui.components import panels


@pytest.fixture(autouse=True)
def slots(monkeypatch):
    monkeypatch.setattr(panels, "_slots", lambda: {"page": ["ui:components", "ui:manifest"], "broken": ["nothing:here"]})


def test_each_panel_of_a_slot_is_fetched_by_its_name():
    html = Template('{% panels "page" %}').render(Context())

    assert html.count('hx-get="') == 2
    assert '<div hx-get="/ui/" hx-trigger="load" hx-swap="outerHTML">' in html


def test_an_empty_slot_takes_no_room():
    assert Template('{% panels "nobody" %}').render(Context()) == ""


def test_a_panel_that_does_not_exist_is_a_loud_mistake():
    with pytest.raises(NoReverseMatch):
        Template('{% panels "broken" %}').render(Context())
