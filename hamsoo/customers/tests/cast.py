"""Customers of the tests, and who may keep them."""

from typing import Any

from hamsoo.identity import actions as identity
from hamsoo.identity.models import Customer, SourceRecord
from hamsoo.identity.tests.records import make_system, send
from hamsoo.ledger.actors import SYSTEM
from hamsoo.people import actions as people
from hamsoo.people.models import Person, Unit
from hamsoo.spaces.models import Space
from tests.world import NOON, World

SEPEHR = {"key": "SPH-1", "name": "بیمهٔ سپهر", "phone": "02188776655", "city": "تهران", "industry": "بیمه"}
SEPEHR_IN_FINANCE = {"key": "1093", "name": "شرکت بیمه سپهر", "registration_id": "10100000007", "city": "کرج"}


def space_of(unit: Unit) -> Space:
    """Return the space of a department."""
    return Space.objects.get(subject_type="unit", subject_id=unit.pk)


def sepehr(world: World) -> Customer:
    """Have two systems know one company: one that everybody reads, and one that only finance does, which is believed more."""
    [everybodys] = send(make_system("crm", world.organisation, rank=20), SEPEHR, entity="company")
    [of_finance] = send(make_system("billing", space_of(world.finance), rank=10), SEPEHR_IN_FINANCE, entity="company")
    link(everybodys, of_finance)
    return Customer.objects.get(record_count=2)


def link(a: SourceRecord, b: SourceRecord) -> None:
    """Say that two records are one customer."""
    identity.decide(actor=SYSTEM, a=a, b=b, is_one=True, at=NOON)


def let(admin: Person, person: Person, *verbs: str) -> Person:
    """Give `person` a role with these verbs; return them as read anew."""
    role = people.create_role(actor=admin, name_fa=f"نقش {person.pk} {' '.join(verbs)}", at=NOON)
    people.set_rights(actor=admin, role=role, wanted=dict.fromkeys(verbs, "all"), at=NOON)
    people.give_role(actor=admin, role=role, kind="person", subject_id=person.pk, at=NOON)
    return Person.objects.get(pk=person.pk)


def company(world: World, name: str, code: str, **further: Any) -> SourceRecord:
    """Have a system of its own, which everybody reads, send one company."""
    return send(make_system(code, world.organisation), {"key": "1", "name": name, **further}, entity="company")[0]
