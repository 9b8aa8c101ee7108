"""Business cards: what stands on them for whom, in a form that other programs read."""

import re

import pytest
from django.urls import reverse
from freezegun import freeze_time

from hamsoo.people import actions, cards
from hamsoo.people.models import Person
from tests.world import NOON

CARD = cards.Card(
    names={"fa": "سارا محمدی", "en": "Sara Mohammadi"},
    positions={"en": "Agent; nights, mostly\nand days"},
    units=["رایان‌پیام", "خدمات"],
    mails=["sara@rayanpayam.example"],
    phones=[("work", "+982112345")],
    pages=[],
    handles=["@sara"],
    office="تهران، " * 12,
    languages=["fa", "en"],
    time_zone="Asia/Tehran",
    address="https://hamsoo.example/people/7/",
    uid="https://hamsoo.example/people/7/",
    revision="20261121T083000Z",
)


def test_a_card_is_written_as_the_standard_says():
    text = cards.vcard(CARD)
    assert text.startswith("BEGIN:VCARD\r\nVERSION:4.0\r\n")
    assert text.endswith("\r\nEND:VCARD\r\n")
    assert text.replace("\r\n", "").count("\n") == 0
    lines = text.replace("\r\n ", "").split("\r\n")
    assert "FN;ALTID=1;LANGUAGE=fa:سارا محمدی" in lines
    assert "FN;ALTID=1;LANGUAGE=en:Sara Mohammadi" in lines
    assert "N:محمدی;سارا;;;" in lines
    assert r"TITLE;LANGUAGE=en:Agent\; nights\, mostly\nand days" in lines
    assert "ORG:رایان‌پیام;خدمات" in lines
    assert 'TEL;VALUE=uri;TYPE="work":tel:+982112345' in lines
    assert f"ADR;TYPE=work:;;{CARD.office};;;;" in lines


def test_lines_are_folded_between_letters():
    lines = cards.vcard(CARD).split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert sum(line.startswith(" ") for line in lines) >= 2


def test_the_square_says_the_same_as_it_was_given():
    drawn = cards.square(CARD)
    size = int(re.search(r'viewBox="0 0 (\d+)', drawn)[1])
    assert size > 40
    assert len(drawn) < 30_000
    assert "style" not in drawn
    assert cards.square(CARD) == drawn


@pytest.mark.parametrize(("audience", "is_seen"), [("everyone", True), ("unit", False), ("me", False)])
def test_a_card_holds_what_its_reader_may_see(browse, sara, nima, audience, is_seen):
    for values in ({"title": "+98 912 000 1234", "kind": "mobile"}, {"title": "sara@home.example", "kind": "mail"}):
        actions.add_item(actor=sara, part="reach", values=values, at=NOON)
    actions.edit_profile(actor=sara, person=sara, languages={"fa": 5}, at=NOON)
    for part in ("reach", "languages"):
        actions.show_part(actor=sara, part=part, audience=audience, at=NOON)
    for route in ("vcard", "card"):
        page = browse(nima).get(reverse(f"people:{route}", args=[sara.pk])).content.decode()
        assert "sara@rayanpayam.example" in page
        assert ("sara@home.example" in page) == is_seen
        assert ("+989120001234" in page) == is_seen
    assert ("LANG;PREF=1:fa" in browse(nima).get(reverse("people:vcard", args=[sara.pk])).content.decode()) == is_seen


@freeze_time(NOON)
def test_the_file_is_one_for_contacts(browse, sara, reza, mina, parto):
    Person.objects.filter(pk=sara.pk).update(name_en="Sara\r\nNOTE:injected")
    answer = browse(reza).get(reverse("people:vcard", args=[sara.pk]))
    assert answer.headers["Content-Type"] == "text/vcard; charset=utf-8"
    text = answer.content.decode()
    assert "\r\nNOTE:" not in text
    assert "ORG:Service\r\n" in text
    assert f"URL:http://testserver{sara.get_absolute_url()}\r\n" in text.replace("\r\n ", "")
    assert "REV:20261121T083000Z\r\n" in text
    for route in ("vcard", "card"):
        for stranger in (mina, parto):
            assert browse(stranger).get(reverse(f"people:{route}", args=[sara.pk])).status_code == 404
