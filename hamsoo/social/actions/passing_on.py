"""Passing posts on: sharing into another place, pinning on top of one."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict, NotAllowed, NotFound
from hamsoo.ledger.actions import record
from hamsoo.people.models import Person
from hamsoo.social import events, rules
from hamsoo.social.actions.publishing import Published, objects_of
from hamsoo.social.models import Pin, Post
from hamsoo.spaces.actions import place
from hamsoo.spaces.queries import placed_in, space_ids
from hamsoo.threads import mentions

MOST_PINS = 3


@transaction.atomic
def share(*, actor: Person, post_id: int, space_ids: Iterable[int], at: datetime, body: str = "") -> Published:
    """Publish a post that refers to another one. It opens nothing: who may not see that one sees only that there was one.

    What shares is not shared itself: the reference goes to what it refers to.
    """
    shared = _visible(actor, post_id)
    shared = _visible(actor, shared.shared_id) if shared.shared_id else shared
    text = mentions.settled(actor=actor, text=rules.checked_body(body)) if body.strip("\x00 \t\r\n") else ""
    places = rules.require_can_publish(person=actor, in_space_ids=space_ids)
    reached = mentions.audience(text=text, space_ids_of_thing=places)
    post = Post.objects.create(author=actor, kind=Post.Kind.POST, body=text, shared=shared, at=at)
    place(type="post", object_id=post.pk, space_ids=places, at=at)
    fact = events.PostShared(post_id=post.pk, shared_id=shared.pk, author_id=shared.author_id, mentioned_ids=reached.told_ids)
    objects = [*objects_of(post, reached.told_ids, ()), ("post", shared.pk, "shared"), *mentions.objects(text)]
    entry_id = record(fact, actor=actor, objects=objects, spaces=places, at=at)
    return Published(post, entry_id, reached.unreached)


@transaction.atomic
def pin(*, actor: Person, post_id: int, space_id: int, at: datetime) -> Pin:
    """Put a post on top of a space that it stands in; who looks after the space may. Twice is once."""
    post, here = _pinnable(actor, post_id, space_id), Pin.objects.filter(space_id=space_id).select_for_update()
    if (found := here.filter(post=post).first()) is not None:
        return found
    if here.count() >= MOST_PINS:
        raise Conflict(_("%(limit)s posts are pinned here already. Unpin one first.") % {"limit": MOST_PINS})
    made = Pin.objects.create(space_id=space_id, post=post, by=actor, at=at)
    fact = events.PostPinned(post_id=post.pk, space_id=space_id)
    record(fact, actor=actor, objects=[("post", post.pk, "post")], spaces=[space_id], at=at)
    return made


@transaction.atomic
def unpin(*, actor: Person, post_id: int, space_id: int, at: datetime) -> None:
    """Take a post down from the top of a space; without a pin there is nothing to do."""
    post = _pinnable(actor, post_id, space_id)
    gone, _rows = Pin.objects.filter(space_id=space_id, post=post).delete()
    if gone:
        fact = events.PostUnpinned(post_id=post.pk, space_id=space_id)
        record(fact, actor=actor, objects=[("post", post.pk, "post")], spaces=[space_id], at=at)


def _pinnable(actor: Person, post_id: int, space_id: int) -> Post:
    post = _visible(actor, post_id)
    if space_id not in placed_in(type="post", object_id=post.pk) or space_id not in space_ids(person=actor):
        raise NotFound
    if not rules.can_pin(person=actor, space_id=space_id):
        raise NotAllowed(_("Who looks after this place pins here."))
    return post


def _visible(actor: Person, post_id: int) -> Post:
    found = Post.objects.visible_to(actor).filter(pk=post_id).first()
    if found is None:
        raise NotFound
    return found
