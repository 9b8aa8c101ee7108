"""Hand-offs of a case, and how often it went to and fro."""

from __future__ import annotations

from collections.abc import Sequence

from hamsoo.cases.clocks import Step
from hamsoo.cases.models import Case, HandOff, Partner, Phase
from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.prepared import Prepared, given
from hamsoo.people.models import Person

_WITH = ("from_unit", "to_unit", "to_partner", "asked_by", "answered_by", "returned_by")
_OF_CASE = Prepared(lambda: HandOff.objects.filter(case=given("case")).select_related(*_WITH).order_by("asked_at", "pk"))


def hand_offs(*, case: Case) -> list[HandOff]:
    """Return the hand-offs of a case that was found for its reader, in order."""
    return _OF_CASE(case=case.pk)


def hand_off(*, person: Person, pk: int) -> HandOff:
    """Return a hand-off of a case that `person` reads, or raise `NotFound`."""
    found = HandOff.objects.select_related("case", *_WITH).filter(pk=pk, case__in=Case.objects.visible_to(person)).first()
    if found is None:
        raise NotFound
    return found


def times_returned(phases: Sequence[Phase | Step]) -> int:
    """Return how often a case came back to who had had it before the one it came from: A, B, A is once; A, B, A, B twice."""
    owners: list[tuple[int | None, int | None]] = []
    for phase in phases:
        owner = (phase.unit_id, phase.partner_id)
        if not owners or owners[-1] != owner:
            owners.append(owner)
    return sum(owner == before for before, owner in zip(owners, owners[2:], strict=False))


def partners() -> list[Partner]:
    """Return all partners, those that nothing is handed to any more last; for administrators."""
    return list(Partner.objects.order_by("-is_active", "pk"))


def partner(*, pk: int) -> Partner:
    """Return a partner; raise `NotFound`."""
    found = Partner.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
