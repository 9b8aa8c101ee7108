"""Lines besides the one to the manager."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict, Invalid
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import Acts
from hamsoo.people import events, rules
from hamsoo.people.actions.reach import require_reaches_record
from hamsoo.people.models import DottedLine, Person


@transaction.atomic
def draw_dotted_line(
    *, actor: Acts, person: Person, to: Person, kind: str, at: datetime, from_on: date | None = None, until_on: date | None = None
) -> DottedLine:
    """Say that `person` also reports to `to` from a day (None: today) until another (None: for the time being)."""
    rules.require_keeps_record(actor)
    from_on = from_on or timezone.localdate(at)
    # Two lines of one person at once could overlap: the second waits here, and finds the first.
    person = Person.objects.select_for_update(of=("self",)).select_related("unit").get(pk=person.pk)
    require_reaches_record(actor, person)
    rules.require_works_here(person, "person")
    rules.require_works_here(to, "to")
    rules.require_days_in_order(from_on, until_on, "until_on")
    if kind not in DottedLine.Kind.values:
        raise Invalid(field="kind")
    if to.pk == person.pk:
        raise Invalid(_("Nobody reports to themselves."), field="to")
    if to.pk == person.manager_id:
        raise Invalid(_("This is the manager already."), field="to")
    others = DottedLine.objects.filter(person=person, to=to).exclude(until_on__lte=from_on)
    if (others if until_on is None else others.filter(from_on__lt=until_on)).exists():
        raise Conflict(_("There is a line between these two on some of these days already."))
    line = DottedLine.objects.create(person=person, to=to, kind=kind, from_on=from_on, until_on=until_on)
    fact = events.DottedLineDrawn(person_id=person.pk, to_id=to.pk, kind=kind)
    record(fact, actor=actor, objects=events.about_line(fact), spaces=[], at=at)
    return line


@transaction.atomic
def end_dotted_line(*, actor: Acts, line: DottedLine, at: datetime, on: date | None = None) -> None:
    """End a line on the day `on` (None: today), the first without it; one that has not begun by then is taken away."""
    rules.require_keeps_record(actor)
    line = DottedLine.objects.select_for_update(of=("self",)).select_related("person__unit").get(pk=line.pk)
    require_reaches_record(actor, line.person)
    on = on or timezone.localdate(at)
    if line.until_on is not None and line.until_on <= on:
        raise Conflict(_("This line has ended already."))
    if line.from_on >= on:
        line.delete()
    else:
        line.until_on = on
        line.save(update_fields=["until_on"])
    fact = events.DottedLineEnded(person_id=line.person_id, to_id=line.to_id)
    record(fact, actor=actor, objects=events.about_line(fact), spaces=[], at=at)
