"""Commenting and reacting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.spaces.actions import place
from hamsoo.threads import events, mentions, rules, targets
from hamsoo.threads.actions.attaching import attach
from hamsoo.threads.actions.naming import note_named
from hamsoo.threads.models import Attachment, Bookmark, Comment, Reaction


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as written, and whom it names in vain because they may not see what it is on."""

    comment: Comment
    unreached: tuple[Person, ...]


@transaction.atomic
def comment(
    *, actor: Person, target: Ref, body: str, at: datetime, parent_id: int | None = None, attachment_ids: Sequence[int] = ()
) -> Said:
    """Comment on a thing, or answer the comment `parent_id` on it. An answer to an answer joins the same thread."""
    thing = targets.get(person=actor, ref=target)
    rules.require_can_comment(person=actor, target=thing)
    body = mentions.settled(actor=actor, text=rules.checked_body(body))
    replied = _replied(actor, target, parent_id)
    reached = mentions.audience(text=body, space_ids_of_thing=thing.space_ids)
    thread_id = (replied.parent_id or replied.pk) if replied else None
    written = Comment.objects.create(target_type=target.type, target_id=target.id, parent_id=thread_id, author=actor, body=body, at=at)
    place(type="comment", object_id=written.pk, space_ids=thing.space_ids, at=at)
    if attachment_ids:
        attach(actor=actor, target=written.ref, attachment_ids=attachment_ids, at=at)
    fact = events.CommentAdded(
        comment_id=written.pk,
        target_type=target.type,
        target_id=target.id,
        owner_ids=thing.owner_ids,
        mentioned_ids=reached.told_ids,
        replied_id=replied.author_id if replied else None,
    )
    record(fact, actor=actor, objects=[*_objects(written, reached.told_ids), *mentions.objects(body)], spaces=thing.space_ids, at=at)
    return Said(written, reached.unreached)


def _replied(actor: Person, target: Ref, parent_id: int | None) -> Comment | None:
    if parent_id is None:
        return None
    found = Comment.objects.visible_to(actor).on(target).filter(pk=parent_id).first()
    if found is None:
        raise NotFound
    return found


def _objects(written: Comment, mentioned_ids: tuple[int, ...]) -> list[tuple[str, int, str]]:
    return [
        ("comment", written.pk, "comment"),
        (written.target_type, written.target_id, "target"),
        ("person", written.author_id, "author"),
        *(("person", person_id, "mentioned") for person_id in mentioned_ids),
    ]


def _locked(actor: Person, comment_id: int) -> tuple[Comment, targets.Target]:
    """Return the comment, locked, and what it is on; raise `NotFound` when the actor may see neither."""
    found = Comment.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=comment_id).first()
    if found is None:
        raise NotFound
    return found, targets.get(person=actor, ref=found.target)


@transaction.atomic
def edit_comment(*, actor: Person, comment_id: int, body: str, at: datetime, attachment_ids: Sequence[int] | None = None) -> Said:
    """Change the text of one's own comment, and its files unless None is given. Whom it names only now is told."""
    written, thing = _locked(actor, comment_id)
    rules.require_can_edit(person=actor, comment=written)
    body = mentions.settled(actor=actor, text=rules.checked_body(body))
    before, things = set(mentions.named_in(written.body)), mentions.newly(body, written.body)
    reached = mentions.audience(text=body, space_ids_of_thing=thing.space_ids)
    before_files = _files(written) if attachment_ids is not None else []
    if attachment_ids is not None:
        attach(actor=actor, target=written.ref, attachment_ids=attachment_ids, at=at)
    if body == written.body and (attachment_ids is None or before_files == _files(written)):
        return Said(written, reached.unreached)
    written.body, written.edited_at = body, at
    written.save(update_fields=["body", "edited_at"])
    newly = tuple(person_id for person_id in reached.told_ids if person_id not in before)
    fact = events.CommentEdited(comment_id=written.pk, target_type=written.target_type, target_id=written.target_id, mentioned_ids=newly)
    record(fact, actor=actor, objects=_objects(written, newly), spaces=thing.space_ids, at=at)
    note_named(actor=actor, target=written.ref, things=things, space_ids=thing.space_ids, at=at)
    return Said(written, reached.unreached)


