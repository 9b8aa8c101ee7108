"""How somebody stands as one who answers: how soon, how much in a season, thanked by whom."""

from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.db.models import Count, Q

from hamsoo.kernel.dates import coarse_seconds
from hamsoo.people.models import Person
from hamsoo.questions.models import Answer, Thanks

LEAST_ANSWERS = 3
"""Fewer say nothing about how soon the next comes."""
_LATELY = 100


@dataclass(frozen=True, slots=True)
class Standing:
    """What `answered` and `accepted` count since a day, and the newest thanks of all times."""

    answered: int
    accepted: int
    thanks: list[Thanks]

    @property
    def accepted_share(self) -> float:
        """Return the part of the answers that settled their question, from 0 to 1."""
        return self.accepted / self.answered if self.answered else 0.0


def standing(*, person: Person, author: Person, since: datetime) -> Standing:
    """Return how `author` stands by what `person` may read of theirs."""
    answers = Answer.objects.visible_to(person).filter(author=author)
    counts = answers.filter(at__gte=since).aggregate(answered=Count("pk"), accepted=Count("pk", filter=Q(acceptance__isnull=False)))
    thanks = Thanks.objects.filter(answer__in=answers.values("pk")).select_related("by__unit", "answer__question")
    return Standing(counts["answered"], counts["accepted"], list(thanks.order_by("-at", "-pk")[:2]))


def usual_answer_seconds(*, person: Person, author: Person) -> int | None:
    """Return how long others wait for an answer of `author`, as people speak of it: the median of the newest that `person` may read.

    None while there are fewer than `LEAST_ANSWERS`.
    """
    rows = Answer.objects.visible_to(person).filter(author=author).exclude(question__author=author).order_by("-at", "-pk")
    waits = [(answered - asked).total_seconds() for answered, asked in rows.values_list("at", "question__asked_at")[:_LATELY]]
    return coarse_seconds(round(median(waits))) if len(waits) >= LEAST_ANSWERS else None
