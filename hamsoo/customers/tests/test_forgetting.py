"""Forgetting a customer: nothing of it is left anywhere, the rest stands, and it does not come back unnoticed."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from hamsoo.customers import actions, queries
from hamsoo.customers.actions import Noted
from hamsoo.customers.importers.activities import FileOfActivities
from hamsoo.customers.models import Activity, Erasure, Retention
from hamsoo.customers.tests.cast import SEPEHR, company, let, link, sepehr
from hamsoo.finder.queries import search
from hamsoo.identity import actions as identity
from hamsoo.identity.importers import files
from hamsoo.identity.importers.records import FileOfRecords
from hamsoo.identity.models import Customer, Forgotten, RecordFile, SourceRecord, System
from hamsoo.identity.tests.records import look, make_system, numbers, send
from hamsoo.kernel import deadlines
from hamsoo.kernel.errors import DomainError, Invalid, NotAllowed, NotFound
from hamsoo.kernel.imports import run_import
from hamsoo.kernel.models import Deadline
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.people.models import Person
from hamsoo.spaces import actions as spaces
from tests.world import NOON, World

FORGET = "identity.forget"
DAY = timedelta(days=1)
PRIVATE = {"key": "SECRETKEY-9", "full_name": "مهتاب رازدار", "email": "razdar@hidden.example", "phone": "09121230987"}
WORDS = ("رازدار", "razdar", "SECRETKEY", "9121230987", "زمزمه", "mahtab")


def everything_kept() -> str:
    """Return all rows of all tables as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        cursor.execute(" UNION ALL ".join(f'SELECT to_jsonb(t)::text FROM "{table}" AS t' for table in tables))
        return "\n".join(text for (text,) in cursor.fetchall())


def forgotten(actor: Person, customer: Customer, **changes: Any) -> Erasure:
    given: dict[str, Any] = {"reason": "خواستهٔ خودشان", "confirmed": customer.number, "at": NOON, **changes}
    return actions.forget(actor=actor, customer=customer, **given)


def happened(person: Person, record: SourceRecord) -> list[str]:
    _number, _name, story = queries.story_of(person=person, number=record.own_id, asked=queries.Asked())
    return [item.fact.event.name for item in story.page.items]


def of(record: SourceRecord) -> Customer:
    return Customer.objects.get(records=record)


def importer(path: Path, system: System) -> FileOfRecords:
    return FileOfRecords(
        path,
        name="crm.csv",
        system=system,
        entity="person",
        key_column="key",
        columns={},
        actor=SYSTEM,
        at=NOON,
        today=NOON.date(),
    )


@pytest.fixture
def whole(world: World, admin: Person, sara: Person, settings: Any, tmp_path: Path) -> SourceRecord:
    """Have a person known by all that can be known of one."""
    settings.INDEX_FOLDER, settings.MEDIA_ROOT = tmp_path / "index", tmp_path / "media"
    crm = make_system("crm", world.organisation)
    path = tmp_path / "crm.csv"
    path.write_text(",".join(PRIVATE) + "\n" + ",".join(PRIVATE.values()) + "\n", encoding="utf-8")
    run_import(importer(path, crm))
    record = SourceRecord.objects.get()
    send(crm, {**PRIVATE, "city": "رازشهر"})
    [other] = send(crm, {"key": "K2", "full_name": "mahtab Razdar", "email": "razdar@hidden.example", "phone": "09121230987"})
    link(record, other)
    customer = of(record)
    actions.note(actor=sara, customer=customer, kind="call", text="زمزمه‌ای با رازدار", happened_at=NOON - DAY, at=NOON)
    actions.add_member(actor=admin, customer=customer, person=sara, role="lead", at=NOON)
    actions.put_into_segments(actor=admin, customer=customer, segments={"need": "زمزمه", "value": "high"}, at=NOON)
    actions.move(actor=admin, customer=customer, stage="active", note="رازدار", at=NOON)
    actions.keep_consent(actor=admin, customer=customer, purpose="news", is_given=True, note="رازدار", at=NOON)
    rows = "customer,key,kind,at,text\nSECRETKEY-9,i1,invoice,2026-10-01,رازدار\n"
    (tmp_path / "activities.csv").write_text(rows, encoding="utf-8")
    run_import(FileOfActivities(tmp_path / "activities.csv", name="activities.csv", system=crm, actor=SYSTEM, at=NOON))
    files.upload(actor=admin, system=crm, entity="person", name="again.csv", content=ContentFile(path.read_bytes()), at=NOON)
    settle()
    return record


