"""The cases of somebody who has left get somebody else in their place."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hamsoo.cases.actions import entering
from hamsoo.cases.models import Case
from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.ledger.actors import SYSTEM
from hamsoo.people.handover import Kind, Owned
from hamsoo.people.models import Person


@transaction.atomic
def hand_over_case(*, actor: Person, leaver: Person, case_id: int, to: Person | None, at: datetime) -> Case:
    """Let `to` have a case in the place of somebody who has left, or nobody (None), so that its unit sees it waits.

    Whether `actor` may was asked before: they need not read the case. `to` must, unless it is confidential: then this lets them in.
    """
    if not _left_by([leaver.pk]).filter(pk=case_id).exists():
        raise NotFound
    case = entering.locked(SYSTEM, case_id)
    if to is None and case.is_confidential:
        raise Invalid(_("Nobody might read this confidential case then. Give it to somebody."), field="to")
    if to is not None and not case.is_confidential and not Case.objects.visible_to(to).filter(pk=case.pk).exists():
        raise Invalid(_("They may not see this case."), field="to")
    entering.shift(case, actor=actor, at=at, assignee=to)
    return case


def _left_by(ids: Sequence[int]) -> QuerySet[Case]:
    return Case.objects.open().filter(assignee__in=ids)


def _count(ids: Sequence[int]) -> Mapping[int, int]:
    return dict(_left_by(ids).values_list("assignee").annotate(Count("pk")).order_by())


def _ids(leaver: Person) -> list[int]:
    return list(_left_by([leaver.pk]).order_by("opened_at", "pk").values_list("pk", flat=True))


def _load(reader: Person, leaver: Person, ids: Sequence[int]) -> list[Owned]:
    rows = Case.objects.filter(pk__in=ids, assignee=leaver).in_bulk()
    seen = set(Case.objects.visible_to(reader).filter(pk__in=ids).values_list("pk", flat=True))
    return [_owned(rows[pk], is_seen=pk in seen) for pk in ids if pk in rows]


def _owned(case: Case, *, is_seen: bool) -> Owned:
    state = str(case.get_state_display())
    if not is_seen:
        return Owned(case.pk, gettext("A case that you may not see"), detail=state)
    return Owned(case.pk, case.subject, case.get_absolute_url(), state)


def _hand_over(actor: Person, leaver: Person, object_id: int, to: Person, at: datetime) -> None:
    hand_over_case(actor=actor, leaver=leaver, case_id=object_id, to=to, at=at)


def _close(actor: Person, leaver: Person, object_id: int, at: datetime) -> None:
    hand_over_case(actor=actor, leaver=leaver, case_id=object_id, to=None, at=at)


CASES = Kind("cases", _("Cases that they had"), _count, _ids, _load, _hand_over, close=_close, says_itself=True)
"""What people own among cases."""
