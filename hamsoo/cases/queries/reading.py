"""Reading one case, and what hangs on it. `case` and `outline` ask for rights; the rest is called with a case that was found so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from hamsoo.cases.models import Case, CaseLink, HandOff, Phase, Watcher
from hamsoo.customers.queries import whole_of
from hamsoo.identity.models import SourceRecord
from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.prepared import Prepared, given
from hamsoo.people.models import Person, Unit
from hamsoo.spaces.queries import VisibleByIds

_WITH = ("unit", "partner", "assignee__unit", "record__system", "type", "correspondence__mailbox", "merged_into")
_CASES = VisibleByIds[Case](lambda: Case.objects.select_related(*_WITH))
_WATCHERS = Prepared(
    lambda: (
        Person.objects.filter(Exists(Watcher.objects.filter(case=given("case"), person=OuterRef("pk"))))
        .select_related("unit")
        .order_by("sort_key", "pk")
    )
)
_LINKS = Prepared(lambda: CaseLink.objects.filter(Q(case=given("case")) | Q(other=given("case"))).order_by("pk"))
BIGGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Outline:
    """What may be known of a case that is not to be read: its state, who has it, and what its unit was asked for when."""

    case_id: int
    state: str
    unit: Unit
    opened_at: datetime
    next_promise_at: datetime | None


def case(*, person: Person, pk: int) -> Case:
    """Return a case that `person` reads, or raise `NotFound`."""
    found = _CASES(person=person, ids=[pk]).get(pk) if pk <= BIGGEST else None
    if found is None:
        raise NotFound
    return found


def outline(*, person: Person, pk: int) -> Outline:
    """Return the outline of a case of which `person` may know, or raise `NotFound`."""
    found = Case.objects.outlined_to(person).select_related("unit").filter(pk=pk).first()
    if found is None:
        raise NotFound
    promised = HandOff.objects.filter(case=found, answer=HandOff.Answer.NONE).values_list("due_at", flat=True).first()
    return Outline(found.pk, str(found.get_state_display()), found.unit, found.opened_at, promised)


def may_read(person: Person, pk: int) -> bool:
    """Return whether `person` reads a case: for those who would listen to it."""
    return Case.objects.visible_to(person).filter(pk=pk).exists()


def phases(*, case: Case) -> list[Phase]:
    """Return all phases of a case in order."""
    return list(Phase.objects.filter(case=case).select_related("unit", "partner", "assignee", "by").order_by("number"))


def watchers(*, case: Case) -> list[Person]:
    """Return who watches a case, by name."""
    return _WATCHERS(case=case.pk)


def open_of_customer(*, person: Person, record: SourceRecord, with_below: bool = False, limit: int = 8) -> list[Case]:
    """Return the open cases of a customer that `person` reads, whichever of its records each hangs on; the most urgent first.

    `with_below`: those of its contacts and of the companies below it too.
    """
    rows = Case.objects.visible_to(person).open().standing().select_related("unit", "assignee__unit")
    rows = (
        rows.filter(record__in=whole_of(person=person, record_id=record.pk))
        if with_below
        else rows.filter(record__customer=record.customer_id)
    )
    return list(rows.order_by("priority", "opened_at", "pk")[:limit])


def links(*, person: Person, case: Case) -> list[tuple[CaseLink, Case]]:
    """Return how a case hangs together with others that `person` reads, with each of them; in the order in which it was said."""
    rows = sorted(_LINKS(case=case.pk), key=lambda row: row.case_id != case.pk)
    others = Case.objects.visible_to(person).in_bulk([row.other_id if row.case_id == case.pk else row.case_id for row in rows])
    found = [(row, others.get(row.other_id if row.case_id == case.pk else row.case_id)) for row in rows]
    return [(row, other) for row, other in found if other is not None]
