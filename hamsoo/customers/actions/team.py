"""Who looks after a customer: joining, other roles, leaving."""

from datetime import datetime

from django.db import transaction

from hamsoo.customers import events, queries, rules
from hamsoo.customers.models import TeamMember
from hamsoo.identity.models import Customer, SourceRecord
from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.events import Event
from hamsoo.people.models import Person


@transaction.atomic
def add_member(*, actor: Person, customer: Customer, person: Person, role: str, at: datetime) -> TeamMember:
    """Have a colleague look after a customer; they are told, and so is who follows it."""
    own = rules.require_serves(actor, customer)
    _check(role)
    if not SourceRecord.objects.visible_to(person).filter(pk=own.pk).exists():
        raise rules.CannotSee(field="who")
    # Of two at once the second waits here, and then sees the first.
    SourceRecord.objects.select_for_update(no_key=True).get(pk=own.pk)
    if any(member.person_id == person.pk for member in queries.team_of(person=actor, customer=customer)):
        raise rules.AlreadyInTeam(field="who")
    member = TeamMember.objects.create(record=own, person=person, role=role, joined_at=at)
    fact = events.TeamMemberAdded(
        member_id=member.pk, record_id=own.pk, person_id=person.pk, role=role, sibling_ids=queries.siblings_of(own)
    )
    _record(fact, actor, own, person.pk, at)
    return member


@transaction.atomic
def change_role(*, actor: Person, member: TeamMember, role: str, at: datetime) -> TeamMember:
    """Give a member another role; nothing is said when it is the same."""
    found = _locked(actor, member)
    rules.require_keeps_member(actor, found)
    _check(role)
    if found.role != role:
        found.role = role
        found.save(update_fields=["role"])
        own = found.record
        fact = events.TeamRoleChanged(
            member_id=found.pk, record_id=own.pk, person_id=found.person_id, role=role, sibling_ids=queries.siblings_of(own)
        )
        _record(fact, actor, own, found.person_id, at)
    return found


@transaction.atomic
def leave(*, actor: Person, member: TeamMember, at: datetime) -> TeamMember:
    """Take a member out of a team; everybody may take themselves out.

    Who is in the team by several records of the customer leaves by all that `actor` may change: it is one team to who reads it.
    """
    found = _locked(actor, member)
    if found.person_id != actor.pk:
        rules.require_keeps_member(actor, found)
    rows = TeamMember.objects.visible_to(actor).select_for_update(of=("self",)).select_related("record__system")
    same = list(rows.filter(person=found.person_id, record__customer=found.record.customer_id, left_at=None).order_by("pk"))
    kept = rules.kept_among(actor, found.record.customer, same) if found.person_id != actor.pk else {row.pk for row in same}
    for row in same:
        if row.pk in kept:
            _let_go(actor, row, at)
    found.refresh_from_db(fields=["left_at"])
    return found


def _let_go(actor: Person, member: TeamMember, at: datetime) -> None:
    member.left_at = at
    member.save(update_fields=["left_at"])
    own = member.record
    fact = events.TeamMemberLeft(member_id=member.pk, record_id=own.pk, person_id=member.person_id, sibling_ids=queries.siblings_of(own))
    _record(fact, actor, own, member.person_id, at)


def _locked(actor: Person, member: TeamMember) -> TeamMember:
    """Return the member as it stands now, held until the transaction ends; raise `NotFound` when they left meanwhile."""
    rows = TeamMember.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=member.pk, left_at=None)
    found = rows.select_related("record__system", "record__customer").first()
    if found is None:
        raise NotFound
    return found


def _check(role: str) -> None:
    if role not in TeamMember.Role.values:
        raise Invalid(field="role")


def _record(fact: Event, actor: Person, own: SourceRecord, person_id: int, at: datetime) -> None:
    about = [("source_record", own.pk, "source_record"), ("person", person_id, "member")]
    record(fact, actor=actor, objects=about, spaces=[own.system.space_id], at=at)
