"""Pushes: who is owed one. As mails at once, but never later: in quiet hours and on free days nothing is pushed, and nothing waits."""

from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app as jobs

from hamsoo.notices import queries
from hamsoo.notices.models import PushRound
from hamsoo.people.models import Person

_STEP = 1000


@transaction.atomic
def owe_pushes(*, at: datetime) -> int:
    """Look through what came into inboxes since the last round, one step; return how far, 0 at the end or when another is at it.

    The job that sends exists exactly when this round has ended: both are rows of this transaction. What it sends it asks for then.
    """
    PushRound.objects.get_or_create(pk=1, defaults={"position": queries.kept_up_to()})
    push_round = PushRound.objects.select_for_update(skip_locked=True).filter(pk=1).first()
    if push_round is None:
        return 0
    after, until = push_round.position, min(push_round.position + _STEP, queries.kept_up_to())
    if until <= after:
        return 0
    ids = queries.people_to_push(after=after, until=until, since=at - queries.PUSH_FRESH)
    for person in Person.objects.active().exclude(account=None).select_related("account", "unit").filter(pk__in=ids).order_by("pk"):
        if queries.next_mail_at(person=person, at=at) <= at and queries.for_push(person=person, after=after, until=until, at=at):
            jobs.configure_task("notices.push").defer(person_id=person.pk, after=after, until=until)
    push_round.position = until
    push_round.save()
    return until - after
