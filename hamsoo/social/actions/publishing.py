"""Publishing, changing and removing posts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.social import events, rules
from hamsoo.social.actions.polls import NewPoll, add_poll, checked_poll
from hamsoo.social.models import Poll, Post, PostVersion, Praise, Value
from hamsoo.spaces.actions import place
from hamsoo.spaces.queries import placed_in
from hamsoo.threads import mentions
from hamsoo.threads.actions import attach, close_comments, note_named, want_preview
from hamsoo.threads.queries import attachments_of, topics_in


@dataclass(frozen=True, slots=True)
class Published:
    """A post as written, the entry of its fact, and whom it names in vain because they may not see it."""

    post: Post
    entry_id: int
    unreached: tuple[Person, ...]


@transaction.atomic
def publish(
    *,
    actor: Person,
    body: str,
    space_ids: Iterable[int],
    at: datetime,
    kind: str = Post.Kind.POST,
    praised_ids: Iterable[int] = (),
    attachment_ids: Sequence[int] = (),
    value_id: int | None = None,
    poll: NewPoll | None = None,
) -> Published:
    """Publish a post in these spaces; `poll` is what it asks.

    A recognition names whom it is about, `praised_ids` or else the persons its text names, and with `value_id` what it shows.
    """
    body, checked = mentions.settled(actor=actor, text=rules.checked_body(body)), rules.checked_kind(kind)
    places = rules.require_can_publish(person=actor, in_space_ids=space_ids)
    if checked is Post.Kind.ANNOUNCEMENT and not rules.can_announce(person=actor, in_space_ids=places):
        raise NotAllowed(_("Announcements are made by those who lead a unit or manage the space."), field="kind")
    reached = mentions.audience(text=body, space_ids_of_thing=places)
    praised = _praised(actor, praised_ids, reached.told_ids) if checked is Post.Kind.RECOGNITION else ()
    asked = checked_poll(poll, at=at) if poll else None
    value = _value(value_id) if value_id and checked is Post.Kind.RECOGNITION else None
    post = Post.objects.create(author=actor, kind=checked, body=body, value=value, at=at)
    if asked:
        add_poll(post=post, asked=asked)
    Praise.objects.bulk_create([Praise(post=post, person_id=person_id) for person_id in praised])
    place(type="post", object_id=post.pk, space_ids=places, at=at)
    if attachment_ids:
        attach(actor=actor, target=post.ref, attachment_ids=attachment_ids, at=at)
    want_preview(text=body, at=at)
    objects: list[tuple[str, int, str] | Ref] = [*objects_of(post, reached.told_ids, praised), *mentions.objects(body), *topics_in(body)]
    entry_id = record(_fact(post, reached.told_ids, praised), actor=actor, objects=objects, spaces=places, at=at)
    return Published(post, entry_id, reached.unreached)


def _fact(post: Post, mentioned_ids: tuple[int, ...], praised_ids: tuple[int, ...]) -> Event:
    if post.kind == Post.Kind.RECOGNITION:
        return events.ColleagueRecognised(post_id=post.pk, mentioned_ids=mentioned_ids, praised_ids=praised_ids)
    cls = events.AnnouncementMade if post.kind == Post.Kind.ANNOUNCEMENT else events.PostPublished
    return cls(post_id=post.pk, mentioned_ids=mentioned_ids)


def _value(value_id: int) -> Value:
    found = Value.objects.filter(pk=value_id, retired_at=None).first()
    if found is None:
        raise Invalid(_("Choose one of the values."), field="value")
    return found


def _praised(actor: Person, praised_ids: Iterable[int], named_ids: tuple[int, ...]) -> tuple[int, ...]:
    wanted = list(dict.fromkeys(praised_ids)) or list(named_ids)
    known = set(Person.objects.visible_to(actor).active().exclude(pk=actor.pk).filter(pk__in=wanted).values_list("pk", flat=True))
    if not known:
        raise Invalid(_("Name with @ the colleague whom you want to recognise."), field="body")
    return tuple(person_id for person_id in wanted if person_id in known)


def objects_of(post: Post, mentioned_ids: tuple[int, ...], praised_ids: tuple[int, ...]) -> list[tuple[str, int, str]]:
    """Return what a fact about `post` is about."""
    return [
        ("post", post.pk, "post"),
        ("person", post.author_id, "author"),
        *(("person", person_id, "praised") for person_id in praised_ids),
        *(("person", person_id, "mentioned") for person_id in mentioned_ids if person_id not in praised_ids),
    ]


def _locked(actor: Person, post_id: int) -> tuple[Post, frozenset[int]]:
    found = Post.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=post_id).first()
    if found is None:
        raise NotFound
    return found, placed_in(type="post", object_id=found.pk)


@transaction.atomic
def edit(
    *, actor: Person, post_id: int, body: str, at: datetime, attachment_ids: Sequence[int] | None = None, title: str | None = None
) -> Published:
    """Change the text of one's own post, and its files and the title of an article unless None is given.

    Whom it names only now is told; `entry_id` is 0 when nothing changed.
    """
    post, places = _locked(actor, post_id)
    if not rules.can_edit(person=actor, post=post):
        raise NotAllowed
    body = mentions.settled(actor=actor, text=rules.checked_body(body))
    title = rules.checked_title(title) if title is not None and post.kind == Post.Kind.ARTICLE else post.title
    reached = mentions.audience(text=body, space_ids_of_thing=places)
    before_files = attachments_of([post.ref])
    if attachment_ids is not None:
        attach(actor=actor, target=post.ref, attachment_ids=attachment_ids, at=at)
    if (body, title) == (post.body, post.title) and attachments_of([post.ref]) == before_files:
        return Published(post, 0, reached.unreached)
    before, things = set(mentions.named_in(post.body)), mentions.newly(body, post.body)
    PostVersion.objects.create(post=post, body=post.body, at=post.edited_at or post.at)
    newly = tuple(person_id for person_id in reached.told_ids if person_id not in before)
    post.body, post.title, post.edited_at = body, title, at
    post.save(update_fields=["body", "title", "edited_at"])
    want_preview(text=body, at=at)
    fact = events.PostEdited(post_id=post.pk, mentioned_ids=newly)
    entry_id = record(fact, actor=actor, objects=objects_of(post, newly, ()), spaces=places, at=at)
    note_named(actor=actor, target=post.ref, things=things, space_ids=places, at=at)
    return Published(post, entry_id, reached.unreached)


@transaction.atomic
def remove(*, actor: Person, post_id: int, at: datetime) -> Post:
    """Take a post away, with the comments on it; it then stands nowhere, and its text is gone for good."""
    post, places = _locked(actor, post_id)
    if not rules.can_remove(person=actor, post=post, in_space_ids=places):
        raise NotAllowed
    post.body, post.title, post.series, post.removed_at = "", "", "", at
    post.save(update_fields=["body", "title", "series", "removed_at"])
    place(type="post", object_id=post.pk, space_ids=(), at=at)
    attach(actor=actor, target=post.ref, attachment_ids=(), at=at)
    for rows in (post.versions, post.pins, post.receipts):  # type: ignore[var-annotated]
        rows.all().delete()
    Poll.objects.filter(post=post).delete()
    record(events.PostRemoved(post_id=post.pk), actor=actor, objects=objects_of(post, (), ()), spaces=places, at=at)
    close_comments(actor=actor, target=post.ref, at=at)
    return post