def test_nothing_of_who_was_forgotten_is_left_anywhere_and_the_log_is_countable(
    world: World, admin: Person, sara: Person, whole: SourceRecord, browse
) -> None:  # type: ignore[no-untyped-def]
    customer, own_numbers = of(whole), list(Customer.objects.values_list("number", flat=True))
    before, facts = everything_kept(), list(Entry.objects.order_by("pk").values_list("pk", "name", "actor_id", "happened_at"))
    assert [word in before for word in WORDS] == [True] * len(WORDS)
    assert [hit.document.id for hit in search(person=sara, text="رازدار", types=("source_record",)).hits] == [whole.pk]
    [file] = RecordFile.objects.all()
    stored = Path(file.file.path)

    erasure = forgotten(admin, customer)
    settle()

    left = everything_kept()
    assert [word for word in WORDS if word in left] == []
    assert search(person=sara, text="رازدار", types=("source_record",)).hits == []
    assert not stored.exists()
    counts = {
        "records": 2,
        "versions": 3,
        "activities": 2,
        "team": 1,
        "stages": 1,
        "segments": 2,
        "consents": 1,
        "ties": 0,
        "satisfaction": 0,
        "looks": 0,
        "files": 1,
    }
    assert (erasure.counts, erasure.by, erasure.reason) == (counts, admin, "خواستهٔ خودشان")
    assert list(Entry.objects.order_by("pk").values_list("pk", "name", "actor_id", "happened_at"))[: len(facts)] == facts
    assert Entry.objects.filter(name__in=["identity.RecordsForgotten", "customers.CustomerForgotten"]).count() == 2
    for number in own_numbers:
        assert browse(sara).get(reverse("customers:single", args=[number])).status_code == 404
    assert list(Customer.objects.filter(number__in=own_numbers).values_list("record_count", flat=True)) == [0, 0]


def test_others_stay_exactly_as_they_are(world: World, admin: Person, sara: Person) -> None:
    crm = make_system("crm", world.organisation)
    kept, gone = send(crm, {"key": "1", "full_name": "Kamran Deyhim", "phone": "09121112233"}, PRIVATE)
    settle()
    before, told = look(), happened(sara, kept)

    forgotten(admin, of(gone))
    settle()

    after = look()
    assert after["golden"] == [row for row in before["golden"] if row[0] == kept.own_id]
    assert after["records"] == [row for row in before["records"] if row[0] == kept.pk]
    assert happened(sara, kept) == told == ["identity.RecordsReceived"]


def test_what_stands_where_one_does_not_read_is_not_touched_and_parts(world: World, admin: Person, nima: Person, sara: Person) -> None:
    customer = sepehr(world)
    hidden = SourceRecord.objects.get(system__code="billing")
    keeper = let(admin, sara, FORGET)

    assert queries.going(person=keeper, customer=customer).counts["records"] == 1
    forgotten(keeper, customer)

    hidden.refresh_from_db()
    assert (hidden.customer_id, hidden.own.record_count, hidden.name) == (hidden.own_id, 1, "شرکت بیمه سپهر")
    assert SourceRecord.objects.count() == 1


def test_a_chain_whose_middle_goes_is_compared_again(world: World, admin: Person) -> None:
    crm, shop, bill = (make_system(code, world.organisation) for code in ("crm", "shop", "billing"))
    row = {"full_name": "Kamran Deyhim", "national_id": "0084575948", "phone": "09121112233"}
    [first], [middle], [last] = (send(system, {"key": "1", **row}) for system in (crm, shop, bill))
    link(first, middle)
    link(middle, last)

    identity.forget_records(actor=SYSTEM, records=[middle], at=NOON)

    assert len(set(numbers(first, last))) == 1
    assert Customer.objects.get(records=first).record_count == 2


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"reason": "  "}, Invalid), ({"confirmed": 1}, Invalid), ({"actor": "sara"}, NotAllowed), ({"actor": "parted"}, NotFound)],
)
def test_who_may_not_or_says_too_little_changes_nothing(
    world: World, admin: Person, sara: Person, nima: Person, changes: dict[str, Any], refusal: type[DomainError]
) -> None:
    customer = sepehr(world)
    everybodys = SourceRecord.objects.get(system__code="crm")
    actor = {"sara": sara, "parted": let(admin, nima, FORGET)}.get(changes.get("actor", ""), admin)
    if changes.get("actor") == "parted":
        identity.forget_records(actor=SYSTEM, records=[everybodys, SourceRecord.objects.get(system__code="billing")], at=NOON)
    before = (look(), Entry.objects.count())

    with pytest.raises(refusal):
        forgotten(actor, customer, **{k: v for k, v in changes.items() if k != "actor"})

    assert ((look(), Entry.objects.count()), Erasure.objects.count()) == (before, 0)


