"""The value of a filter, completed while it is typed."""

import pytest
from django.utils.translation import override

from hamsoo.finder.completing import completions
from hamsoo.people import actions as people
from hamsoo.spaces import actions as spaces
from tests.world import NOON

pytestmark = pytest.mark.django_db


def offered(person, text, language="en"):
    with override(language):
        return [(one.label, one.text) for one in completions(person=person, text=text, at=NOON, calendar="jalali")]


def test_what_could_be_meant(world, sara, nima, notes):
    people.ensure_skill(name_fa="کوبرنتیز", name_en="Kubernetes")

    assert offered(sara, "refund from:ni") == [("Nima Ahmadi", "refund from:@nima ")]
    assert offered(sara, "از:نیم", "fa") == [("نیما احمدی", "از:@nima ")]
    assert offered(sara, "from:") == [("Sara Mohammadi", "from:me ")]
    assert offered(sara, "in:fin") == [("Finance", "in:Finance ")]
    assert offered(sara, "in:ray") == [("Rayan Payam", 'in:"Rayan Payam" ')]
    assert offered(sara, "skill:kub") == [("Kubernetes", "skill:Kubernetes ")]
    assert offered(sara, "type:peo") == [("People", "type:People ")]
    assert [label for label, _text in offered(sara, "on:")] == ["Aban 1405", "Mehr 1405", "1405", "1404"]
    assert offered(sara, "on:")[1][1] == "on:1405/07 "
    for text in ("", "refund", "from:nima ", "from:zzz", "on:1405", "type:zzz", "in:zzz", "skill:zzz", "from:%", "in:\\"):
        assert offered(sara, text) == [], text


def test_nobody_is_offered_a_secret_group(world, sara, nima):
    spaces.create_group(actor=nima, name_fa="نوآوری", name_en="New ideas", policy="secret", at=NOON)

    assert offered(sara, "in:new") == []
    assert offered(nima, "in:new") == [("New ideas", 'in:"New ideas" ')]


def test_options_fill_the_field(browse, sara, nima, notes):
    client = browse(sara)
    for url in ("/search/completions", "/search/instant"):
        options = client.get(url, {"q": "from:ni"}, headers={"HX-Request": "true"}).content.decode()
        assert 'role="option" data-fill="from:@nima " href="/search/?q=from%3A%40nima%20"' in options
