"""Mails at once: who is owed one, and when it goes out.

The inboxes are looked through from where the round before ended, in steps. What is found owes its person a letter, held until their
quiet hours and free days are over; what comes meanwhile goes with it. The letter is written when it goes out, as digests are.
"""

from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app as jobs

from hamsoo.kernel import deadlines
from hamsoo.notices import queries, rules
from hamsoo.notices.models import Letter, MailRound
from hamsoo.people.models import Person

MAIL = "notices.mail"

_STEP = 1000


@transaction.atomic
def owe_mails(*, at: datetime) -> int:
    """Look through what came into inboxes since the last round, one step; return how far, 0 at the end or when another is at it."""
    MailRound.objects.get_or_create(pk=1)
    mail_round = MailRound.objects.select_for_update(skip_locked=True).filter(pk=1).first()
    if mail_round is None:
        return 0
    after, until = mail_round.position, min(mail_round.position + _STEP, queries.kept_up_to())
    if until <= after:
        return 0
    ids = queries.people_to_mail(after=after, until=until, since=at - rules.FRESH)
    for person in Person.objects.active().exclude(account=None).select_related("unit").filter(pk__in=ids).order_by("pk"):
        _owe(person, after, until, at)
    mail_round.position = until
    mail_round.save()
    return until - after


def _owe(person: Person, after: int, until: int, at: datetime) -> None:
    """Owe a person a letter, if none waits for them and something came that they want one of; see to it that it goes out."""
    if queries.waiting_notices(person_id=person.pk) is None:
        told_until = queries.last_mailed(person_id=person.pk)
        if not queries.has_mail(person=person, after=max(after, told_until), until=until, since=at - rules.FRESH):
            return
        today = at.astimezone(rules.zone_of(person)).date()
        Letter.objects.create(
            person=person, sort=Letter.Sort.NOTICES, period=today, is_weekly=False, planned_at=at, now_after=max(after, told_until)
        )
    if deadlines.due_at(kind=MAIL, about=("person", person.pk)) is None:
        deadlines.set_deadline(kind=MAIL, about=("person", person.pk), due_at=queries.next_mail_at(person=person, at=at))


@deadlines.on(MAIL)
@transaction.atomic
def send_notices(person_id: int, at: datetime) -> None:
    """Have the letter that waits for a person sent, unless it is to wait longer now; nothing when none waits."""
    owed = queries.waiting_notices(person_id=person_id)
    if owed is not None and not hold_letter(owed=owed, at=at):
        jobs.configure_task("notices.send_letter").defer(letter_id=owed.pk)


@transaction.atomic
def hold_letter(*, owed: Letter, at: datetime) -> bool:
    """Return whether a letter of notices has to wait, because its person's quiet hours or free days have begun; plan when it goes out."""
    if owed.sort != Letter.Sort.NOTICES:
        return False
    due_at = queries.next_mail_at(person=owed.person, at=at)
    if due_at > at:
        deadlines.set_deadline(kind=MAIL, about=("person", owed.person_id), due_at=due_at)
    return due_at > at
