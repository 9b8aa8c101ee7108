"""Comments: done; refused and nothing changed; told."""

from datetime import timedelta

import pytest

from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.models import Entry
from hamsoo.ledger.traits import Ref, Told
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Level
from hamsoo.threads import actions, queries, rules
from hamsoo.threads.models import Comment
from hamsoo.threads.tests.things import unit_space, write_note
from tests.world import NOON

__all__ = ["unit_space"]

LATER = NOON + timedelta(minutes=5)


def _told(name: str) -> list[Told]:
    entry = Entry.objects.filter(name=f"threads.{name}").latest("id")
    return list(facts_by_id([entry.pk])[entry.pk].event.told())  # type: ignore[attr-defined]


def test_a_comment_stands_where_its_thing_stands_and_tells_the_owner(sara, reza, nima, unit_space) -> None:
    note = write_note(sara, unit_space)
    said = actions.comment(actor=reza, target=note.ref, body="  Since when?  ", at=NOON)
    assert (said.comment.body, said.comment.author, said.unreached) == ("Since when?", reza, ())
    assert list(Comment.objects.visible_to(sara)) == [said.comment]
    assert list(Comment.objects.visible_to(nima)) == []
    assert _told("CommentAdded") == [Told(sara.pk, "comment")]
    fact = facts_by_id([Entry.objects.latest("id").pk]).popitem()[1]
    assert fact.space_ids == (unit_space.pk,)
    assert fact.objects == (("comment", said.comment.pk, "comment"), ("note", note.pk, "target"), ("person", reza.pk, "author"))


def test_strangers_cannot_comment_and_learn_nothing(sara, nima, unit_space) -> None:
    note = write_note(sara, unit_space)
    entries = Entry.objects.count()
    for target in (note.ref, Ref("note", 999_999), Ref("nothing", 1)):
        with pytest.raises(NotFound):
            actions.comment(actor=nima, target=target, body="Hello", at=NOON)
    assert (Comment.objects.count(), Entry.objects.count()) == (0, entries)


def test_readers_without_the_right_to_write_are_refused(sara, nima, unit_space) -> None:
    note = write_note(sara, unit_space)
    spaces.grant(space=unit_space, principal=("person", nima.pk), level=Level.READ)
    with pytest.raises(NotAllowed):
        actions.comment(actor=nima, target=note.ref, body="Hello", at=NOON)
    assert Comment.objects.count() == 0


@pytest.mark.parametrize("body", ["", "  \n ", "\x00", "x" * 10_001])
def test_empty_and_endless_comments_are_refused(sara, world, body) -> None:
    note = write_note(sara, world.organisation)
    with pytest.raises(Invalid) as refusal:
        actions.comment(actor=sara, target=note.ref, body=body, at=NOON)
    assert refusal.value.field == "body"
    assert Comment.objects.count() == 0


def test_a_comment_on_a_comment_is_a_reply_instead(sara, world) -> None:
    note = write_note(sara, world.organisation)
    first = actions.comment(actor=sara, target=note.ref, body="One", at=NOON).comment
    with pytest.raises(NotAllowed):
        actions.comment(actor=sara, target=first.ref, body="Two", at=NOON)


def test_a_reply_tells_whom_it_answers_and_joins_the_thread(sara, reza, nima, world) -> None:
    note = write_note(sara, world.organisation)
    first = actions.comment(actor=reza, target=note.ref, body="One", at=NOON).comment
    second = actions.comment(actor=nima, target=note.ref, body="Two", at=LATER, parent_id=first.pk).comment
    assert _told("CommentAdded") == [Told(sara.pk, "comment"), Told(reza.pk, "reply")]
    third = actions.comment(actor=reza, target=note.ref, body="Three", at=LATER, parent_id=second.pk).comment
    assert (second.parent, third.parent) == (first, first)
    assert _told("CommentAdded") == [Told(sara.pk, "comment"), Told(nima.pk, "reply")]
    (thread,) = queries.threads(person=sara, target=note.ref).items
    assert (thread.comment, thread.replies) == (first, [second, third])


def test_a_reply_to_a_comment_elsewhere_is_refused(sara, world) -> None:
    here, there = write_note(sara, world.organisation), write_note(sara, world.organisation)
    first = actions.comment(actor=sara, target=there.ref, body="One", at=NOON).comment
    with pytest.raises(NotFound):
        actions.comment(actor=sara, target=here.ref, body="Two", at=NOON, parent_id=first.pk)
    assert Comment.objects.count() == 1


def test_mentions_tell_those_who_may_see_it_and_name_the_others_to_the_writer(sara, reza, nima, unit_space) -> None:
    note = write_note(sara, unit_space)
    body = f"@[Reza](person:{reza.pk}) @[Nima](person:{nima.pk}) @[Nobody](person:999999) @[Reza](person:{reza.pk})"
    said = actions.comment(actor=sara, target=note.ref, body=body, at=NOON)
    assert said.unreached == (nima,)
    assert _told("CommentAdded") == [Told(sara.pk, "comment"), Told(reza.pk, "mention")]


