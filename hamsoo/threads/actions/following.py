"""Following things, colleagues and topics, and choosing what to hear of them and when."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.kernel.text import fold, query_groups
from hamsoo.ledger.actions import record
from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague
from hamsoo.threads import events, rules, targets
from hamsoo.threads.models import Follow, Topic

TOPIC_LONGEST = 80
MOST_WORDS = 8
"""Words of a topic; more of them would never stand in one text."""


@transaction.atomic
def follow(
    *,
    actor: Person,
    target: Ref,
    at: datetime,
    aspects: Sequence[str] | None = None,
    delivery: str = Follow.Delivery.NOW,
    is_named: bool = False,
) -> Follow:
    """Follow a thing or a colleague; twice is once. `aspects` None is everything that facts say of it."""
    rules.require_can_follow(person=actor, target=target)
    thing = targets.get(person=actor, ref=target)
    return _followed(actor, thing, at, rules.checked_aspects(target.type, aspects), rules.checked_delivery(delivery), is_named)


@transaction.atomic
def follow_topic(*, actor: Person, words: str, at: datetime) -> Follow:
    """Follow free words: be told of questions, answers and posts in which they all stand, in whatever form."""
    topic = topic_called(actor=actor, words=words, at=at)
    return _followed(actor, targets.Target(Ref("topic", topic.pk), (), topic.words, "", ()), at, None, Follow.Delivery.NOW, False)


@transaction.atomic
def topic_called(*, actor: Person, words: str, at: datetime) -> Topic:
    """Return the topic of free words: what is written from now on names it when they all stand there. Nobody follows it by that."""
    require_colleague(actor)
    written = " ".join(words.replace("\x00", " ").split())
    groups, key = query_groups(written), fold(written)
    if not groups or max(len(written), len(key)) > TOPIC_LONGEST or len(groups) > MOST_WORDS:
        raise Invalid(_("Name the topic in a few words."), field="words")
    terms = sorted({term for group in groups for term in group})
    return Topic.objects.get_or_create(key=key, defaults={"words": written, "groups": groups, "terms": terms, "at": at})[0]


def _followed(actor: Person, thing: targets.Target, at: datetime, aspects: tuple[str, ...] | None, delivery: str, is_named: bool) -> Follow:
    chosen = {"aspects": list(aspects) if aspects is not None else None, "delivery": delivery, "is_named": is_named, "at": at}
    found, is_new = Follow.objects.get_or_create(person=actor, target_type=thing.ref.type, target_id=thing.ref.id, defaults=chosen)
    if is_new:
        fact = events.Followed(target_type=thing.ref.type, target_id=thing.ref.id, aspects=aspects, delivery=delivery)
        _record(fact, actor, thing.ref, thing.space_ids, at)
    return found


@transaction.atomic
def choose(
    *,
    actor: Person,
    target: Ref,
    at: datetime,
    aspects: Sequence[str] | None = None,
    delivery: str | None = None,
    is_named: bool | None = None,
) -> Follow:
    """Change what is heard of what the actor follows; None leaves a choice as it is. Nothing is said when nothing changed.

    It works for things that the actor may not see any more, too; what is not followed is `NotFound`.
    """
    found = Follow.objects.visible_to(actor).of(target).select_for_update().first()
    if found is None:
        raise NotFound
    before = (found.aspects, found.delivery)
    if aspects is not None:
        found.aspects = list(rules.checked_aspects(target.type, aspects) or ())
    if delivery is not None:
        found.delivery = rules.checked_delivery(delivery)
    if is_named is not None:
        found.is_named = is_named
    found.save(update_fields=["aspects", "delivery", "is_named"])
    if (found.aspects, found.delivery) != before:
        heard = None if found.aspects is None else tuple(found.aspects)
        fact = events.FollowChosen(target_type=target.type, target_id=target.id, aspects=heard, delivery=found.delivery)
        _record(fact, actor, target, (), at)
    return found


@transaction.atomic
def unfollow(*, actor: Person, target: Ref, at: datetime) -> None:
    """Stop following; it works for things that the actor may not see any more, too."""
    gone, _rows = Follow.objects.visible_to(actor).of(target).delete()
    if gone:
        _record(events.Unfollowed(target_type=target.type, target_id=target.id), actor, target, (), at)


def _record(fact: Event, actor: Person, target: Ref, space_ids: Sequence[int], at: datetime) -> None:
    record(fact, actor=actor, objects=[(target.type, target.id, "target"), ("person", actor.pk, "follower")], spaces=space_ids, at=at)