def test_who_only_reads_does_not_forget(world: World, admin: Person, sara: Person) -> None:
    group = spaces.create_group(actor=admin, name_fa="بیمه‌ها", policy="open", at=NOON)
    [record] = send(make_system("crm", group), PRIVATE)

    with pytest.raises(NotAllowed):
        forgotten(let(admin, sara, FORGET), of(record))
    assert SourceRecord.objects.count() == 1


def test_it_does_not_come_back_unnoticed(world: World, admin: Person, sara: Person, tmp_path: Path, whole: SourceRecord, browse) -> None:  # type: ignore[no-untyped-def]
    crm = whole.system
    forgotten(admin, of(whole))
    path = tmp_path / "again.csv"
    path.write_text("key,full_name\nSECRETKEY-9,مهتاب رازدار\nnew,Somebody Else\n", encoding="utf-8")

    again = importer(path, crm)
    report = run_import(again)
    rows = [identity.Row("SECRETKEY-9", {"full_name": "مهتاب"}), identity.Row("K9", {"full_name": "Nobody"})]
    received = identity.receive(actor=SYSTEM, system=crm, entity="person", rows=rows, at=NOON)
    taken = actions.take(actor=SYSTEM, system=crm, rows=[Noted("SECRETKEY-9", "i2", "invoice", NOON - DAY)], at=NOON)

    assert (report.counts["records"]["new"], again.left_out, report.problems) == (1, [2], ())
    assert (received.forgotten, len(received.new), (taken.new_count, taken.forgotten_count)) == (["SECRETKEY-9"], 1, (0, 1))
    assert "SECRETKEY" not in everything_kept()
    assert set(Activity.objects.values_list("key", flat=True)) == set()
    # Digests are of this system alone, and of this kind.
    [elsewhere] = send(make_system("shop", world.organisation), PRIVATE)
    assert elsewhere.key == "SECRETKEY-9"

    assert browse(sara).post(reverse("identity:letting_in", args=[crm.pk])).status_code == 403
    assert browse(admin).post(reverse("identity:letting_in", args=[crm.pk])).status_code == 303
    assert len(identity.receive(actor=SYSTEM, system=crm, entity="person", rows=rows, at=NOON).new) == 1
    assert Forgotten.objects.count() == 0


def test_the_page_of_a_file_names_the_lines_that_stayed_out(world: World, admin: Person, whole: SourceRecord, browse) -> None:  # type: ignore[no-untyped-def]
    forgotten(admin, of(whole))
    content = ContentFile("key,full_name\nK1,Somebody\nSECRETKEY-9,مهتاب\n".encode())
    file = files.upload(actor=admin, system=whole.system, entity="person", name="again.csv", content=content, at=NOON)
    file = files.choose(actor=admin, file=file, key_column="key", columns={"full_name": "full_name"}, at=NOON)
    files.carry_out(file=files.begin(actor=admin, file=file, apply=False), at=NOON)

    shown = browse(admin).get(file.get_absolute_url()).content.decode()
    assert [text in shown for text in ("It was not taken over", "Line 3", "1 new record")] == [True] * 3


def test_the_page_takes_a_reason_then_the_number_and_then_forgets(
    world: World, admin: Person, sara: Person, browse, django_assert_num_queries: DjangoAssertNumQueries
) -> None:  # type: ignore[no-untyped-def]
    [record] = send(make_system("crm", world.organisation), PRIVATE)
    address, client = reverse("customers:forget", args=[record.own_id]), browse(admin)
    assert browse(sara).get(address).status_code == 404

    client.get(address)
    with django_assert_num_queries(18):
        shown = client.get(address).content.decode()
    assert [text in shown for text in ("What goes", "What stays, and why", "SECRETKEY-9", "Forget for ever")] == [True, True, True, False]
    assert client.post(address, {"reason": ""}).status_code == 422
    assert "Forget for ever" in client.post(address, {"reason": "By mail"}).content.decode()
    assert client.post(address, {"reason": "By mail", "confirmed": "0"}).status_code == 422
    assert SourceRecord.objects.count() == 1
    assert client.post(address, {"reason": "By mail", "confirmed": str(record.own_id)}).status_code == 303
    shown = client.get(reverse("customers:forgotten")).content.decode()
    assert ["By mail" in shown, "1 forgotten record" in shown, SourceRecord.objects.count()] == [True, True, 0]


