"""The feed: who sees what, in which order, and what it costs."""

from datetime import timedelta

import pytest

from hamsoo.kernel.errors import NotFound
from hamsoo.ledger import projections, runner
from hamsoo.ledger.facts import facts_between
from hamsoo.ledger.traits import Ref
from hamsoo.social import actions, feed
from hamsoo.social.importance import Reason
from hamsoo.social.models import FeedItem
from hamsoo.social.projections import Feed
from hamsoo.spaces.models import Space
from hamsoo.threads import actions as threads
from tests.world import NOON


@pytest.fixture
def unit_space(world) -> Space:
    return Space.objects.get(subject_type="unit", subject_id=world.service.pk)


def _post(actor, *spaces: Space, minutes: int = 0, body: str = "Hello", kind: str = "post") -> int:
    at = NOON + timedelta(minutes=minutes)
    return actions.publish(actor=actor, body=body, kind=kind, space_ids=[space.pk for space in spaces], at=at).post.pk


def _seen(person, tab="all", **options) -> list[int]:
    runner.settle()
    return [item.subject.id for item in feed.feed(person=person, tab=tab, **options).items]


def _rows() -> list[tuple[object, ...]]:
    fields = ("space_id", "subject_type", "subject_id", "entry_id", "position", "at", "weight", "actor_id", "unit_id")
    return list(FeedItem.objects.order_by("space_id", "subject_type", "subject_id").values_list(*fields))


def test_everybody_sees_what_their_spaces_show(sara, reza, nima, admin, unit_space, world) -> None:
    inside = _post(sara, unit_space)
    open_to_all = _post(nima, world.organisation, minutes=1)
    both = _post(reza, unit_space, world.organisation, minutes=2)
    for person in (sara, reza, admin):
        assert _seen(person) == [both, open_to_all, inside]
    assert _seen(nima) == [both, open_to_all]


def test_the_team_is_its_spaces_and_its_people_elsewhere(sara, reza, nima, unit_space, world) -> None:
    inside = _post(sara, unit_space)
    elsewhere = _post(sara, world.organisation, minutes=1)
    finance = _post(nima, world.organisation, minutes=2)
    assert _seen(reza, "team") == [elsewhere, inside]
    assert _seen(nima, "team") == [finance]


def test_what_concerns_me_comes_first_within_a_day_and_says_why(sara, reza, nima, admin, unit_space, world) -> None:
    yesterday = _post(nima, world.organisation, minutes=-24 * 60)
    named = _post(nima, world.organisation, body=f"@[Sara](person:{sara.pk})")
    threads.follow(actor=sara, target=Ref("person", reza.pk), at=NOON)
    followed = _post(reza, world.organisation, minutes=1)
    circle = _post(admin, unit_space, minutes=2)
    announced = _post(admin, world.organisation, minutes=3, kind="announcement")
    own = _post(sara, unit_space, minutes=4)
    other = _post(nima, world.organisation, minutes=5)
    assert _seen(sara, "me") == [named, followed, circle, announced, other, own, yesterday]
    reasons = [item.reason for item in feed.feed(person=sara, tab="me").items]
    assert reasons == [Reason.TOLD, Reason.FOLLOWED_PERSON, Reason.CIRCLE, Reason.WEIGHTY, Reason.NONE, Reason.NONE, Reason.NONE]


def test_pages_go_on_where_the_last_one_ended(sara, nima, unit_space, world) -> None:
    made = [_post(sara, world.organisation, unit_space, minutes=number // 2) for number in range(7)]
    runner.settle()
    seen, before = [], None
    for _number in range(3):
        page = feed.feed(person=sara, tab="all", before=before, limit=3)
        seen.append([item.subject.id for item in page.items])
        before = page.before
    assert seen == [made[:3:-1], made[3:0:-1], made[:1]]
    assert before is None


def test_many_spaces_are_walked_by_time_with_the_same_result(sara, reza, nima, unit_space, world, monkeypatch) -> None:
    for number in range(6):
        _post(reza, *[(unit_space,), (world.organisation,), (unit_space, world.organisation)][number % 3], minutes=number)
    runner.settle()
    by_space = [feed.feed(person=person, tab="all", limit=4) for person in (sara, nima)]
    monkeypatch.setattr(feed, "MOST_SPACES", 0)
    by_time = [feed.feed(person=person, tab="all", limit=4) for person in (sara, nima)]
    assert by_time == by_space
    assert [len(page.items) for page in by_time] == [4, 4]
    assert [page.before is None for page in by_time] == [False, True]


def test_a_removed_post_leaves_the_feed_at_once(sara, world) -> None:
    kept, gone = _post(sara, world.organisation), _post(sara, world.organisation)
    runner.settle()
    actions.remove(actor=sara, post_id=gone, at=NOON)
    assert _seen(sara) == [kept]


def test_old_facts_that_come_late_do_not_push_newer_ones_aside(sara, world) -> None:
    new = _post(sara, world.organisation, minutes=5)
    old = _post(sara, world.organisation, minutes=-500)
    assert _seen(sara) == [new, old]


def test_news_are_counted_and_ones_own_are_none(sara, reza, nima, unit_space, world) -> None:
    _post(reza, world.organisation)
    runner.settle()
    since = feed.feed(person=sara, tab="all").position
    assert feed.news_count(person=sara, tab="all", since=since) == 0
    _post(reza, unit_space, world.organisation)
    _post(sara, world.organisation)
    runner.settle()
    assert feed.news_count(person=sara, tab="all", since=since) == 1
    assert feed.news_count(person=nima, tab="team", since=since) == 0


def test_a_new_post_can_be_shown_before_the_feed_has_it(sara, nima, unit_space) -> None:
    done = actions.publish(actor=sara, body="Hello", space_ids=[unit_space.pk], at=NOON)
    assert feed.item(person=sara, entry_id=done.entry_id).shown.details.context["post"] == done.post
    for person, entry_id in ((nima, done.entry_id), (sara, 999_999)):
        with pytest.raises(NotFound):
            feed.item(person=person, entry_id=entry_id)


def test_rebuild_equals_live_and_twice_equals_once(sara, reza, unit_space, world) -> None:
    for number in (3, 1, 2):
        _post(sara, unit_space, world.organisation, minutes=number)
        runner.settle()
    live = _rows()
    assert len(live) == 6
    projections.rebuild(projections.projection("social.feed"))
    assert _rows() == live
    names = ["social.PostPublished"]
    for until in (2, 1000):
        Feed().apply(facts_between(after=0, until=until, names=names))
        assert _rows() == live


def test_the_writer_pays_the_same_with_and_without_followers(sara, reza, nima, admin, world, django_assert_num_queries) -> None:
    def cost() -> None:
        with django_assert_num_queries(11):
            _post(sara, world.organisation)

    cost()
    for person in (reza, nima, admin):
        threads.follow(actor=person, target=Ref("person", sara.pk), at=NOON)
    cost()
    runner.settle()
    assert FeedItem.objects.count() == 2


def test_thirty_items_cost_as_much_as_three(sara, reza, unit_space, world, django_assert_num_queries) -> None:
    for number in range(30):
        post = _post(reza, world.organisation, unit_space, minutes=number)
        threads.comment(actor=sara, target=Ref("post", post), body="Hi", at=NOON)
        threads.react(actor=sara, target=Ref("post", post), kind="thanks", at=NOON)
    runner.settle()
    for limit in (3, 30):
        with django_assert_num_queries(9):
            items = feed.feed(person=sara, limit=limit).items
        assert [(item.tally.comment_count, item.tally.reaction_counts) for item in items] == [(1, {"thanks": 1})] * limit
