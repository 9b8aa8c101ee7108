"""The inbox and the bell, through their addresses."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamsoo.ledger import runner
from hamsoo.ledger.traits import Ref
from hamsoo.notices import actions, queries
from hamsoo.notices.queries import bell
from hamsoo.social import actions as social
from hamsoo.social.models import Post
from hamsoo.spaces import actions as spaces
from hamsoo.threads import actions as threads
from tests.world import NOON

HTMX = {"HX-Request": "true"}


@pytest.fixture
def told(sara, reza, world):
    """Have Reza comment on a post of Sara's; return the entry that she is told of."""
    post = social.publish(actor=sara, body="New hours", space_ids=[world.organisation.pk], at=NOON).post
    threads.comment(actor=reza, target=post.ref, body="Since when?", at=NOON)
    runner.settle()
    return queries.inbox(person=sara).items[0].entry_id


def test_the_inbox_says_who_did_what(sara, reza, told, browse) -> None:
    page = browse(sara).get("/inbox/").content.decode()
    assert '<b><bdi dir="ltr">Reza Karimi</bdi></b>' in page
    assert 'commented on “<bdi dir="ltr">New hours</bdi>”' in page
    assert "Nothing for you yet" in browse(reza).get("/inbox/").content.decode()


def test_a_title_that_begins_with_a_name_runs_as_its_other_words_do(sara, reza, world, browse) -> None:
    body = f"@[{sara.name_fa}](person:{sara.pk}) ran her first key rotation alone this morning"
    post = social.publish(actor=sara, body=body, space_ids=[world.organisation.pk], at=NOON).post
    threads.comment(actor=reza, target=post.ref, body="Well done", at=NOON)
    runner.settle()
    assert f'<bdi dir="ltr">{sara.name_fa} ran her first' in browse(sara).get("/inbox/").content.decode()


def test_the_bell_counts_what_is_unread(sara, reza, told, browse) -> None:
    assert '<span class="count hot">1</span>' in browse(sara).get("/inbox/count", headers=HTMX).content.decode()
    assert "count hot" not in browse(reza).get("/inbox/count", headers=HTMX).content.decode()


def test_opening_reads_and_leads_there(sara, nima, told, browse) -> None:
    assert browse(nima).get(f"/inbox/{told}/").status_code == 404
    answer = browse(sara).get(f"/inbox/{told}/")
    assert answer.status_code == 303
    assert answer["Location"].startswith("/posts/")
    assert queries.unread_count(person=sara) == 0


def test_lines_are_read_and_put_away(sara, nima, told, browse) -> None:
    for verb in ("reading", "done"):
        assert browse(nima).post(f"/inbox/{told}/{verb}").status_code == 404
    assert queries.unread_count(person=sara) == 1
    assert browse(sara).post(f"/inbox/{told}/reading", headers=HTMX).status_code == 200
    assert queries.unread_count(person=sara) == 0
    assert browse(sara).post(f"/inbox/{told}/done")["Location"] == "/inbox/"
    assert queries.inbox(person=sara).items == []


def test_everything_is_read_at_once(sara, told, browse) -> None:
    page = browse(sara).post("/inbox/readings", headers=HTMX).content.decode()
    assert "commented on" in page
    assert "Everything is read" in browse(sara).get("/inbox/?show=unread").content.decode()


@pytest.mark.parametrize("address", ["/inbox/", "/inbox/count", "/inbox/1/"])
def test_customers_and_partners_find_nothing(mina, parto, world, browse, address) -> None:
    for account in (mina, parto):
        assert browse(account).get(address).status_code == 404


def test_the_page_costs_a_fixed_number_of_queries(sara, reza, nima, world, browse) -> None:
    for number in range(30):
        post = social.publish(actor=sara, body=str(number), space_ids=[world.organisation.pk], at=NOON).post
        threads.comment(actor=reza, target=post.ref, body="Since when?", at=NOON)
    runner.settle()
    client = browse(sara)
    client.get("/inbox/count")  # The first request of a session asks for more.
    with CaptureQueriesContext(connection) as queries_of_page:
        page = client.get("/inbox/").content.decode()
    assert page.count("data-item") == 30
    assert len(queries_of_page) == 12


def test_the_bell_is_counted_once_until_there_is_news(
    sara, reza, told, django_assert_max_num_queries, django_capture_on_commit_callbacks
) -> None:
    assert queries.bell_count(person=sara, at=NOON) == 1
    with django_assert_max_num_queries(2):
        assert queries.bell_count(person=sara, at=NOON) == 1
    with django_capture_on_commit_callbacks(execute=True):
        actions.mark_all_read(actor=sara, at=NOON)
    assert queries.bell_count(person=sara, at=NOON) == 0
    with django_capture_on_commit_callbacks(execute=True):
        threads.comment(actor=reza, target=Ref("post", _post_id()), body="And until when?", at=NOON)
        runner.settle()
    assert queries.bell_count(person=sara, at=NOON) == 1


def test_the_bell_forgets_what_its_reader_may_not_see_any_more(sara, reza, admin, world) -> None:
    group = spaces.create_group(actor=reza, name_fa="راز", policy="secret", at=NOON)
    spaces.add_member(actor=reza, space=group, person=sara, at=NOON)
    post = social.publish(actor=sara, body="Quiet", space_ids=[group.pk], at=NOON).post
    threads.comment(actor=reza, target=post.ref, body="Yes", at=NOON)
    runner.settle()
    before = queries.bell_count(person=sara, at=NOON)
    spaces.remove_member(actor=reza, space=group, person=sara, at=NOON)
    assert (before, queries.bell_count(person=sara, at=NOON)) == (2, 0)


def test_without_the_bus_the_bell_counts_each_time(sara, told, monkeypatch) -> None:
    monkeypatch.setattr(bell.live, "news_of", lambda topic: None)
    assert queries.bell_count(person=sara, at=NOON) == 1
    actions.mark_all_read(actor=sara, at=NOON)
    assert queries.bell_count(person=sara, at=NOON) == 0


def _post_id() -> int:
    return Post.objects.latest("pk").pk
