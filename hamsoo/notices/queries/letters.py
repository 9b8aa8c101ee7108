"""Letters that are owed, and what earlier ones told."""

from dataclasses import dataclass

from django.db.models import Max

from hamsoo.notices.models import Letter
from hamsoo.people.models import Person


@dataclass(frozen=True, slots=True)
class ToldUntil:
    """The places in the log up to which digests have told a person of the daily and the weekly sort; None before the first."""

    daily: int | None
    weekly: int | None


def letter(*, pk: int) -> Letter | None:
    """Return the letter `pk` with its person, account and unit, for whoever sends it."""
    return Letter.objects.select_related("person__account", "person__unit").filter(pk=pk).first()


def told_until(*, person: Person) -> ToldUntil:
    """Return how far earlier digests told; one of which nobody knows whether it arrived does not count."""
    done = Letter.objects.filter(person=person, state__in=[Letter.State.SENT, Letter.State.EMPTY])
    reached = done.aggregate(daily=Max("daily_until"), weekly=Max("weekly_until"))
    return ToldUntil(reached["daily"], reached["weekly"])


def reader_of_letter(*, person_id: int) -> Person | None:
    """Return the colleague to whom digests with this id in their links went, if they work here now."""
    return Person.objects.active().select_related("account", "unit").filter(pk=person_id).first()
