"""Announcements: saying that one has read them, and reminding who has not."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel import live
from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from hamsoo.ledger.actions import record
from hamsoo.people.models import Person
from hamsoo.social import events, queries, rules
from hamsoo.social.models import Post, Receipt
from hamsoo.spaces.queries import placed_in

REMIND_AGAIN = timedelta(hours=24)
MOST_REMINDED = 5_000


class RemindedLately(Conflict):
    """They were reminded less than a day ago."""

    default = _("They were reminded less than a day ago. Leave them some time.")


@transaction.atomic
def acknowledge(*, actor: Person, post_id: int, at: datetime) -> Post:
    """Say that the actor has read an announcement; twice is once."""
    post = _announcement(actor, post_id)
    _receipt, is_new = Receipt.objects.get_or_create(post=post, person=actor, defaults={"at": at})
    if is_new:
        objects = [("post", post.pk, "post"), ("person", actor.pk, "reader")]
        record(events.AnnouncementRead(post_id=post.pk), actor=actor, objects=objects, spaces=[], at=at)
        live.publish(f"post:{post.pk}", post.pk)
    return post


@transaction.atomic
def remind(*, actor: Person, post_id: int, at: datetime) -> int:
    """Ask everybody to read an announcement who has not said so; at most once a day. Return how many were asked."""
    post = _announcement(actor, post_id, lock=True)
    places = placed_in(type="post", object_id=post.pk)
    if not rules.can_see_receipts(person=actor, post=post, in_space_ids=places):
        raise NotAllowed
    if post.reminded_at is not None and at < post.reminded_at + REMIND_AGAIN:
        raise RemindedLately
    unread = queries.audience(space_ids=places).exclude(receipts__post=post).exclude(pk__in=[actor.pk, post.author_id])
    person_ids = tuple(unread.order_by("pk").values_list("pk", flat=True)[:MOST_REMINDED])
    if not person_ids:
        raise Invalid(_("Everybody has read it."))
    post.reminded_at = at
    post.save(update_fields=["reminded_at"])
    fact = events.AnnouncementReminded(post_id=post.pk, person_ids=person_ids)
    record(fact, actor=actor, objects=[("post", post.pk, "post")], spaces=places, at=at)
    return len(person_ids)


def _announcement(actor: Person, post_id: int, *, lock: bool = False) -> Post:
    rows = Post.objects.visible_to(actor).filter(pk=post_id, kind=Post.Kind.ANNOUNCEMENT)
    found = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if found is None:
        raise NotFound
    return found