def test_an_edit_tells_only_who_is_newly_named(sara, reza, admin, world) -> None:
    note = write_note(sara, world.organisation)
    written = actions.comment(actor=sara, target=note.ref, body=f"@[Reza](person:{reza.pk})", at=NOON).comment
    body = f"@[Reza](person:{reza.pk}) and @[Admin](person:{admin.pk})"
    edited = actions.edit_comment(actor=sara, comment_id=written.pk, body=body, at=LATER).comment
    assert (edited.body, edited.edited_at) == (body, LATER)
    assert _told("CommentEdited") == [Told(admin.pk, "mention")]


def test_an_edit_that_changes_nothing_states_nothing(sara, world) -> None:
    note = write_note(sara, world.organisation)
    written = actions.comment(actor=sara, target=note.ref, body="One", at=NOON).comment
    entries = Entry.objects.count()
    assert actions.edit_comment(actor=sara, comment_id=written.pk, body="One", at=LATER).comment.edited_at is None
    assert Entry.objects.count() == entries


def test_only_the_author_edits_and_strangers_find_nothing(sara, reza, nima, unit_space) -> None:
    note = write_note(sara, unit_space)
    written = actions.comment(actor=sara, target=note.ref, body="One", at=NOON).comment
    with pytest.raises(NotAllowed):
        actions.edit_comment(actor=reza, comment_id=written.pk, body="Two", at=LATER)
    with pytest.raises(NotFound):
        actions.edit_comment(actor=nima, comment_id=written.pk, body="Two", at=LATER)
    written.refresh_from_db()
    assert (written.body, written.edited_at) == ("One", None)


def test_a_removed_comment_loses_its_text_and_keeps_its_replies(sara, reza, admin, world) -> None:
    note = write_note(sara, world.organisation)
    first = actions.comment(actor=sara, target=note.ref, body="One", at=NOON).comment
    reply = actions.comment(actor=reza, target=note.ref, body="Two", at=LATER, parent_id=first.pk).comment
    actions.remove_comment(actor=sara, comment_id=first.pk, at=LATER)
    first.refresh_from_db()
    assert (first.body, first.removed_at) == ("", LATER)
    (thread,) = queries.threads(person=reza, target=note.ref).items
    assert (thread.comment, thread.replies) == (first, [reply])
    actions.remove_comment(actor=admin, comment_id=reply.pk, at=LATER)
    assert queries.threads(person=reza, target=note.ref).items == []
    with pytest.raises(rules.CommentGone):
        actions.edit_comment(actor=sara, comment_id=first.pk, body="Again", at=LATER)
    with pytest.raises(rules.CommentGone):
        actions.remove_comment(actor=sara, comment_id=first.pk, at=LATER)


def test_others_cannot_remove_a_comment_unless_they_keep_order_there(sara, reza, nima, unit_space) -> None:
    note = write_note(sara, unit_space)
    written = actions.comment(actor=sara, target=note.ref, body="One", at=NOON).comment
    with pytest.raises(NotAllowed):
        actions.remove_comment(actor=reza, comment_id=written.pk, at=LATER)
    with pytest.raises(NotFound):
        actions.remove_comment(actor=nima, comment_id=written.pk, at=LATER)
    spaces.grant(space=unit_space, principal=("person", reza.pk), level=Level.MANAGE)
    assert actions.remove_comment(actor=reza, comment_id=written.pk, at=LATER).removed_at == LATER


def test_closing_takes_all_comments_with_their_thing(sara, reza, world) -> None:
    note = write_note(sara, world.organisation)
    ids = tuple(actions.comment(actor=reza, target=note.ref, body=str(number), at=NOON).comment.pk for number in range(3))
    actions.close_comments(actor=sara, target=note.ref, at=LATER)
    assert not Comment.objects.standing().exists()
    assert set(Comment.objects.values_list("body", flat=True)) == {""}
    fact = facts_by_id([Entry.objects.latest("id").pk]).popitem()[1]
    assert fact.event.rereads() == [Ref("comment", pk) for pk in ids]  # type: ignore[attr-defined]


def test_threads_are_paged_from_the_newest(sara, world, django_assert_num_queries) -> None:
    note = write_note(sara, world.organisation)
    made = [actions.comment(actor=sara, target=note.ref, body=str(n), at=NOON + timedelta(minutes=n)).comment for n in range(5)]
    page = queries.threads(person=sara, target=note.ref, limit=2)
    assert ([item.comment for item in page.items], page.earlier) == (made[3:], made[3].pk)
    page = queries.threads(person=sara, target=note.ref, before=page.earlier, limit=3)
    assert ([item.comment for item in page.items], page.earlier) == (made[:3], None)
    with django_assert_num_queries(3):
        queries.threads(person=sara, target=note.ref)
