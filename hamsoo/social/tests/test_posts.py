"""Posts: done; refused and nothing changed; told."""

from datetime import timedelta

import pytest

from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.ledger.events import Event
from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.models import Entry
from hamsoo.ledger.traits import Ref, Told
from hamsoo.social import actions, events, queries
from hamsoo.social.models import Post
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Level, Space
from hamsoo.threads import actions as threads
from hamsoo.threads.models import Comment
from tests.world import NOON

LATER = NOON + timedelta(minutes=5)


@pytest.fixture
def unit_space(world) -> Space:
    return Space.objects.get(subject_type="unit", subject_id=world.service.pk)


def _fact(entry_id: int) -> Event:
    return facts_by_id([entry_id])[entry_id].event


def test_a_post_stands_where_it_is_published(sara, reza, nima, unit_space) -> None:
    done = actions.publish(actor=sara, body=" Hello ", space_ids=[unit_space.pk], at=NOON)
    assert (done.post.body, done.post.kind, done.unreached) == ("Hello", "post", ())
    assert _fact(done.entry_id) == events.PostPublished(post_id=done.post.pk)
    assert facts_by_id([done.entry_id])[done.entry_id].space_ids == (unit_space.pk,)
    assert queries.post(person=reza, post_id=done.post.pk) == done.post
    with pytest.raises(NotFound):
        queries.post(person=nima, post_id=done.post.pk)


def test_nobody_publishes_where_they_may_not_write(sara, nima, unit_space, world) -> None:
    with pytest.raises(NotAllowed):
        actions.publish(actor=nima, body="Hello", space_ids=[world.organisation.pk, unit_space.pk], at=NOON)
    with pytest.raises(NotAllowed):
        actions.publish(actor=sara, body="Hello", space_ids=[999_999], at=NOON)
    with pytest.raises(Invalid):
        actions.publish(actor=sara, body="Hello", space_ids=[], at=NOON)
    assert (Post.objects.count(), Entry.objects.filter(name__startswith="social.").count()) == (0, 0)


@pytest.mark.parametrize(("field", "value"), [("body", " "), ("body", "x" * 40_001), ("kind", "poll")])
def test_wrong_input_is_refused_at_its_field(sara, world, field, value) -> None:
    with pytest.raises(Invalid) as refusal:
        actions.publish(**{"actor": sara, "body": "Hello", "space_ids": [world.organisation.pk], "at": NOON, field: value})
    assert (refusal.value.field, Post.objects.count()) == (field, 0)


def test_mentions_tell_and_name_whom_they_do_not_reach(sara, reza, nima, unit_space) -> None:
    body = f"@[Reza](person:{reza.pk}) @[Nima](person:{nima.pk})"
    done = actions.publish(actor=sara, body=body, space_ids=[unit_space.pk], at=NOON)
    assert done.unreached == (nima,)
    assert _fact(done.entry_id).told() == [Told(reza.pk, "mention")]


def test_a_recognition_tells_those_it_is_about(sara, reza, nima, world) -> None:
    everyone = [world.organisation.pk]
    body = f"Well done @[Reza](person:{reza.pk})!"
    by_text = actions.publish(actor=sara, kind="recognition", body=body, space_ids=everyone, at=NOON)
    assert _fact(by_text.entry_id).told() == [Told(reza.pk, "praise")]
    by_choice = actions.publish(actor=sara, kind="recognition", body=body, space_ids=everyone, praised_ids=[nima.pk, sara.pk], at=NOON)
    assert _fact(by_choice.entry_id).told() == [Told(reza.pk, "mention"), Told(nima.pk, "praise")]
    with pytest.raises(Invalid):
        actions.publish(actor=sara, kind="recognition", body="Well done me", space_ids=everyone, praised_ids=[sara.pk], at=NOON)
    assert Post.objects.count() == 2


