"""The page of what one follows, through its address."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamsoo.ledger import runner
from hamsoo.ledger.traits import Ref
from hamsoo.notices import queries
from hamsoo.people import actions as people
from hamsoo.social import actions as social
from hamsoo.spaces import actions as spaces
from hamsoo.threads import actions as threads
from tests.world import NOON

LATER = NOON + timedelta(hours=1)


def test_it_lists_what_is_followed_with_its_latest_changes(sara, reza, nima, world, browse) -> None:
    threads.follow(actor=sara, target=Ref("unit", world.finance.pk), at=NOON)
    threads.follow(actor=sara, target=Ref("person", nima.pk), at=LATER, delivery="quiet")
    for name in ("Kubernetes", "Ledgers", "Audits", "Budgets"):
        people.declare_skill(actor=nima, name=name, at=LATER)
    runner.settle()
    tracked = queries.tracker(person=sara)
    assert [(one.followed.target.title, len(one.changes)) for one in tracked] == [(nima.name, 3), ("مالی", 0)]
    page = browse(sara).get("/tracker/").content.decode()
    order = [page.index(words) for words in ("Nima Ahmadi", "Budgets", "<bdi>Finance</bdi>", "Nothing new since you follow.")]
    assert order == sorted(order)
    assert "Not at all" in page
    assert queries.inbox(person=sara).items == []


def test_empty_it_suggests_whom_to_begin_with(sara, reza, world, browse) -> None:
    page = browse(sara).get("/tracker/").content.decode()
    assert "You follow nobody yet" in page
    assert page.index("Worth following") < page.index("Reza Karimi") < page.index("Service")


def test_it_says_who_follows_and_how_many_do_not_say_so(sara, reza, nima, browse) -> None:
    threads.follow(actor=reza, target=Ref("person", sara.pk), at=NOON, is_named=True)
    threads.follow(actor=nima, target=Ref("person", sara.pk), at=NOON)
    page = browse(sara).get("/tracker/").content.decode().partition('id="followers"')[2]
    assert "Reza Karimi" in page
    assert "Nima" not in page


def test_what_may_not_be_seen_any_more_has_no_name_and_can_be_left(sara, reza, nima, browse) -> None:
    group = spaces.create_group(actor=reza, name_fa="رازها", name_en="Secrets", policy="secret", at=NOON)
    spaces.add_member(actor=reza, space=group, person=nima, at=NOON)
    threads.follow(actor=nima, target=Ref("space", group.pk), at=NOON)
    social.publish(actor=reza, body="The plan", space_ids=[group.pk], at=NOON)
    runner.settle()
    assert "The plan" in browse(nima).get("/tracker/").content.decode()
    spaces.remove_member(actor=reza, space=group, person=nima, at=LATER)
    page = browse(nima).get("/tracker/").content.decode()
    assert "Something that you may not see any more" in page
    assert "Secrets" not in page
    assert "The plan" not in page
    answer = browse(nima).post(f"/threads/space/{group.pk}/follow/withdrawal?next=tracker")
    assert answer["Location"] == "/tracker/"
    assert queries.tracker(person=nima) == []


def test_the_page_costs_the_same_however_much_is_followed(sara, reza, nima, admin, world, browse) -> None:
    client, costs = browse(sara), []
    for round_ in range(2):
        for person in (nima, admin) if round_ else (reza,):
            threads.follow(actor=sara, target=Ref("person", person.pk), at=NOON)
        threads.follow(actor=sara, target=Ref("unit", (world.service, world.finance)[round_].pk), at=NOON)
        for number in range(3):
            people.edit_profile(actor=reza, person=reza, about=f"{round_}{number}", at=NOON)
        runner.settle()
        client.get("/tracker/")
        with CaptureQueriesContext(connection) as queries_of_page:
            client.get("/tracker/")
        costs.append(len(queries_of_page))
    assert costs[0] == costs[1] <= 20


@pytest.mark.parametrize("address", ["/tracker/", "/inbox/settings"])
def test_customers_and_partners_find_nothing(mina, parto, world, browse, address) -> None:
    for account in (mina, parto):
        assert browse(account).get(address).status_code == 404
