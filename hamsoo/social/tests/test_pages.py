"""The feed and the pages of posts, through their addresses."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamsoo.ledger import runner
from hamsoo.social import actions
from hamsoo.social.feed import PAGE
from hamsoo.social.models import Post
from hamsoo.spaces.models import Space
from hamsoo.threads import actions as threads
from tests.world import NOON

HTMX = {"HX-Request": "true"}


@pytest.fixture
def unit_space(world) -> Space:
    return Space.objects.get(subject_type="unit", subject_id=world.service.pk)


def _post(actor, *spaces: Space, minutes: int = 0, body: str = "Hello", kind: str = "post") -> Post:
    at = NOON + timedelta(minutes=minutes)
    return actions.publish(actor=actor, body=body, kind=kind, space_ids=[space.pk for space in spaces], at=at).post


def test_the_feed_page_shows_posts_with_a_place_to_write(sara, reza, world, browse) -> None:
    post = _post(reza, world.organisation, body="The **new** hours")
    runner.settle()
    page = browse(sara).get("/feed/?tab=all").content.decode()
    assert "<strong>new</strong>" in page
    assert f'id="item-post-{post.pk}"' in page
    assert 'name="body"' in page
    fragment = browse(sara).get("/feed/?tab=all", headers=HTMX).content.decode()
    assert "<html" not in fragment
    assert f'id="item-post-{post.pk}"' in fragment


def test_a_full_feed_page_costs_a_fixed_number_of_queries(sara, reza, unit_space, world, browse) -> None:
    for number in range(40):
        post = _post(reza, world.organisation, unit_space, minutes=number)
        threads.comment(actor=sara, target=post.ref, body="Hi", at=NOON)
    runner.settle()
    client = browse(sara)
    client.get("/feed/")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = client.get("/feed/")
    assert page.content.decode().count("data-item") == PAGE
    assert len(queries) == 12
    with CaptureQueriesContext(connection) as queries:
        client.get("/feed/", headers=HTMX, query_params={"before": f"{NOON.isoformat()}_999999"})
    assert len(queries) == 10


def test_a_group_shows_what_is_written_in_it(sara, reza, unit_space, world, browse) -> None:
    here, elsewhere = _post(reza, unit_space, body="Only here"), _post(reza, world.organisation, body="For everyone")
    runner.settle()
    page = browse(sara).get(f"/feed/of/{unit_space.pk}").content.decode()
    assert f'id="item-post-{here.pk}"' in page
    assert f'id="item-post-{elsewhere.pk}"' not in page
    assert f'<option value="{unit_space.pk}" selected>' in page


def test_a_group_is_read_in_parts(sara, reza, unit_space, browse) -> None:
    posts = [_post(reza, unit_space, minutes=number) for number in range(PAGE + 2)]
    runner.settle()
    client = browse(sara)
    first = client.get(f"/feed/of/{unit_space.pk}")
    assert first.content.decode().count("data-item") == PAGE
    with CaptureQueriesContext(connection) as queries:
        rest = client.get(first.context["more_url"]).content.decode()
    assert [f'id="item-post-{post.pk}"' in rest for post in posts[:3]] == [True, True, False]
    assert 'name="body"' not in rest
    assert len(queries) <= 16


def test_strangers_do_not_read_a_group(nima, reza, unit_space, browse) -> None:
    _post(reza, unit_space)
    runner.settle()
    assert browse(nima).get(f"/feed/of/{unit_space.pk}").status_code == 404
    assert browse(nima).get("/feed/of/999999").status_code == 404


@pytest.mark.parametrize("address", ["/feed/", "/feed/of/1", "/feed/news?since=0", "/posts/1/", "/posts/1/edit"])
def test_customers_and_partners_find_nothing(mina, parto, world, browse, address) -> None:
    for account in (mina, parto):
        assert browse(account).get(address).status_code == 404
    assert browse(None).get(address).status_code == 302


def test_publishing_goes_to_the_post_or_shows_it_in_place(sara, nima, unit_space, world, browse) -> None:
    words = {"body": f"Hi @[Nima](person:{nima.pk})", "kind": "post", "space": unit_space.pk}
    plain = browse(sara).post("/posts/", words)
    post = Post.objects.get()
    assert (plain.status_code, plain["Location"]) == (303, f"/posts/{post.pk}/")
    answer = browse(sara).post("/posts/", words, headers=HTMX)
    assert answer.content.decode().count("data-item") == 1
    assert 'id="composer"' in answer.content.decode()
    assert "may not see this" in answer["HX-Trigger"]


@pytest.mark.parametrize(
    "wrong", [{"body": ""}, {"space": "999999"}, {"space": "x"}, {"kind": "announcement"}, {"kind": "recognition"}, {"kind": "poll"}]
)
def test_what_is_refused_is_said_in_the_composer(sara, world, browse, wrong) -> None:
    words = {"body": "Hello", "kind": "post", "space": world.organisation.pk, **wrong}
    for headers in ({}, HTMX):
        answer = browse(sara).post("/posts/", words, headers=headers)
        assert answer.status_code == 422
        assert "composer-error" in answer.content.decode()
    assert Post.objects.count() == 0


def test_nobody_publishes_into_a_strangers_space(nima, unit_space, browse) -> None:
    answer = browse(nima).post("/posts/", {"body": "Hello", "kind": "post", "space": unit_space.pk})
    assert (answer.status_code, Post.objects.count()) == (422, 0)


def test_a_post_is_shown_to_those_who_may_read_it(sara, reza, nima, unit_space, browse) -> None:
    post = _post(sara, unit_space)
    for person, status in ((sara, 200), (reza, 200), (nima, 404)):
        assert browse(person).get(f"/posts/{post.pk}/").status_code == status
    assert f"/posts/{post.pk}/edit" in browse(sara).get(f"/posts/{post.pk}/").content.decode()
    assert f"/posts/{post.pk}/edit" not in browse(reza).get(f"/posts/{post.pk}/").content.decode()


def test_a_post_is_edited_and_removed_by_its_author_alone(sara, reza, nima, unit_space, browse) -> None:
    post = _post(sara, unit_space)
    for person, status in ((reza, 403), (nima, 404)):
        assert browse(person).post(f"/posts/{post.pk}/edit", {"body": "Mine"}).status_code == status
        assert browse(person).post(f"/posts/{post.pk}/removal").status_code == status
    assert browse(sara).post(f"/posts/{post.pk}/edit", {"body": "Better"}).status_code == 303
    post.refresh_from_db()
    assert post.body == "Better"
    assert browse(sara).post(f"/posts/{post.pk}/removal")["Location"] == "/feed/"
    assert browse(sara).get(f"/posts/{post.pk}/").status_code == 404


def test_news_are_announced_and_not_jumped_in(sara, reza, world, browse) -> None:
    since = 0
    client = browse(sara)
    quiet = client.get(f"/feed/news?tab=all&since={since}", headers=HTMX).content.decode()
    assert "<a" not in quiet
    _post(reza, world.organisation)
    runner.settle()
    assert "1 new" in client.get(f"/feed/news?tab=all&since={since}", headers=HTMX).content.decode()


@pytest.mark.parametrize("address", ["/feed/?before=x", "/feed/?before=2026-01-01_3", "/feed/news?since=-1", "/feed/news?since=x"])
def test_broken_cursors_are_not_found(sara, browse, address) -> None:
    assert browse(sara).get(address).status_code == 404


def test_text_cannot_leave_its_place(sara, world, browse) -> None:
    post = _post(sara, world.organisation, body='<script>alert(1)</script> [x](javascript:alert(1)) "quoted" <b>')
    runner.settle()
    for address in (f"/posts/{post.pk}/", "/feed/"):
        page = browse(sara).get(address).content.decode()
        assert "<script>alert" not in page
        assert 'href="javascript' not in page