def test_nobody_is_forgotten_by_themselves_until_that_is_set_and_then_those_of_whom_nobody_heard(
    world: World, admin: Person, sara: Person, browse
) -> None:  # type: ignore[no-untyped-def]
    crm = make_system("crm", world.organisation)
    rows = [{"key": name, "full_name": f"Somebody {name}"} for name in ("quiet", "called", "staged", "agreed", "served", "segmented")]
    quiet, called, staged, agreed, served, segmented = send(crm, *rows, at=NOON - 400 * DAY)
    [young] = send(crm, {"key": "young", "full_name": "Young One"}, at=NOON - 10 * DAY)
    lately = {"at": NOON - 100 * DAY}
    actions.note(actor=sara, customer=of(called), kind="call", text="…", happened_at=NOON - 100 * DAY, at=NOON)
    actions.move(actor=admin, customer=of(staged), stage="active", **lately)
    actions.keep_consent(actor=admin, customer=of(agreed), purpose="news", is_given=True, **lately)
    actions.add_member(actor=admin, customer=of(served), person=sara, role="lead", at=NOON - 390 * DAY)
    actions.put_into_segments(actor=admin, customer=of(segmented), segments={"value": "high"}, **lately)
    assert (actions.forget_quiet(at=NOON), Deadline.objects.filter(kind=actions.RETENTION).count()) == (0, 0)
    with pytest.raises(NotAllowed):
        actions.set_retention(actor=sara, days=365, at=NOON)
    with pytest.raises(Invalid):
        actions.set_retention(actor=admin, days=89, at=NOON)

    client = browse(admin)
    shown = client.get(reverse("customers:forgotten"), {"days": "365"}).content.decode()
    assert [name in shown for name in ("Somebody quiet", "Somebody called", "Somebody served", "Young")] == [True, False, False, False]
    assert client.post(reverse("customers:forgotten"), {"days": "365"}).status_code == 303
    assert SourceRecord.objects.count() == 7

    deadlines.scan(at=deadlines.due_at(kind=actions.RETENTION, about=("organisation", 1)) or NOON)
    left = set(SourceRecord.objects.values_list("pk", flat=True))
    assert left == {one.pk for one in (called, staged, agreed, served, segmented, young)}
    [erasure] = Erasure.objects.all()
    assert (erasure.by, erasure.number, deadlines.due_at(kind=actions.RETENTION, about=("organisation", 1)) is not None) == (
        None,
        quiet.own_id,
        True,
    )
    actions.set_retention(actor=admin, days=None, at=NOON)
    assert (Retention.objects.get().days, Deadline.objects.filter(kind=actions.RETENTION).count()) == (None, 0)


def test_many_are_forgotten_in_parts(world: World, admin: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hamsoo.customers.actions.forgetting.AT_ONCE", 2)
    for name in "abc":
        company(world, f"Company {name}", name)
    SourceRecord.objects.update(changed_at=NOON - 900 * DAY, first_at=NOON - 900 * DAY)
    Customer.objects.update(since=NOON - 900 * DAY)
    actions.set_retention(actor=admin, days=365, at=NOON)

    assert actions.forget_quiet(at=NOON + DAY) == 2
    assert deadlines.due_at(kind=actions.RETENTION, about=("organisation", 1)) == NOON + DAY + timedelta(seconds=30)
    assert (actions.forget_quiet(at=NOON + DAY), SourceRecord.objects.count()) == (1, 0)


def test_profiles_name_forgotten_customers_no_more(world: World, admin: Person, sara: Person) -> None:
    [record] = send(make_system("crm", world.organisation), SEPEHR, entity="company")
    actions.add_member(actor=admin, customer=of(record), person=sara, role="lead", at=NOON)
    settle()
    assert "بیمهٔ سپهر" in everything_kept()

    forgotten(admin, of(record))
    settle()

    assert "بیمهٔ سپهر" not in everything_kept()
