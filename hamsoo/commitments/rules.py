"""Who may say what about promises, and the named refusals."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy as _

from hamsoo.commitments.matrix import CODES, KINDS, LONGEST_KEY, PAIRS, Claim, Nature, key_of, pair
from hamsoo.commitments.models import Commitment, Conflict, Proposal
from hamsoo.commitments.models.promise import REASON_LENGTH, SUBJECT_LENGTH, TEXT_LENGTH
from hamsoo.commitments.models.voices import NOTE_LENGTH
from hamsoo.kernel import errors
from hamsoo.people.models import Person

__all__ = [
    "CODES",
    "KINDS",
    "LONGEST_KEY",
    "NOTE_LENGTH",
    "PAIRS",
    "REASON_LENGTH",
    "SUBJECT_LENGTH",
    "TEXT_LENGTH",
    "AlreadyDecided",
    "AlreadySettled",
    "Claim",
    "Contradicts",
    "Nature",
    "can_change_matrix",
    "can_decide",
    "can_settle",
    "key_of",
    "pair",
]


class AlreadySettled(errors.Conflict):
    """The promise does not stand any more."""

    default = _("This promise does not stand any more.")


class AlreadyDecided(errors.Conflict):
    """There is no conflict any more: it was decided, or one of the two was settled otherwise."""

    default = _("There is no conflict any more: it was decided, or one of the two promises does not stand.")


class Contradicts(errors.Conflict):
    """What is to be sent goes against what others promised; `draft` says what. Sent all the same by who has seen it and says why."""

    default = _("This goes against what others have promised this customer. Read what they promised first.")

    def __init__(self, draft: Any) -> None:
        self.draft = draft
        super().__init__(field="text")


def can_settle(person: Person, promise: Commitment | Proposal) -> bool:
    """Return whether `person` may say what became of a promise: who made it, their unit, and administrators."""
    return promise.person_id == person.pk or person.is_administrator or bool(person.unit_id and promise.unit_id == person.unit_id)


def can_decide(person: Person, conflict: Conflict, *, readable: Collection[int], serves: bool) -> bool:
    """Return whether `person` may decide which of two promises holds.

    They must read both, and be concerned: a unit that promised, the team of the customer, or an administrator.
    """
    if not {conflict.a_id, conflict.b_id} <= set(readable):
        return False
    return serves or can_settle(person, conflict.a) or can_settle(person, conflict.b)


def can_change_matrix(person: Person) -> bool:
    """Return whether `person` may change which claims exclude one another."""
    return person.is_administrator
