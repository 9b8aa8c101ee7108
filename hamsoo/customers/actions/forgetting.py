"""Forgetting customers: one that asked for it, and those of whom nobody has heard for long."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.customers import events, queries, rules
from hamsoo.customers.models import Activity, Erasure, Retention, TeamMember
from hamsoo.identity import actions as identity
from hamsoo.identity.models import Customer, SourceRecord
from hamsoo.kernel import deadlines
from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.kernel.models import ImportedThing
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM, Acts
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.threads.actions import forget_names

RETENTION = "customers.retention"
_ABOUT = ("organisation", 1)
REASON_LENGTH = 300
LEAST_DAYS, MOST_DAYS = 90, 36_500
AT_ONCE = 50
"""So many customers one deadline forgets; the next goes on at once."""
WAITS, PAUSE = timedelta(days=1), timedelta(seconds=30)


@transaction.atomic
def forget(*, actor: Person, customer: Customer, reason: str, confirmed: int, at: datetime) -> Erasure:
    """Erase all that `actor` sees of a customer, for ever; `confirmed` repeats its number. Why is kept, and how much went.

    What stands where they do not read is not touched, and nothing says that it is there.
    """
    if not rules.can_forget(actor):
        raise NotAllowed
    found = queries.going(person=actor, customer=customer)
    if not found.records:
        raise NotFound
    if not found.is_writable:
        raise NotAllowed(_("You may only read some of what is known of this customer. Who writes there can have it forgotten."))
    said = " ".join(reason.replace("\x00", "").split())[:REASON_LENGTH]
    if not said:
        raise Invalid(_("Say why this customer is to be forgotten."), field="reason")
    if confirmed != customer.number:
        raise Invalid(_("Enter the number of the customer to confirm: %(number)s.") % {"number": customer.number}, field="confirmed")
    return _erase(actor, customer.number, found.records, said, at)


@transaction.atomic
def set_retention(*, actor: Person, days: int | None, at: datetime) -> Retention:
    """Have customers forgotten of whom nobody has heard for so many days, from tomorrow on; None: no more. Nothing is said for the same."""
    if not rules.can_forget(actor):
        raise NotAllowed
    if days is not None and not LEAST_DAYS <= days <= MOST_DAYS:
        raise Invalid(_("From %(least)s to %(most)s days.") % {"least": LEAST_DAYS, "most": MOST_DAYS}, field="days")
    before = queries.retention()
    if before.days == days:
        return before
    found, _made = Retention.objects.update_or_create(pk=1, defaults={"days": days, "by": actor, "changed_at": at})
    if days is None:
        deadlines.clear(kind=RETENTION, about=_ABOUT)
    else:
        # Whoever set it by mistake has a day to see whom it would reach.
        deadlines.set_deadline(kind=RETENTION, about=_ABOUT, due_at=at + WAITS)
    record(events.RetentionSet(days=days), actor=actor, objects=[], spaces=[], at=at)
    return found


@transaction.atomic
def forget_quiet(*, at: datetime) -> int:
    """Forget customers of whom nobody has heard for as long as was set, `AT_ONCE` at most; return how many, and set when to go on."""
    days = queries.retention().days
    if days is None:
        return 0
    numbers = queries.quiet_numbers(days=days, at=at, limit=AT_ONCE)
    for number in numbers:
        records = list(SourceRecord.objects.filter(customer=number).order_by("pk"))
        if records:
            _erase(SYSTEM, number, records, "", at)
    deadlines.set_deadline(kind=RETENTION, about=_ABOUT, due_at=at + (PAUSE if len(numbers) == AT_ONCE else WAITS))
    return len(numbers)


def _erase(actor: Acts, number: int, records: Sequence[SourceRecord], reason: str, at: datetime) -> Erasure:
    ids = [each.pk for each in records]
    counts = queries.counts_of(ids)
    people = set(TeamMember.objects.serving().filter(record__in=ids).values_list("person", flat=True))
    _drop_copies(ids)
    forget_names(actor=actor, things=[Ref("source_record", pk) for pk in ids], at=at)
    erased = identity.forget_records(actor=actor, records=records, at=at)
    by = actor if isinstance(actor, Person) else None
    erasure = Erasure.objects.create(by=by, at=at, reason=reason, number=number, counts={**counts, "files": erased.file_count})
    fact = events.CustomerForgotten(erasure_id=erasure.pk, record_ids=tuple(ids), person_ids=tuple(sorted(people)))
    record(fact, actor=actor, objects=[Ref("source_record", pk) for pk in ids], spaces=[], at=at)
    return erasure


def _drop_copies(ids: Sequence[int]) -> None:
    """Drop what imports of activities know of them: it holds the key of the record."""
    activities = Activity.objects.filter(record__in=ids).values("pk")
    ImportedThing.objects.filter(kind="activities", object_id__in=activities).delete()
