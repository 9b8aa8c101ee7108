"""Planning digests: a deadline for each person who has put something off, and a letter when it comes."""

from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app as jobs

from hamsoo.kernel import deadlines
from hamsoo.notices import queries, rules
from hamsoo.notices.models import Letter
from hamsoo.people.models import Person
from hamsoo.people.queries import working_calendar

DIGEST = "notices.digest"


@transaction.atomic
def plan_digest(*, person: Person, at: datetime) -> None:
    """Set the deadline of the next digest after `at`; remove it for those who put nothing off or want no mails."""
    if person.is_active and queries.rhythm_of(person=person).is_mailed and queries.needs_digest(person=person):
        deadlines.set_deadline(kind=DIGEST, about=("person", person.pk), due_at=queries.next_digest_at(person=person, after=at))
    else:
        deadlines.clear(kind=DIGEST, about=("person", person.pk))


@deadlines.on(DIGEST)
@transaction.atomic
def prepare_digest(person_id: int, at: datetime) -> None:
    """Owe a person the letter of today, once a day however often it is called, and plan the next.

    The job that sends it exists exactly when the letter does: both are rows of this transaction.
    """
    person = Person.objects.active().select_related("unit").filter(pk=person_id).first()
    if person is None:
        return
    rhythm, zone = queries.rhythm_of(person=person), rules.zone_of(person)
    today = at.astimezone(zone).date()
    if rhythm.is_mailed and queries.needs_digest(person=person):
        is_weekly = rules.is_weekly_day(rhythm, working_calendar(person), zone, today)
        owed, is_new = Letter.objects.get_or_create(
            person=person, sort=Letter.Sort.DIGEST, period=today, defaults={"is_weekly": is_weekly, "planned_at": at}
        )
        if is_new:
            jobs.configure_task("notices.send_letter").defer(letter_id=owed.pk)
    plan_digest(person=person, at=at)
