"""Letters that are owed, and what earlier ones told."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Min, Q

from hamsoo.notices.models import Letter
from hamsoo.people.models import Person


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
    reached = Letter.objects.filter(person=owed.person_id).aggregate(
        daily=Max("daily_until", filter=done),
        weekly=Max("weekly_until", filter=done),
        begun_at=Min("planned_at"),
        weekly_begun_at=Min("planned_at", filter=Q(is_weekly=True)),
    )
    begun_at = reached["begun_at"] or owed.planned_at
    return ToldUntil(reached["daily"], reached["weekly"], begun_at, reached["weekly_begun_at"] or owed.planned_at)


def reader_of_letter(*, person_id: int) -> Person | None:
    """Return the colleague to whom digests with this id in their links went, if they work here now."""
    return Person.objects.active().select_related("account", "unit").filter(pk=person_id).first()
