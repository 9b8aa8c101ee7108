"""Asking colleagues by a poll: making one, voting, closing it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel import live
from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from hamsoo.kernel.markdown import undirected
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM
from hamsoo.people.models import Person
from hamsoo.social import events, rules
from hamsoo.social.models import Poll, PollOption, Post, Vote
from hamsoo.spaces.queries import placed_in

MOST_OPTIONS = 10
LONGEST_OPTION = 120


class PollIsClosed(Conflict):
    """Votes do not count any more."""

    default = _("This poll is closed.")


@dataclass(frozen=True, slots=True)
class NewPoll:
    """What a post asks: at least two `options`, of which one can be chosen, or several when `is_multiple`."""

    options: tuple[str, ...]
    is_multiple: bool = False
    is_anonymous: bool = False
    closes_at: datetime | None = None


def checked_poll(asked: NewPoll, *, at: datetime) -> NewPoll:
    """Return the poll with its options as they are kept, or raise `Invalid`."""
    options = tuple(
        dict.fromkeys(" ".join(undirected(text.replace("\x00", "")).split()) for text in asked.options if text.strip("\x00 \t\r\n"))
    )
    if not 2 <= len(options) <= MOST_OPTIONS:
        raise Invalid(_("A poll has from two to %(limit)s different options.") % {"limit": MOST_OPTIONS}, field="option")
    if any(len(text) > LONGEST_OPTION for text in options):
        raise Invalid(_("An option has %(limit)s characters at most.") % {"limit": LONGEST_OPTION}, field="option")
    if asked.closes_at is not None and asked.closes_at <= at:
        raise Invalid(_("A poll closes later than now."), field="closes")
    return NewPoll(options, asked.is_multiple, asked.is_anonymous, asked.closes_at)


def add_poll(*, post: Post, asked: NewPoll) -> Poll:
    """Put a checked poll to a post that is being published; part of that action."""
    poll = Poll.objects.create(post=post, is_multiple=asked.is_multiple, is_anonymous=asked.is_anonymous, closes_at=asked.closes_at)
    PollOption.objects.bulk_create([PollOption(poll=poll, place=place, text=text) for place, text in enumerate(asked.options)])
    return poll


@transaction.atomic
def vote(*, actor: Person, post_id: int, option_ids: Iterable[int], at: datetime) -> Poll:
    """Vote for these options instead of those before; for none takes the vote back."""
    poll = _locked(actor, post_id)
    if not poll.is_open(at):
        raise PollIsClosed
    wanted = frozenset(option_ids)
    options = set(poll.options.values_list("pk", flat=True))
    if not wanted <= options:
        raise NotFound
    if len(wanted) > 1 and not poll.is_multiple:
        raise Invalid(_("Choose one option."), field="option")
    own = own_votes(poll=poll, person=actor)
    before = set(own.values_list("option_id", flat=True))
    if before == wanted:
        return poll
    own.exclude(option_id__in=wanted).delete()
    _cast(poll, actor, sorted(wanted - before))
    fact = events.PollVoted(post_id=post_id, option_ids=() if poll.is_anonymous else tuple(sorted(wanted)))
    record(fact, actor=SYSTEM if poll.is_anonymous else actor, objects=[("post", post_id, "post")], spaces=_places(post_id), at=at)
    live.publish(f"post:{post_id}", post_id)
    return poll


@transaction.atomic
def close_poll(*, actor: Person, post_id: int, at: datetime) -> Poll:
    """Let no more votes count: its author may, and who may take the post away."""
    poll = _locked(actor, post_id)
    places = _places(post_id)
    if not rules.can_remove(person=actor, post=poll.post, in_space_ids=places):
        raise NotAllowed
    if not poll.is_open(at):
        raise PollIsClosed
    poll.closes_at = at
    poll.save(update_fields=["closes_at"])
    record(events.PollClosed(post_id=post_id), actor=actor, objects=[("post", post_id, "post")], spaces=places, at=at)
    live.publish(f"post:{post_id}", post_id)
    return poll


def own_votes(*, poll: Poll, person: Person) -> "QuerySet[Vote]":
    """Return the rows of what `person` chose in `poll`."""
    rows = Vote.objects.filter(option__poll=poll)
    return rows.filter(mark=rules.mark_of(poll=poll, person=person)) if poll.is_anonymous else rows.filter(person=person)


def _cast(poll: Poll, actor: Person, option_ids: Iterable[int]) -> None:
    mark = rules.mark_of(poll=poll, person=actor) if poll.is_anonymous else ""
    person = None if poll.is_anonymous else actor
    Vote.objects.bulk_create([Vote(option_id=option_id, person=person, mark=mark) for option_id in option_ids])


def _locked(actor: Person, post_id: int) -> Poll:
    visible = Post.objects.visible_to(actor).filter(pk=post_id)
    found = Poll.objects.select_for_update(of=("self",)).select_related("post").filter(post__in=visible).first()
    if found is None:
        raise NotFound
    return found


def _places(post_id: int) -> frozenset[int]:
    return placed_in(type="post", object_id=post_id)
