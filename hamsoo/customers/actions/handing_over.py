"""The account teams of somebody who has left get somebody else in their place."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hamsoo.customers import events, queries, rules
from hamsoo.customers.models import TeamMember
from hamsoo.identity.models import SourceRecord
from hamsoo.kernel.addresses import address
from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.actions import record
from hamsoo.people.handover import Kind, Owned
from hamsoo.people.models import Person


@transaction.atomic
def hand_over_place(*, actor: Person, leaver: Person, member_id: int, to: Person, at: datetime) -> TeamMember:
    """Let `to` look after a customer in the place of somebody who has left, in the same role; who is in the team already stays as they are.

    Whether `actor` may was asked before: they need not read the customer. `to` must.
    """
    found = _left_by([leaver.pk]).select_for_update(of=("self",)).select_related("record__system").filter(pk=member_id).first()
    if found is None:
        raise NotFound
    own = found.record
    # In the order of everybody who changes a team: of two at once the second waits here.
    SourceRecord.objects.select_for_update(no_key=True).get(pk=own.pk)
    if not SourceRecord.objects.visible_to(to).filter(pk=own.pk).exists():
        raise rules.CannotSee(field="to")
    siblings = queries.siblings_of(own)
    _end(found, siblings, actor, at)
    known = TeamMember.objects.serving().filter(person=to, record__customer=own.customer_id).order_by("pk").first()
    if known is not None:
        return known
    member = TeamMember.objects.create(record=own, person=to, role=found.role, joined_at=at)
    fact = events.TeamMemberAdded(member_id=member.pk, record_id=own.pk, person_id=to.pk, role=found.role, sibling_ids=siblings)
    record(fact, actor=actor, objects=_about(member), spaces=[own.system.space_id], at=at)
    return member


@transaction.atomic
def close_place(*, actor: Person, leaver: Person, member_id: int, at: datetime) -> None:
    """Say that somebody who has left looks after a customer no more, and nobody in their place."""
    found = _left_by([leaver.pk]).select_for_update(of=("self",)).select_related("record__system").filter(pk=member_id).first()
    if found is None:
        raise NotFound
    _end(found, queries.siblings_of(found.record), actor, at)


def _end(member: TeamMember, siblings: tuple[int, ...], actor: Person, at: datetime) -> None:
    member.left_at = at
    member.save(update_fields=["left_at"])
    fact = events.TeamMemberLeft(member_id=member.pk, record_id=member.record_id, person_id=member.person_id, sibling_ids=siblings)
    record(fact, actor=actor, objects=_about(member), spaces=[member.record.system.space_id], at=at)


def _about(member: TeamMember) -> list[tuple[str, int, str]]:
    return [("source_record", member.record_id, "source_record"), ("person", member.person_id, "member")]


def _left_by(ids: Sequence[int]) -> QuerySet[TeamMember]:
    return TeamMember.objects.filter(person__in=ids, left_at=None)


def _count(ids: Sequence[int]) -> Mapping[int, int]:
    return dict(_left_by(ids).values_list("person").annotate(Count("pk")).order_by())


def _ids(leaver: Person) -> list[int]:
    return list(_left_by([leaver.pk]).order_by("joined_at", "pk").values_list("pk", flat=True))


def _load(reader: Person, leaver: Person, ids: Sequence[int]) -> list[Owned]:
    rows = TeamMember.objects.filter(pk__in=ids, person=leaver).select_related("record")
    members = {row.pk: row for row in rows}
    records = [row.record_id for row in members.values()]
    seen = set(SourceRecord.objects.visible_to(reader).filter(pk__in=records).values_list("pk", flat=True))
    return [_owned(members[pk], is_seen=members[pk].record_id in seen) for pk in ids if pk in members]


def _owned(member: TeamMember, *, is_seen: bool) -> Owned:
    role = str(member.get_role_display())
    if not is_seen:
        return Owned(member.pk, gettext("A customer that you may not see"), detail=role)
    return Owned(member.pk, str(member.record), address("customers:single", member.record.customer_id), role)


def _hand_over(actor: Person, leaver: Person, object_id: int, to: Person, at: datetime) -> None:
    hand_over_place(actor=actor, leaver=leaver, member_id=object_id, to=to, at=at)


def _close(actor: Person, leaver: Person, object_id: int, at: datetime) -> None:
    close_place(actor=actor, leaver=leaver, member_id=object_id, at=at)


PLACES = Kind("account_teams", _("Customers that they looked after"), _count, _ids, _load, _hand_over, close=_close, says_itself=True)
"""What people own among customers."""
