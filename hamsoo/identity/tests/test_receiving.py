"""Rows of systems become records with versions; the same row twice changes nothing, a bad one refuses all."""

import pytest
from django.utils.translation import override

from hamsoo.identity import actions, events
from hamsoo.identity.models import BlockingKey, Customer, Relation, SourceRecord, SourceVersion
from hamsoo.identity.tests.records import make_system, send
from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.people import actions as people
from hamsoo.people.models import Person
from hamsoo.spaces.models import Space
from tests.world import NOON, World

ROW = {"key": "17", "full_name": "سارا محمدی", "email": "Sara@Example.ir", "phone": "۰۹۱۲ ۱۲۳ ۴۵۶۷", "shelf": "4"}


def told() -> list[object]:
    entries = Entry.objects.filter(name="identity.RecordsReceived").order_by("pk").values_list("pk", flat=True)
    return [fact.event for fact in facts_by_id(entries).values()]


def test_a_row_becomes_a_record_with_its_version_as_it_came(world: World) -> None:
    crm = make_system("crm", world.organisation)

    [record] = send(crm, ROW)

    assert (record.name, record.version_count, record.customer_id, record.is_due) == ("سارا محمدی", 1, record.own_id, True)
    assert record.values == {"full_name": "سارا محمدی", "email": "Sara@Example.ir", "phone": "۰۹۱۲ ۱۲۳ ۴۵۶۷"}
    assert record.normal["emails"] == ["sara@example.ir"]
    assert "email:sara@example.ir" in BlockingKey.objects.filter(record=record).values_list("key", flat=True)
    version = SourceVersion.objects.get()
    assert (version.number, version.at, version.payload) == (1, NOON, {name: ROW[name] for name in ROW if name != "key"})
    assert Customer.objects.get() == record.own
    assert told() == [events.RecordsReceived(system_id=crm.pk, new_ids=(record.pk,))]


def test_the_same_row_again_changes_nothing(world: World) -> None:
    crm = make_system("crm", world.organisation)
    send(crm, ROW)

    received = actions.receive(
        actor=SYSTEM,
        system=crm,
        entity="person",
        rows=[actions.Row("17", {name: ROW[name] for name in reversed(ROW) if name != "key"})],
        at=NOON,
    )

    assert (received.new, received.changed, len(received.ids)) == ([], [], 1)
    assert (SourceVersion.objects.count(), Customer.objects.count(), len(told())) == (1, 1, 1)


def test_a_changed_row_is_another_version_and_other_keys(world: World) -> None:
    crm = make_system("crm", world.organisation)
    [before] = send(crm, ROW)

    [after] = send(crm, {**ROW, "email": "sara.m@example.ir"})

    assert (after.pk, after.version_count, after.values["email"]) == (before.pk, 2, "sara.m@example.ir")
    assert [version.payload["email"] for version in SourceVersion.objects.order_by("number")] == ["Sara@Example.ir", "sara.m@example.ir"]
    keys = set(BlockingKey.objects.values_list("key", flat=True))
    assert ("email:sara@example.ir" in keys, "email:sara.m@example.ir" in keys) == (False, True)
    assert told()[1] == events.RecordsReceived(system_id=crm.pk, changed_ids=(before.pk,))


def test_what_a_system_removes_stays_known_and_can_come_back(world: World) -> None:
    crm = make_system("crm", world.organisation)
    [record] = send(crm, ROW)
    payload = {name: ROW[name] for name in ROW if name != "key"}

    gone = actions.receive(actor=SYSTEM, system=crm, entity="person", rows=[actions.Row("17", {}, is_removed=True)], at=NOON)
    assert (gone.removed, SourceRecord.objects.get().removed_at, SourceRecord.objects.get().name) == ([record.pk], NOON, "سارا محمدی")
    again = actions.receive(actor=SYSTEM, system=crm, entity="person", rows=[actions.Row("17", {}, is_removed=True)], at=NOON)
    assert (again.removed, again.ids) == ([], [record.pk])

    back = actions.receive(actor=SYSTEM, system=crm, entity="person", rows=[actions.Row("17", payload)], at=NOON)
    assert (back.changed, SourceRecord.objects.get().removed_at, SourceVersion.objects.count()) == ([record.pk], None, 1)


