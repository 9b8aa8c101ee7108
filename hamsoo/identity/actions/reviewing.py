"""Answering what the review asks: one pair, or many at once; and taking the last answers back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from hamsoo.identity import rules
from hamsoo.identity.actions.deciding import decide, put_off, retract
from hamsoo.identity.models import Decision, ReviewPair
from hamsoo.ledger.actors import Acts

MOST_AT_ONCE = 200


class Answer(StrEnum):
    """What can be said of a pair."""

    SAME = "same"
    DIFFERENT = "different"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of answers: how many were kept, and how many were refused, as they contradict what was decided before."""

    done: int
    refused: int


def answer(*, actor: Acts, pairs: Sequence[ReviewPair], answer: Answer, at: datetime) -> Answered:
    """Give the same answer for up to `MOST_AT_ONCE` pairs, one after the other; what contradicts earlier decisions is left as it is.

    All of them have the same `at`, by which they are taken back together.
    """
    rules.require_reviews(actor)
    done = refused = 0
    for pair in pairs[:MOST_AT_ONCE]:
        try:
            if answer == Answer.LATER:
                put_off(actor=actor, a=pair.a, b=pair.b, at=at)
            else:
                decide(actor=actor, a=pair.a, b=pair.b, is_one=answer == Answer.SAME, at=at)
            done += 1
        except rules.Contradiction:
            refused += 1
    return Answered(done, refused)


@transaction.atomic
def take_back_all(*, actor: Acts, decisions: Sequence[Decision], at: datetime) -> None:
    """Take several decisions back, all or none."""
    for decision in decisions:
        retract(actor=actor, decision=decision, at=at)