def test_only_those_who_lead_announce(sara, reza, admin, world) -> None:
    everyone = [world.organisation.pk]
    with pytest.raises(NotAllowed) as refusal:
        actions.publish(actor=sara, kind="announcement", body="Hear", space_ids=everyone, at=NOON)
    assert (refusal.value.field, Post.objects.count()) == ("kind", 0)
    world.service.head = reza
    world.service.save()
    for person in (reza, admin):
        done = actions.publish(actor=person, kind="announcement", body="Hear", space_ids=everyone, at=NOON)
        assert _fact(done.entry_id) == events.AnnouncementMade(post_id=done.post.pk)


def test_an_edit_tells_only_who_is_newly_named(sara, reza, nima, world) -> None:
    post = actions.publish(actor=sara, body=f"@[Reza](person:{reza.pk})", space_ids=[world.organisation.pk], at=NOON).post
    body = f"@[Reza](person:{reza.pk}) @[Nima](person:{nima.pk})"
    done = actions.edit(actor=sara, post_id=post.pk, body=body, at=LATER)
    assert (done.post.body, done.post.edited_at) == (body, LATER)
    assert _fact(done.entry_id).told() == [Told(nima.pk, "mention")]
    assert actions.edit(actor=sara, post_id=post.pk, body=body, at=LATER).entry_id == 0


def test_only_the_author_edits_and_strangers_find_nothing(sara, reza, nima, unit_space) -> None:
    post = actions.publish(actor=sara, body="Hello", space_ids=[unit_space.pk], at=NOON).post
    with pytest.raises(NotAllowed):
        actions.edit(actor=reza, post_id=post.pk, body="Mine", at=LATER)
    with pytest.raises(NotFound):
        actions.edit(actor=nima, post_id=post.pk, body="Mine", at=LATER)
    post.refresh_from_db()
    assert (post.body, post.edited_at) == ("Hello", None)


def test_a_removed_post_is_gone_for_everybody_with_its_comments(sara, reza, world) -> None:
    post = actions.publish(actor=sara, body="Hello", space_ids=[world.organisation.pk], at=NOON).post
    threads.comment(actor=reza, target=post.ref, body="Hi", at=NOON)
    with pytest.raises(NotAllowed):
        actions.remove(actor=reza, post_id=post.pk, at=LATER)
    actions.remove(actor=sara, post_id=post.pk, at=LATER)
    for person in (sara, reza):
        with pytest.raises(NotFound):
            queries.post(person=person, post_id=post.pk)
    assert list(Comment.objects.values_list("body", flat=True)) == [""]
    assert Post.objects.get().body == ""
    names = list(Entry.objects.order_by("id").values_list("name", flat=True))[-2:]
    assert names == ["social.PostRemoved", "threads.CommentsClosed"]


def test_who_manages_the_space_or_the_system_removes_too(sara, reza, admin, nima, unit_space) -> None:
    first, second = (actions.publish(actor=sara, body="Hello", space_ids=[unit_space.pk], at=NOON).post for _number in range(2))
    with pytest.raises(NotFound):
        actions.remove(actor=nima, post_id=first.pk, at=LATER)
    spaces.grant(space=unit_space, principal=("person", reza.pk), level=Level.MANAGE)
    assert actions.remove(actor=reza, post_id=first.pk, at=LATER).removed_at == LATER
    assert actions.remove(actor=admin, post_id=second.pk, at=LATER).removed_at == LATER


def test_a_post_can_be_commented_on_by_those_who_see_it(sara, reza, nima, unit_space) -> None:
    post = actions.publish(actor=sara, body="Hello", space_ids=[unit_space.pk], at=NOON).post
    threads.comment(actor=reza, target=post.ref, body="Hi", at=NOON)
    with pytest.raises(NotFound):
        threads.comment(actor=nima, target=post.ref, body="Hi", at=NOON)
    with pytest.raises(NotFound):
        threads.react(actor=nima, target=Ref("post", post.pk), kind="like", at=NOON)
