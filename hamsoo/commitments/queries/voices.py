"""Conflicts as their reader sees them: what is not theirs to read is told in outline alone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from hamsoo.commitments import rules
from hamsoo.commitments.models import Commitment, Conflict, Resolution, SentAnyway, Talk
from hamsoo.customers.queries import serving
from hamsoo.identity.models import SourceRecord
from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Person, Unit


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict. Without `commitment` it is an outline: who promised otherwise and can be asked, nothing of what was said."""

    person: Person
    unit: Unit
    made_at: datetime | None = None
    commitment: Commitment | None = None


@dataclass(frozen=True, slots=True)
class OnePlace:
    """A conflict with both sides, what was decided, and what its reader may do."""

    conflict: Conflict
    a: Side
    b: Side
    resolution: Resolution | None
    talk: Talk | None
    is_open: bool
    can_decide: bool
    # Why somebody wrote to the customer all the same, the latest first.
    sent_anyway: Sequence[SentAnyway] = ()

    @property
    def sides(self) -> tuple[Side, Side]:
        """Return both sides, the older first."""
        return self.a, self.b


def side_of(commitment: Commitment, readable: Collection[int]) -> Side:
    """Return a promise as a side of a conflict, in outline unless it is among those that the reader reads."""
    if commitment.pk in readable:
        return Side(commitment.person, commitment.unit, commitment.made_at, commitment)
    return Side(commitment.person, commitment.unit)


def conflicts_of(*, person: Person, record: SourceRecord) -> list[OnePlace]:
    """Return the open conflicts about the customer of a record of which `person` reads one side at least, the sure ones first."""
    rows = Conflict.objects.open().visible_to(person).filter(a__record__customer=record.customer_id).shown()
    found = list(rows.order_by("-is_sure", "-found_at", "-pk")[:20])
    readable = readable_among(person, found)
    return [_one(person, row, readable, serves=False) for row in found]


def conflict(*, person: Person, pk: int) -> Conflict:
    """Return a conflict of which `person` reads one side at least, decided ones included; raise `NotFound` otherwise."""
    found = Conflict.objects.visible_to(person).shown().select_related("resolution", "talk__conversation").filter(pk=pk)
    # Two promises on records that are one customer no more are nobody's conflict, but what was decided stays to be read.
    row = found.first()
    if row is None or (row.a.record.customer_id != row.b.record.customer_id and not hasattr(row, "resolution")):
        raise NotFound
    return row


def one_place(*, person: Person, pk: int) -> OnePlace:
    """Return all that stands on the page of a conflict."""
    row = conflict(person=person, pk=pk)
    serves = person.pk in serving(record_ids=[row.a.record_id, row.b.record_id])
    readable = readable_among(person, [row])
    return _one(person, row, readable, serves=serves, sent_anyway=_sent_anyway(person, row, readable))


def readable_among(person: Person, conflicts: Sequence[Conflict]) -> set[int]:
    """Return the ids of the promises of these conflicts that `person` reads."""
    ids = {pk for row in conflicts for pk in (row.a_id, row.b_id)}
    return set(Commitment.objects.visible_to(person).filter(pk__in=ids).values_list("pk", flat=True))


def _one(person: Person, row: Conflict, readable: Collection[int], *, serves: bool, sent_anyway: Sequence[SentAnyway] = ()) -> OnePlace:
    resolution, talk = getattr(row, "resolution", None), getattr(row, "talk", None)
    is_open = resolution is None and row.a.is_standing and row.b.is_standing and row.a.record.customer_id == row.b.record.customer_id
    return OnePlace(
        conflict=row,
        a=side_of(row.a, readable),
        b=side_of(row.b, readable),
        resolution=resolution,
        talk=talk,
        is_open=is_open,
        can_decide=is_open and rules.can_decide(person, row, readable=readable, serves=serves),
        sent_anyway=sent_anyway,
    )


def _sent_anyway(person: Person, row: Conflict, readable: set[int]) -> list[SentAnyway]:
    rows = SentAnyway.objects.filter(record__customer=row.a.record.customer_id, commitment_ids__overlap=[row.a_id, row.b_id])
    return [sent for sent in rows.select_related("by__unit").order_by("-at")[:10] if sent.is_told_to(person, readable)]
