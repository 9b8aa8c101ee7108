"""Leave: the days on which a colleague does not work, entered by themselves."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.dates import format_date
from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people import events, rules
from hamsoo.people.actions.profile import locked
from hamsoo.people.models import Leave, Person
from hamsoo.people.queries import absences_of

LONGEST = timedelta(days=731)


@transaction.atomic
def enter_leave(*, actor: Person, starts_on: date, ends_on: date, note: str = "", at: datetime) -> Leave:
    """Enter that the actor does not work from `starts_on` to `ends_on`, both included. The note is for the actor alone."""
    if ends_on < starts_on:
        raise Invalid(_("The end lies before the beginning."), field="ends_on")
    if ends_on - starts_on > LONGEST:
        raise Invalid(_("This is longer than two years. Check the days."), field="ends_on")
    person = locked(actor=actor, person=actor)
    other = Leave.objects.filter(person=person, starts_on__lte=ends_on, ends_on__gte=starts_on).first()
    if other:
        said = {"from": _said(other.starts_on), "until": _said(other.ends_on)}
        raise Invalid(_("There is leave on these days already, from %(from)s to %(until)s. Cancel it first.") % said, field="starts_on")
    leave = Leave.objects.create(person=person, starts_on=starts_on, ends_on=ends_on, note=" ".join(note.split())[:200])
    _keep_absences(person, at)
    fact = events.LeaveEntered(person_id=person.pk, leave_id=leave.pk)
    record(fact, actor=person, objects=[Ref("person", person.pk)], spaces=[], at=at)
    return leave


@transaction.atomic
def cancel_leave(*, actor: Person, leave: Leave, at: datetime) -> None:
    """Take the actor's own leave back."""
    rules.require_can_edit_profile(actor, leave.person)
    person = locked(actor=actor, person=actor)
    deleted, _rows = Leave.objects.filter(pk=leave.pk).delete()
    if not deleted:
        raise NotFound
    _keep_absences(person, at)
    fact = events.LeaveCancelled(person_id=person.pk, leave_id=leave.pk)
    record(fact, actor=person, objects=[Ref("person", person.pk)], spaces=[], at=at)


def _keep_absences(person: Person, at: datetime) -> None:
    person.absences = absences_of(Leave.objects.filter(person=person), person.time_zone, at)
    person.save(update_fields=["absences"])


def _said(day: date) -> str:
    return format_date(day, language=get_language() or "fa")
