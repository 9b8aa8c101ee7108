"""Put in who looks after the demo organisation's customers, where these stand, and what happened with them."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from hamsoo.customers import actions as customers
from hamsoo.desk.demo.relations import ContactSpec, RelationSpec
from hamsoo.identity.models import SourceRecord, System
from hamsoo.ledger.actors import SYSTEM
from hamsoo.people.models import Person

SYSTEMS = ("crm", "billing")


def relate(*, specs: list[RelationSpec], people: Mapping[str, Person], keeper: Person, begun_at: datetime, at: datetime) -> None:
    """Let `keeper`, who may, put together the teams, and everybody note what they did; all before `at`."""
    systems = {system.code: system for system in System.objects.filter(code__in=SYSTEMS)}
    known = SourceRecord.objects.filter(system=systems["crm"], entity="company").select_related("customer", "system")
    records = {record.key: record for record in known}
    taken: dict[str, list[customers.Noted]] = {code: [] for code in SYSTEMS}
    for spec in specs:
        customer = records[spec.crm].customer
        for key, role in spec.team:
            customers.add_member(actor=keeper, customer=customer, person=people[key], role=role, at=begun_at)
        for stage, state, since in spec.stages:
            customers.move(actor=keeper, customer=customer, stage=stage, state=state, at=max(since, begun_at))
        customers.put_into_segments(actor=keeper, customer=customer, segments=spec.segments, at=begun_at)
        for number, contact in enumerate(spec.contacts):
            if contact.system:
                key = spec.billing if contact.system == "billing" else spec.crm
                taken[contact.system].append(_noted(contact, key, f"{key}-{number}"))
            else:
                customers.note(
                    actor=people[contact.person],
                    customer=customer,
                    kind=contact.kind,
                    text=contact.text,
                    minutes=contact.minutes,
                    happened_at=contact.at,
                    at=at,
                )
    rows_said = [row for number, spec in enumerate(specs) for row in _answers(number, spec.crm, at)]
    customers.take_answers(actor=SYSTEM, system=systems["crm"], rows=rows_said, at=at)
    for code, rows in taken.items():
        customers.take(actor=SYSTEM, system=systems[code], rows=rows, at=at)


def _answers(number: int, customer: str, at: datetime) -> Iterator[customers.Answered]:
    """Yield how satisfied a customer said that it is, every two weeks back from today: some content, some less and less."""
    for place in range(3 + 2 * (number % 5)):
        happened_at = at - timedelta(days=3 + 14 * place)
        score = max(1, min(5, 5 - (number + place) % 3 - (number % 4 == 3 and place < 4) * 2))
        yield customers.Answered(customer, f"{customer}-c{place}", "csat", score, happened_at, entity="company")
        if place % 2:
            yield customers.Answered(customer, f"{customer}-n{place}", "nps", 2 * score, happened_at, entity="company")


def _noted(contact: ContactSpec, customer: str, key: str) -> customers.Noted:
    return customers.Noted(
        customer, key, contact.kind, contact.at, text=contact.text, amount=contact.amount, unit=contact.department, entity="company"
    )