def test_columns_mean_what_the_saved_mapping_says(world: World) -> None:
    crm = make_system("crm", world.organisation)
    columns = {"نام مشتری": "full_name", "همراه": "phone", "تلفن": "phone", "shelf": ""}
    actions.save_mapping(actor=SYSTEM, system=crm, entity="person", key_column="کد", columns=columns, at=NOON)

    [record] = send(crm, {"key": 1, "نام مشتری": "رضا کریمی", "همراه": "09121234567", "تلفن": "02188776655", "email": "r@k.ir"})

    assert record.values == {"full_name": "رضا کریمی", "phone": ["02188776655", "09121234567"], "email": "r@k.ir"}


def test_a_new_mapping_reads_what_is_there_again_and_adds_no_version(world: World) -> None:
    crm = make_system("crm", world.organisation)
    rows = [{"key": number, "نام": f"کسی {number}", "همراه": f"0912{number // 2:07}"} for number in range(120)]
    records = send(crm, *rows)
    settle()
    assert {record.name for record in records} == {""}

    actions.save_mapping(actor=SYSTEM, system=crm, entity="person", key_column="", columns={"نام": "full_name", "همراه": "phone"}, at=NOON)
    settle()

    found = SourceRecord.objects.order_by("pk")
    assert [record.name for record in found] == [f"کسی {number}" for number in range(120)]
    assert found[7].values == {"full_name": "کسی 7", "phone": "09120000003"}
    assert "phone:+989120000003" in BlockingKey.objects.filter(record=found[7]).values_list("key", flat=True)
    assert (SourceVersion.objects.count(), found.filter(is_due=True).count()) == (120, 0)
    again = [
        fact.event for fact in facts_by_id(Entry.objects.filter(name="identity.RecordsReadAgain").values_list("pk", flat=True)).values()
    ]
    assert sorted((len(event.record_ids), len(event.changed_ids)) for event in again) == [(20, 20), (50, 50), (50, 50)]  # type: ignore[attr-defined]


def test_a_contact_names_its_company_by_the_key_there(world: World) -> None:
    crm = make_system("crm", world.organisation)

    [contact] = send(crm, {**ROW, "company_key": "C-9", "role": "مدیر خرید"})

    assert list(Relation.objects.values_list("record", "kind", "key", "role")) == [(contact.pk, "contact", "C-9", "مدیر خرید")]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([actions.Row("1", {}), actions.Row(" ", {})], "Row 2 has no key"),
        ([actions.Row("1", {}), actions.Row("2", {}), actions.Row("1", {"a": 1})], "Row 3 has the same key as another row: 1"),
        ([actions.Row("x" * 201, {})], "Row 1 has no key, or one longer than 200"),
        ([actions.Row("1", {"full_name": "ن" * 100_001})], "Row 1 is longer than 100000"),
        ([actions.Row(str(number), {}) for number in range(1001)], "up to 1000 rows"),
    ],
)
def test_bad_rows_are_named_and_nothing_is_kept(world: World, rows: list[actions.Row], words: str) -> None:
    crm = make_system("crm", world.organisation)

    with override("en"), pytest.raises(Invalid, match=words):
        actions.receive(actor=SYSTEM, system=crm, entity="person", rows=rows, at=NOON)

    assert (SourceRecord.objects.count(), Customer.objects.count(), told()) == (0, 0, [])


def test_only_who_has_the_right_and_reads_there_hands_rows_over(world: World, admin: Person, sara: Person, nima: Person) -> None:
    finance = Space.objects.get(subject_type="unit", subject_id=world.finance.pk)
    billing = make_system("billing", finance)
    role = people.create_role(actor=admin, name_fa="نگه‌دارندهٔ رکوردها", at=NOON)
    people.set_rights(actor=admin, role=role, wanted={"identity.keep_systems": "all"}, at=NOON)
    rows = [actions.Row("1", {"full_name": "کسی"})]

    with pytest.raises(NotAllowed):
        actions.receive(actor=nima, system=billing, entity="person", rows=rows, at=NOON)
    for person in (sara, nima):
        people.give_role(actor=admin, role=role, kind="person", subject_id=person.pk, at=NOON)
    with pytest.raises(NotFound):
        actions.receive(actor=sara, system=billing, entity="person", rows=rows, at=NOON)
    assert SourceRecord.objects.count() == 0

    actions.receive(actor=nima, system=billing, entity="person", rows=rows, at=NOON)
    assert SourceRecord.objects.get().name == "کسی"


def test_many_rows_make_facts_that_are_compared_in_portions(world: World) -> None:
    crm = make_system("crm", world.organisation)

    send(crm, *({"key": number, "full_name": f"N {number}"} for number in range(120)))

    assert [len(event.new_ids) for event in told()] == [50, 50, 20]  # type: ignore[attr-defined]
