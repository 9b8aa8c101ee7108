"""Seeing a letter out. Each step commits by itself, so that whatever dies in between leaves a state that says what is known."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from hamsoo.notices.models import Letter


@transaction.atomic
def hand_letter(*, owed: Letter, reached: Mapping[str, int | None], at: datetime) -> bool:
    """Take a waiting letter to the mail server; return False when somebody else has. Committed before a word is said to the server.

    `reached` are the places in the log up to which it tells, by the field that keeps them.
    """
    waiting = Letter.objects.filter(pk=owed.pk, state=Letter.State.WAITING)
    return bool(
        waiting.update(
            state=Letter.State.HANDED,
            handed_at=at,
            **reached,
            attempt_count=F("attempt_count") + 1,
        )
    )


@transaction.atomic
def confirm_letter(*, owed: Letter, at: datetime) -> None:
    """Note that the server took the letter."""
    Letter.objects.filter(pk=owed.pk, state=Letter.State.HANDED).update(state=Letter.State.SENT, sent_at=at, error="")


@transaction.atomic
def put_back_letter(*, owed: Letter, error: str) -> None:
    """Let a letter wait that the server certainly did not take."""
    states = [Letter.State.HANDED, Letter.State.WAITING]
    Letter.objects.filter(pk=owed.pk, state__in=states).update(state=Letter.State.WAITING, error=error[-2000:])


@transaction.atomic
def doubt_letter(*, owed: Letter, error: str) -> None:
    """Note why nobody knows whether the server took a letter; it stays handed and is not sent again."""
    Letter.objects.filter(pk=owed.pk, state=Letter.State.HANDED).update(error=error[-2000:])


@transaction.atomic
def refuse_letter(*, owed: Letter, error: str) -> None:
    """Give up a letter that the server will never take."""
    states = [Letter.State.HANDED, Letter.State.WAITING]
    Letter.objects.filter(pk=owed.pk, state__in=states).update(state=Letter.State.REFUSED, error=error[-2000:])


@transaction.atomic
def leave_out_letter(*, owed: Letter, reached: Mapping[str, int | None], at: datetime) -> None:
    """Note that there was nothing to say: no mail, and the next letter begins here."""
    waiting = Letter.objects.filter(pk=owed.pk, state=Letter.State.WAITING)
    waiting.update(state=Letter.State.EMPTY, handed_at=at, **reached)
