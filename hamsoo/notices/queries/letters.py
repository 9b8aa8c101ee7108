"""Letters that are owed, and what earlier ones told."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, Min, Q

from hamsoo.notices.models import Letter, MailRound
from hamsoo.notices.queries.inbox import kept_up_to
from hamsoo.people.models import Person

LONGEST_CALL = timedelta(minutes=5)
"""The mail server says something sooner, or nobody will ever know what it did with the mail."""


@dataclass(frozen=True, slots=True)
class ToldUntil:
    """The places in the log up to which digests have told a person of the daily and the weekly sort; None before the first that arrived.

    `begun_at` is when the first digest of all was planned, and the first that was weekly too.
    """

    daily: int | None
    weekly: int | None
    begun_at: datetime
    weekly_begun_at: datetime


def letter(*, pk: int) -> Letter | None:
    """Return the letter `pk` with its person, account and unit, for whoever sends it."""
    return Letter.objects.select_related("person__account", "person__unit").filter(pk=pk).first()


def told_until(*, owed: Letter) -> ToldUntil:
    """Return how far digests before `owed` told its person; one of which nobody knows whether it arrived does not count."""
    done = Q(state__in=[Letter.State.SENT, Letter.State.EMPTY])
    reached = Letter.objects.filter(person=owed.person_id, sort=Letter.Sort.DIGEST).aggregate(
        daily=Max("daily_until", filter=done),
        weekly=Max("weekly_until", filter=done),
        begun_at=Min("planned_at"),
        weekly_begun_at=Min("planned_at", filter=Q(is_weekly=True)),
    )
    begun_at = reached["begun_at"] or owed.planned_at
    return ToldUntil(reached["daily"], reached["weekly"], begun_at, reached["weekly_begun_at"] or owed.planned_at)


def waiting_notices(*, person_id: int) -> Letter | None:
    """Return the letter of notices that waits for `person_id`: there is one at most."""
    return Letter.objects.filter(person=person_id, sort=Letter.Sort.NOTICES, state=Letter.State.WAITING).first()


def last_mailed(*, person_id: int) -> int:
    """Return the place in the log up to which the last letter of notices told `person_id`, whether or not it arrived; 0 before any."""
    letters = Letter.objects.filter(person=person_id, sort=Letter.Sort.NOTICES, now_until__isnull=False).order_by("-pk")
    return letters.values_list("now_until", flat=True).first() or 0


def mailed_after(*, owed: Letter) -> int:
    """Return the place in the log from which a letter of notices tells: after what certainly arrived, and with what may not have."""
    after = owed.now_after or 0
    for earlier in Letter.objects.filter(person=owed.person_id, sort=Letter.Sort.NOTICES, pk__lt=owed.pk).order_by("-pk"):
        if earlier.state in (Letter.State.SENT, Letter.State.EMPTY):
            return max(after, earlier.now_until or 0)
        after = min(after, earlier.now_after or 0)
    return after


def is_too_early(*, owed: Letter, at: datetime) -> bool:
    """Return whether nobody can say yet what a letter of notices tells.

    So it is while the inboxes are filled anew, and while the mail server has the letter before it.
    """
    if owed.sort != Letter.Sort.NOTICES:
        return False
    looked_through = MailRound.objects.values_list("position", flat=True).first() or 0
    if kept_up_to() < looked_through:
        return True
    handed = Letter.objects.filter(person=owed.person_id, sort=Letter.Sort.NOTICES, state=Letter.State.HANDED, error="")
    return handed.filter(pk__lt=owed.pk, handed_at__gt=at - LONGEST_CALL).exists()


def reader_of_letter(*, person_id: int) -> Person | None:
    """Return the colleague to whom digests with this id in their links went, if they work here now."""
    return Person.objects.active().select_related("account", "unit").filter(pk=person_id).first()
