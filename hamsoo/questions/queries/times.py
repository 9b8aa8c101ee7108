"""How long requests took: the promise, measured by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.db.models import Min

from hamsoo.people.models import Person
from hamsoo.questions import rules
from hamsoo.questions.models import Request

FOUND_SECONDS, ACCEPTED_SECONDS = 600, 7_200
"""The promise: found in ten minutes, taken on within two working hours."""
LEAST = 5
"""Fewer requests say nothing about the next."""
_MOST = 500


@dataclass(frozen=True, slots=True)
class Course:
    """How a request went, in working seconds of who asked: until it was taken on, until it was answered, and how long it waited at all.

    None is what has not happened. `waited` ends when the request was taken on or closed, and else goes on.
    """

    request_id: int
    accepted: int | None
    answered: int | None
    waited: int


@dataclass(frozen=True, slots=True)
class Times:
    """What many requests show: medians of those that came so far, and the shares taken on in time (None: too few to say)."""

    count: int
    accepted: int | None
    answered: int | None
    share_found: float | None
    share_accepted: float | None

    @property
    def found_percent(self) -> int:
        """Return how far the line of `share_found` is drawn."""
        return round(100 * (self.share_found or 0))

    @property
    def accepted_percent(self) -> int:
        """Return how far the line of `share_accepted` is drawn."""
        return round(100 * (self.share_accepted or 0))


def courses(*, person: Person, since: datetime, at: datetime) -> list[Course]:
    """Return how the requests went that were sent `since` and that `person` is part of, the newest first, no more than five hundred."""
    rows = Request.objects.visible_to(person).filter(sent_at__gte=since, sent_at__lte=at).select_related("asker")
    rows = rows.annotate(accepted_at=Min("asks__accepted_at"), answered_at=Min("asks__answered_at"))
    return [_course(row, row.accepted_at, row.answered_at, at) for row in rows.order_by("-sent_at", "-pk")[:_MOST]]


def times(courses: Sequence[Course]) -> Times | None:
    """Return what `courses` show together; None while there are fewer than `LEAST`.

    Of a share are those that were taken on, or waited so long in vain: one that was sent a minute ago has not failed.
    """
    if len(courses) < LEAST:
        return None
    accepted = [course.accepted for course in courses if course.accepted is not None]
    answered = [course.answered for course in courses if course.answered is not None]
    return Times(
        len(courses),
        round(median(accepted)) if accepted else None,
        round(median(answered)) if answered else None,
        _share(courses, FOUND_SECONDS),
        _share(courses, ACCEPTED_SECONDS),
    )


def _course(request: Request, accepted_at: datetime | None, answered_at: datetime | None, at: datetime) -> Course:
    def working(until: datetime) -> int:
        return rules.calendar_of(request.asker).working_between(request.sent_at, until)

    return Course(
        request.pk,
        working(accepted_at) if accepted_at else None,
        working(answered_at) if answered_at else None,
        working(accepted_at or request.closed_at or at),
    )


def _share(courses: Sequence[Course], seconds: int) -> float | None:
    known = [course for course in courses if course.accepted is not None or course.waited >= seconds]
    kept = sum(course.accepted is not None and course.accepted <= seconds for course in known)
    return kept / len(known) if len(known) >= LEAST else None
