"""The button, the tracker beside a profile, and the side bar, through their addresses."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamsoo.ledger.traits import Ref
from hamsoo.people import actions as people
from hamsoo.threads import actions, queries
from tests.world import NOON

HTMX = {"HX-Request": "true"}


def test_the_button_tells_the_page_that_something_changed(sara, reza, browse) -> None:
    answer = browse(sara).post(f"/threads/person/{reza.pk}/follow", headers=HTMX)
    assert "followed" in answer["HX-Trigger"]
    assert "HX-Trigger" not in browse(sara).get(f"/threads/person/{reza.pk}/follow", headers=HTMX)


def test_there_is_no_button_for_oneself(sara, browse) -> None:
    assert "<button" not in browse(sara).get(f"/threads/person/{sara.pk}/follow", headers=HTMX).content.decode()
    assert browse(sara).post(f"/threads/person/{sara.pk}/follow", headers=HTMX).status_code == 422


def test_what_is_heard_is_switched_beside_the_profile(sara, reza, browse) -> None:
    address, client = f"/threads/persons/{reza.pk}/tracking", browse(sara)
    assert 'role="switch"' not in client.get(address, headers=HTMX).content.decode()
    actions.follow(actor=sara, target=Ref("person", reza.pk), at=NOON)
    panel = client.get(address, headers=HTMX).content.decode()
    assert panel.count("checked") == len(queries.follow_of(person=sara, target=Ref("person", reza.pk)).aspects or ()) + 7
    chosen = {"aspects": ["skills", "presence"], "delivery": "weekly", "is_named": "on"}
    panel = client.post(address, chosen, headers=HTMX).content.decode()
    assert (panel.count(" checked"), '<option value="weekly" selected>' in panel) == (3, True)
    found = queries.follow_of(person=sara, target=Ref("person", reza.pk))
    assert (found.aspects, found.delivery, found.is_named) == (["skills", "presence"], "weekly", True)
    assert client.post(address, {"aspects": ["gossip"], "delivery": "now"}, headers=HTMX).status_code == 422
    assert client.post(address, chosen)["Location"] == reza.get_absolute_url()


def test_nothing_is_chosen_without_following(sara, reza, browse) -> None:
    assert browse(sara).post(f"/threads/person/{reza.pk}/tracking", {"delivery": "now"}, headers=HTMX).status_code == 404


def test_beside_ones_own_profile_stand_the_followers(sara, reza, nima, browse) -> None:
    actions.follow(actor=reza, target=Ref("person", sara.pk), at=NOON, is_named=True)
    actions.follow(actor=nima, target=Ref("person", sara.pk), at=NOON)
    panel = browse(sara).get(f"/threads/persons/{sara.pk}/tracking", headers=HTMX).content.decode()
    assert "Reza Karimi" in panel
    assert "Nima" not in panel
    assert "and 1 colleague who does not show a name" in panel


def test_the_side_bar_lists_what_is_followed(sara, reza, nima, world, browse) -> None:
    client = browse(sara)
    assert "navcap" not in client.get("/threads/following", headers=HTMX).content.decode()
    actions.follow(actor=sara, target=Ref("person", reza.pk), at=NOON)
    actions.follow(actor=sara, target=Ref("person", nima.pk), at=NOON, aspects=["presence"])
    actions.follow(actor=sara, target=Ref("unit", world.finance.pk), at=NOON)
    page = client.get("/threads/following", headers=HTMX).content.decode()
    assert page.index("Nima Ahmadi") < page.index("Reza Karimi") < page.index("Finance")
    assert page.count('class="pr ') == 1
    with CaptureQueriesContext(connection) as costs:
        client.get("/threads/following", headers=HTMX)
    assert len(costs) == 5


def test_words_are_followed_from_a_form(sara, browse) -> None:
    client = browse(sara)
    assert client.post("/threads/topics", {"words": "key management"})["Location"] == "/tracker/"
    assert client.post("/threads/topics", {"words": "!!!"}, headers=HTMX).status_code == 422
    assert [ref.type for ref in queries.followed(person=sara)] == ["topic"]


def test_presence_is_news_to_those_who_listen(sara, reza, browse) -> None:
    actions.follow(actor=sara, target=Ref("person", reza.pk), at=NOON, aspects=["presence"])
    topics = browse(sara).get("/live/ticket").json()["topics"]
    assert f"presence:{reza.pk}" in topics
    assert not any(topic.startswith("presence") for topic in browse(reza).get("/live/ticket").json()["topics"])
    people.set_presence(actor=reza, presence="busy", at=NOON)


@pytest.mark.parametrize("address", ["/threads/following", "/threads/persons/1/tracking", "/threads/person/1/tracking"])
def test_customers_and_partners_find_nothing(mina, parto, sara, browse, address) -> None:
    for account in (mina, parto):
        assert browse(account).get(address).status_code == 404
        assert browse(account).post("/threads/topics", {"words": "key"}).status_code == 404
