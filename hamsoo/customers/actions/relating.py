"""Saying what customers are to one another: contacts, subsidiaries and partners of companies, and that they are it no more."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.customers import events, queries, rules
from hamsoo.customers.models import Tie
from hamsoo.identity.models import Customer, Entity, Relation, SourceRecord
from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.ledger.actions import record
from hamsoo.people.models import Person

ROLE_LENGTH = 120
_Kind = Relation.Kind


@transaction.atomic
def relate(*, actor: Person, customer: Customer, company: Customer, kind: str, role: str = "", at: datetime) -> Tie:
    """Say that `customer` is a contact, a subsidiary or a partner of `company`; whoever serves one of them can.

    It hangs on the record of `customer` where `actor` writes, and on the record of `company` that they believe most. Raises
    `AlreadyRelated`, and `Circle` for a company that would stand below itself, as far as `actor` sees.
    """
    own = rules.require_record_to_write(actor, customer)
    if not (rules.can_serve(actor, customer) or rules.can_serve(actor, company)):
        raise NotAllowed
    other = SourceRecord.objects.visible_to(actor).select_related("system").filter(customer=company)
    found = other.order_by("system__rank", "system", "-changed_at", "pk").first()
    if found is None:
        raise NotFound
    _check(customer, company, kind)
    # Of two at once the second waits here, and then sees the first.
    SourceRecord.objects.select_for_update(no_key=True).get(pk=own.pk)
    if queries.is_known(person=actor, number=customer.pk, company=company.pk, kind=kind):
        raise rules.AlreadyRelated
    if kind == _Kind.SUBSIDIARY and company.pk in queries.companies_below(person=actor, number=customer.pk):
        raise rules.Circle
    said = " ".join(role.replace("\x00", "").split())[:ROLE_LENGTH] if kind == _Kind.CONTACT else ""
    tie = Tie.objects.create(record=own, company=found, kind=kind, role=said, by=actor, since=at)
    _record(events.CustomersRelated, actor, tie, at)
    return tie


@transaction.atomic
def part(*, actor: Person, tie: Tie, at: datetime) -> Tie:
    """Say that customers are no more to one another what somebody had said; what a system says is changed there."""
    rows = Tie.objects.select_for_update(of=("self",)).filter(pk=tie.pk, ended_at=None)
    found = rows.select_related("record__system", "record__customer", "company__system", "company__customer").first()
    if found is None:
        raise NotFound
    rules.require_keeps_tie(actor, found)
    found.ended_at = at
    found.save(update_fields=["ended_at"])
    _record(events.RelationEnded, actor, found, at)
    return found


def _check(customer: Customer, company: Customer, kind: str) -> None:
    if company.entity != Entity.COMPANY:
        raise Invalid(_("Contacts, subsidiaries and partners are those of a company."), field="who")
    if kind not in _Kind.values or ((kind == _Kind.CONTACT) != (customer.entity == Entity.PERSON) and kind != _Kind.PARTNER):
        raise Invalid(_("A person can be a contact or a partner, a company a subsidiary or a partner."), field="kind")
    if customer.pk == company.pk:
        raise Invalid(_("These are one customer."), field="who")


def _record(fact: type[events.CustomersRelated | events.RelationEnded], actor: Person, tie: Tie, at: datetime) -> None:
    own = tie.record
    said = fact(tie_id=tie.pk, record_id=own.pk, company_id=tie.company_id, kind=str(tie.kind))
    about = [("source_record", own.pk, "source_record"), ("source_record", tie.company_id, "company")]
    record(said, actor=actor, objects=about, spaces={own.system.space_id, tie.company.system.space_id}, at=at)
