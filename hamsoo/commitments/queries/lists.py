"""Lists of promises, one of them, and what was proposed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from hamsoo.commitments.models import Commitment, Conflict, Proposal
from hamsoo.kernel.cursors import read_cursor
from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.people.models import Person

PAGE = 30
LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Filters:
    """Which promises: `whose` is mine, unit or all; `state` one of `Commitment.State`, or late, or conflict, or empty for all."""

    whose: str = "mine"
    state: str = "standing"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of promises, the newest first; `next` is what the next page is asked for with, empty for the last."""

    rows: Sequence[Commitment]
    next: str


def commitments(*, person: Person, filters: Filters, at: datetime, before: str = "", limit: int = PAGE) -> Page:
    """Return promises that `person` reads, each with `is_contested`."""
    rows = Commitment.objects.visible_to(person)
    if filters.whose == "mine":
        rows = rows.filter(person=person)
    elif filters.whose == "unit":
        rows = rows.filter(unit=person.unit_id)
    contested = Conflict.objects.open().filter(Q(a=OuterRef("pk")) | Q(b=OuterRef("pk")))
    rows = rows.annotate(is_contested=Exists(contested))
    if filters.state == "late":
        rows = rows.standing().filter(due_at__lt=at)
    elif filters.state == "conflict":
        rows = rows.filter(is_contested=True)
    elif filters.state:
        rows = rows.filter(state=filters.state)
    if before:
        try:
            moment, pk = read_cursor(before)
        except ValueError as error:
            raise Invalid from error
        rows = rows.filter(Q(made_at__lt=moment) | Q(made_at=moment, pk__lt=pk))
    found = list(rows.shown().order_by("-made_at", "-pk")[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    return Page(found[:limit], f"{last.made_at.isoformat()}_{last.pk}" if last else "")


def today(*, person: Person, at: datetime, limit: int = 8) -> list[Commitment]:
    """Return what `person` promised and is due before their day ends, what is due first; after it what of it they kept today."""
    begun = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    open_ones = Q(state=Commitment.State.STANDING, due_at__lt=begun + timedelta(days=1))
    kept = Q(state=Commitment.State.KEPT, ended_at__gte=begun, due_at__isnull=False)
    rows = Commitment.objects.visible_to(person).filter(open_ones | kept, person=person).select_related("record__system")
    return list(rows.order_by(F("ended_at").asc(nulls_first=True), "due_at", "pk")[:limit])


def commitment(*, person: Person, pk: int) -> Commitment:
    """Return a promise that `person` reads, or raise `NotFound`."""
    rows = Commitment.objects.visible_to(person).shown().select_related("ended_by__unit", "replaced_by")
    found = rows.filter(pk=pk).first() if pk <= LARGEST else None
    if found is None:
        raise NotFound
    return found


def contested(*, person: Person, commitment: Commitment) -> list[Conflict]:
    """Return the open conflicts of a promise."""
    either = Q(a=commitment) | Q(b=commitment)
    return list(Conflict.objects.open().visible_to(person).filter(either).order_by(F("pk").desc())[:10])


def contested_among(commitments: Sequence[Commitment]) -> set[int]:
    """Return the ids of those of these promises that another promise contradicts."""
    ids = {one.pk for one in commitments}
    rows = Conflict.objects.open().filter(Q(a__in=ids) | Q(b__in=ids)).values_list("a", "b") if ids else ()
    return {pk for pair in rows for pk in pair} & ids


def proposal(*, person: Person, pk: int) -> Proposal:
    """Return what was proposed to `person`, or raise `NotFound`."""
    rows = Proposal.objects.visible_to(person).select_related("record__system", "unit", "person")
    found = rows.filter(pk=pk).first() if pk <= LARGEST else None
    if found is None:
        raise NotFound
    return found


def proposals(*, person: Person) -> list[Proposal]:
    """Return what `person` has not answered yet, the newest first."""
    return list(Proposal.objects.visible_to(person).select_related("record__system", "unit").order_by("-at", "-pk")[:10])
