"""Doing the same to many customers: each by the action that does it to one, with its rights and refusals."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from hamsoo.customers import queries
from hamsoo.customers.actions.standing import move, put_into_segments
from hamsoo.customers.actions.team import add_member
from hamsoo.customers.models import Look, SegmentChange, StageChange, State, TeamMember, Work
from hamsoo.customers.rules import require_can_keep
from hamsoo.identity.models import Customer
from hamsoo.kernel.errors import DomainError, Invalid, NotFound
from hamsoo.people.models import Person
from hamsoo.people.queries import colleague

MOST_AT_ONCE, MOST_EXPORTED = 20_000, 20_000
IN_ONE_GO = 50
"""So many customers one transaction changes; fewer are done at once, without a job."""
_NAMED = 5


@transaction.atomic
def begin_work(*, actor: Person, kind: str, asked: Mapping[str, Any], numbers: Sequence[int], at: datetime) -> Work:
    """Note what is to be done to which customers; `go_on_with` does it. Raises `Invalid` for what cannot be done to any."""
    if not numbers:
        raise Invalid(_("No customer is chosen."))
    if len(numbers) > MOST_AT_ONCE:
        raise Invalid(_("Up to %(count)s customers at once: narrow the list.") % {"count": MOST_AT_ONCE})
    given: dict[str, Any] = {name: str(asked.get(name, "")) for name in ("role", "stage", "state", "segment")}
    given["person"] = asked.get("person")
    is_good = {
        Work.Kind.TEAM: given["role"] in TeamMember.Role.values and given["person"] is not None,
        Work.Kind.STAGE: given["stage"] in queries.stages() and given["state"] in State.values,
        Work.Kind.VALUE: given["segment"] in ("", *queries.LEVELS),
        Work.Kind.POTENTIAL: given["segment"] in ("", *queries.LEVELS),
    }
    if not is_good.get(kind):  # type: ignore[call-overload]
        raise Invalid(field="kind")
    if kind == Work.Kind.TEAM:
        colleague(person=actor, pk=int(given["person"]))
    return Work.objects.create(by=actor, kind=kind, asked=given, numbers=list(numbers), at=at)


@transaction.atomic
def go_on_with(*, work_id: int, at: datetime) -> bool:
    """Do the next of a work; return whether something is left. Killed in the middle, it goes on where it had come to."""
    work = Work.objects.select_for_update(of=("self",)).select_related("by__unit").get(pk=work_id)
    if work.ended_at is not None:
        return False
    # As they are now: who lost a right meanwhile does nothing with it.
    actor = Person.objects.select_related("unit", "account").get(pk=work.by_id)
    act = _doing(work, actor, at)
    part = work.numbers[work.done_count : work.done_count + IN_ONE_GO]
    known = Customer.objects.visible_to(actor).in_bulk(part)
    for number in part:
        try:
            with transaction.atomic():
                if number not in known:
                    raise NotFound
                work.changed_count += act(known[number]) is not None
        except DomainError as error:
            _note(work, error, number)
    work.done_count += len(part)
    work.ended_at = at if work.done_count >= len(work.numbers) else None
    work.save(update_fields=["done_count", "changed_count", "refusals", "ended_at"])
    return work.ended_at is None


@transaction.atomic
def export_list(*, actor: Person, filters: queries.Filters, numbers: Sequence[int] | None, at: datetime) -> list[list[str]]:
    """Return the customers of a list as rows of text, headers first; that they were taken away is noted on each."""
    require_can_keep(actor)
    rows, records = queries.table_of(person=actor, filters=filters, numbers=numbers, limit=MOST_EXPORTED + 1)
    if len(records) > MOST_EXPORTED:
        raise Invalid(_("Up to %(count)s customers at once: narrow the list.") % {"count": MOST_EXPORTED})
    Look.objects.bulk_create([Look(record_id=pk, person=actor, kind=Look.Kind.EXPORT, at=at) for pk in records], batch_size=1000)
    return rows


def _doing(work: Work, actor: Person, at: datetime) -> Callable[[Customer], TeamMember | StageChange | list[SegmentChange] | None]:
    """Return what is done to each customer: it returns None where nothing changed."""
    asked = work.asked
    if work.kind == Work.Kind.TEAM:
        person = colleague(person=actor, pk=int(asked["person"]))
        return lambda customer: add_member(actor=actor, customer=customer, person=person, role=asked["role"], at=at)
    if work.kind == Work.Kind.STAGE:
        return lambda customer: move(actor=actor, customer=customer, stage=asked["stage"], state=asked["state"], at=at)
    segments = {work.kind: asked["segment"]}
    return lambda customer: put_into_segments(actor=actor, customer=customer, segments=segments, at=at) or None


def _note(work: Work, error: DomainError, number: int) -> None:
    # In English, the language of message ids, so that it is still said in the reader's own language.
    with override("en"):
        said = str(error)
    count, named = work.refusals.get(said, (0, []))
    work.refusals[said] = [count + 1, [*named, number][:_NAMED]]