def _files(written: Comment) -> list[int]:
    return list(Attachment.objects.on(written.ref).order_by("place", "pk").values_list("pk", flat=True))


@transaction.atomic
def remove_comment(*, actor: Person, comment_id: int, at: datetime) -> Comment:
    """Take a comment away: its text is gone for good, its place in the thread stays."""
    written, thing = _locked(actor, comment_id)
    rules.require_can_remove(person=actor, comment=written, target=thing)
    written.body, written.removed_at = "", at
    written.save(update_fields=["body", "removed_at"])
    _discard_files(actor, [written.pk], at)
    fact = events.CommentRemoved(comment_id=written.pk, target_type=written.target_type, target_id=written.target_id)
    record(fact, actor=actor, objects=_objects(written, ()), spaces=thing.space_ids, at=at)
    return written


@transaction.atomic
def close_comments(*, actor: Person, target: Ref, at: datetime) -> None:
    """Take away all comments on a thing that is being removed itself; called by the action that removes it."""
    ids = tuple(Comment.objects.on(target).standing().order_by("id").values_list("pk", flat=True))
    if not ids:
        return
    Comment.objects.filter(pk__in=ids).update(body="", removed_at=at)
    _discard_files(actor, ids, at)
    fact = events.CommentsClosed(target_type=target.type, target_id=target.id, comment_ids=ids)
    record(fact, actor=actor, objects=[(target.type, target.id, "target")], spaces=[], at=at)


def _discard_files(actor: Person, comment_ids: Sequence[int], at: datetime) -> None:
    with_files = Attachment.objects.filter(target_type="comment", target_id__in=comment_ids)
    for comment_id in sorted({one.target_id or 0 for one in with_files}):
        attach(actor=actor, target=Ref("comment", comment_id), attachment_ids=(), at=at)


@transaction.atomic
def react(*, actor: Person, target: Ref, kind: str, at: datetime) -> Reaction:
    """React to a thing; the same reaction twice is one."""
    thing = targets.get(person=actor, ref=target)
    given, is_new = Reaction.objects.get_or_create(
        target_type=target.type, target_id=target.id, person=actor, kind=rules.checked_kind(kind), defaults={"at": at}
    )
    if is_new:
        fact = events.ReactionGiven(target_type=target.type, target_id=target.id, kind=given.kind, owner_ids=thing.owner_ids)
        record(
            fact, actor=actor, objects=[(target.type, target.id, "target"), ("person", actor.pk, "giver")], spaces=thing.space_ids, at=at
        )
    return given


@transaction.atomic
def withdraw_reaction(*, actor: Person, target: Ref, kind: str, at: datetime) -> None:
    """Take a reaction back; without one there is nothing to do."""
    thing = targets.get(person=actor, ref=target)
    checked = rules.checked_kind(kind)
    gone, _rows = Reaction.objects.filter(target_type=target.type, target_id=target.id, person=actor, kind=checked).delete()
    if gone:
        fact = events.ReactionWithdrawn(target_type=target.type, target_id=target.id, kind=checked)
        record(
            fact, actor=actor, objects=[(target.type, target.id, "target"), ("person", actor.pk, "giver")], spaces=thing.space_ids, at=at
        )


@transaction.atomic
def drop_reactions(*, type: str, ids: Sequence[int]) -> None:
    """Remove what was said without words about things that are gone because their time is over; part of the action that removes them."""
    for rows in (Reaction.objects, Bookmark.objects):
        rows.filter(target_type=type, target_id__in=ids).delete()
