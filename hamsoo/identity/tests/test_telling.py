"""Facts are told to those who see all that they speak of, and to nobody else."""

from django.utils.translation import override

from hamsoo.identity import actions
from hamsoo.identity.models import Decision
from hamsoo.identity.tests.records import make_system, send
from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.models import Entry
from hamsoo.ledger.presentation import present
from hamsoo.ledger.runner import settle
from hamsoo.people.models import Person
from hamsoo.spaces.models import Space
from tests.world import NOON, World


def told(person: Person) -> list[str]:
    ids = Entry.objects.filter(name__startswith="identity.").order_by("pk").values_list("pk", flat=True)
    with override("en"):
        shown = present(list(facts_by_id(ids).values()), person=person)
    return [shown[pk].sentence for pk in ids if pk in shown]


def test_what_is_said_of_systems_records_and_decisions(world: World, admin: Person, nima: Person) -> None:
    finance = Space.objects.get(subject_type="unit", subject_id=world.finance.pk)
    crm, billing = make_system("crm", world.organisation), make_system("billing", finance)
    send(crm, {"key": 1, "full_name": "Sara"}, {"key": 2, "full_name": "Sara M."})
    send(billing, {"key": 1, "full_name": "Mohammadi"})
    settle()
    a, b = crm.records.order_by("pk")
    decision = actions.decide(actor=admin, a=a, b=b, is_one=True, at=NOON)
    actions.retract(actor=admin, decision=decision, at=NOON)

    assert told(admin) == [
        "Hamsoo added the source system “CRM”",
        "CRM sent 2 records",
        "Admin said that Sara and Sara M. are one customer",
        "Admin took back what was decided about Sara and Sara M.",
    ]
    assert [words for words in told(nima) if words not in told(admin)] == [
        "Hamsoo added the source system “BILLING”",
        "BILLING sent Mohammadi",
    ]


def test_a_fact_about_a_hidden_record_is_not_told(world: World, admin: Person, nima: Person) -> None:
    finance = Space.objects.get(subject_type="unit", subject_id=world.finance.pk)
    row = {"key": 1, "full_name": "Sara Mohammadi", "phone": "09121234567"}
    send(make_system("crm", world.organisation), row)
    send(make_system("billing", finance), row)
    settle()
    assert Decision.objects.count() == 1

    assert [words for words in told(nima) if "recognised" in words] == ["Sara Mohammadi and others were recognised as one customer"]
    assert [words for words in told(admin) if "recognised" in words] == []
