"""What the finder does by itself."""

from datetime import datetime

from django.core.cache import caches
from django.db import transaction

from hamsoo.finder.events import RankingLearned
from hamsoo.finder.learning import KEY, Lesson, lesson
from hamsoo.finder.models import LearnedWeights
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM


def learn(*, at: datetime) -> Lesson | None:
    """Learn from the newest answered questions how experts are ranked, and rank so from now on, if that ranks better than the default.

    Return what was learned; None while there are too few questions to judge by.
    """
    taught = lesson()
    if taught is None or not taught.is_better:
        return taught
    with transaction.atomic():
        LearnedWeights.objects.create(
            at=at,
            values=list(taught.weights.values),
            example_count=taught.example_count,
            default_precision=taught.default_precision,
            precision=taught.precision,
        )
        event = RankingLearned(example_count=taught.example_count, default_precision=taught.default_precision, precision=taught.precision)
        record(event, actor=SYSTEM, objects=[], spaces=[], at=at)
    caches["process"].delete(KEY)
    return taught
