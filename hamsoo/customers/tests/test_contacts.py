"""What happens with customers: noted by hand, by programs and by files; and the timeline of all records as one."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from hamsoo.customers import actions, queries
from hamsoo.customers.actions import Noted
from hamsoo.customers.importers.activities import FileOfActivities
from hamsoo.customers.models import Activity
from hamsoo.customers.tests.cast import company, link, sepehr, space_of
from hamsoo.identity.models import Customer, SourceRecord, System
from hamsoo.identity.tests.records import make_system, send
from hamsoo.kernel import clock
from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.kernel.imports import run_import
from hamsoo.kernel.imports.moments import instant
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.ledger.traits import Ref
from hamsoo.notices.models import InboxItem
from hamsoo.people.models import Person
from hamsoo.threads import actions as threads
from tests.world import NOON, World

BEFORE = NOON - timedelta(hours=2)


def note(actor: Person, customer: Customer, text: str, kind: str = "call", **further: object) -> Activity:
    options = {"happened_at": BEFORE, "at": NOON, **further}
    return actions.note(actor=actor, customer=customer, kind=kind, text=text, **options)  # type: ignore[arg-type]


def told(reader: Person, customer: Customer, **asked: object) -> list[str]:
    settle()
    _number, _name, story = queries.story_of(person=reader, number=customer.number, asked=queries.Asked(**asked))  # type: ignore[arg-type]
    found = [item.details.context.get("activity") for item in story.page.items]
    return [activity.text for activity in found if activity]


def facts() -> int:
    return Entry.objects.filter(name="customers.ActivityNoted").count()


def test_something_is_noted_and_followers_hear_of_it(world: World, sara: Person, nima: Person) -> None:
    customer = sepehr(world)
    threads.follow(actor=nima, target=Ref("source_record", customer.records.get(system__code="billing").pk), at=NOON)
    settle()

    activity = note(sara, customer, "  پرسید   چرا ", minutes=7)

    assert (activity.record.system.code, activity.channel, activity.unit, activity.text) == ("crm", "phone", world.service, "پرسید چرا")
    assert told(sara, customer) == ["پرسید چرا"]
    assert [item.entry_id for item in InboxItem.objects.filter(person=nima, kind="tracked")] == [Entry.objects.latest("pk").pk]
    listed = queries.customers(person=sara, filters=queries.Filters()).rows
    assert [row.last_at for row in listed] == [BEFORE]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "telepathy"}, "kind"),
        ({"channel": "pigeon"}, "channel"),
        ({"text": " \x00 "}, "text"),
        ({"text": "x" * 2001}, "text"),
        ({"happened_at": NOON + timedelta(seconds=1)}, "happened_at"),
        ({"amount": Decimal(10) ** 18}, "amount"),
        ({"minutes": -1}, "minutes"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(world: World, sara: Person, wrong: dict[str, object], field: str) -> None:
    customer = sepehr(world)

    with pytest.raises(Invalid) as refusal:
        note(sara, customer, **{"text": "گفت‌وگو", **wrong})  # type: ignore[arg-type]

    assert (refusal.value.field, Activity.objects.count(), facts()) == (field, 0, 0)


def test_only_who_writes_where_a_record_stands_notes(world: World, sara: Person, admin: Person) -> None:
    [hidden] = send(make_system("ledger", space_of(world.finance)), {"key": "1", "name": "پنهان"}, entity="company")
    for person in (sara, admin):
        with pytest.raises(NotAllowed):
            note(person, hidden.customer, "چیزی")
    assert (Activity.objects.count(), facts()) == (0, 0)


def rows() -> list[Noted]:
    at = datetime(2026, 11, 20, 10, tzinfo=UTC)
    return [
        Noted("1093", "F-1", "invoice", at, amount=Decimal(3900000000), text="صورت‌حساب مهر", unit="finance"),
        Noted("1093", "F-2", "delivery", at + timedelta(hours=1)),
    ]


def test_systems_hand_over_what_they_know_once(world: World, nima: Person, admin: Person) -> None:
    customer = sepehr(world)
    billing = System.objects.get(code="billing")

    first = actions.take(actor=SYSTEM, system=billing, rows=rows(), at=NOON)
    again = actions.take(actor=SYSTEM, system=billing, rows=rows(), at=NOON)

    assert (first.new_count, first.changed_count, again.new_count, again.changed_count) == (2, 0, 0, 0)
    assert (again.ids, facts()) == (first.ids, 2)
    invoice = Activity.objects.get(key="F-1")
    assert (invoice.unit, invoice.channel, invoice.amount, invoice.person) == (world.finance, "paper", Decimal(3900000000), None)

    one, two = rows()
    changed = actions.take(actor=SYSTEM, system=billing, rows=[replace(one, text="صورت‌حساب مهر، پرداخت شد"), two], at=NOON)
    assert (changed.new_count, changed.changed_count, facts()) == (0, 1, 2)
    assert told(nima, customer, kind="invoice") == ["صورت‌حساب مهر، پرداخت شد"]
    # The same row twice in one call is one activity.
    assert actions.take(actor=SYSTEM, system=billing, rows=[replace(two, key="F-3")] * 2, at=NOON).new_count == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"customer": "nobody"},
        {"key": " "},
        {"kind": "x"},
        {"unit": "nowhere"},
        {"at": NOON + timedelta(days=1)},
        {"entity": "person"},
        {"customer": "a\x00"},
        {"key": "a\x00"},
        {"unit": "a\x00"},
        # Elsewhere still a day before Christ: PostgreSQL keeps it, and no program of ours can read it again.
        {"at": datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))},
    ],
)
def test_a_wrong_row_is_named_and_none_is_kept(world: World, wrong: dict[str, object]) -> None:
    sepehr(world)
    billing = System.objects.get(code="billing")
    one, two = rows()

    with pytest.raises(Invalid, match="2"):
        actions.take(actor=SYSTEM, system=billing, rows=[one, replace(two, **wrong)], at=NOON)  # type: ignore[arg-type]

    assert (Activity.objects.count(), facts()) == (0, 0)


@pytest.mark.parametrize(
    "before", ["x", "9999-12-31T23:59:59+00:00_1", "0001-01-01T00:00:00+14:00_1", f"2026-01-01T00:00:00+00:00_{2**63}"]
)
def test_a_timeline_goes_on_from_no_impossible_place(world: World, sara: Person, browse, before: str) -> None:  # type: ignore[no-untyped-def]
    assert browse(sara).get(reverse("customers:timeline", args=[sepehr(world).number]), {"before": before}).status_code == 404


def test_only_who_keeps_systems_and_reads_there_hands_over(world: World, sara: Person, admin: Person) -> None:
    sepehr(world)
    billing = System.objects.get(code="billing")
    with pytest.raises(NotAllowed):
        actions.take(actor=sara, system=billing, rows=rows(), at=NOON)
    with pytest.raises(NotFound):
        actions.take(actor=admin, system=billing, rows=rows(), at=NOON)
    assert Activity.objects.count() == 0


def test_the_timeline_is_that_of_all_visible_records_and_undo_parts_it_again(
    world: World, admin: Person, sara: Person, nima: Person
) -> None:
    customer = sepehr(world)
    note(sara, customer, "از خدمات")
    actions.take(actor=SYSTEM, system=System.objects.get(code="billing"), rows=rows()[:1], at=NOON)
    assert told(nima, customer) == ["از خدمات", "صورت‌حساب مهر"]
    assert told(sara, customer) == ["از خدمات"]
    assert (told(nima, customer, unit_id=world.finance.pk), told(nima, customer, channel="phone")) == (["صورت‌حساب مهر"], ["از خدمات"])
    assert told(sara, customer, unit_id=world.finance.pk) == []
    assert [unit.code for unit in queries.story_of(person=sara, number=customer.number, asked=queries.Asked())[2].units] == ["service"]

    a, b = company(world, "آرمان", "a"), company(world, "گروه آرمان", "b")
    note(sara, a.customer, "یکی")
    note(nima, b.customer, "دیگری", kind="visit")
    link(a, b)
    whole = Customer.objects.get(pk=SourceRecord.objects.get(pk=a.pk).customer_id)
    assert sorted(told(sara, whole)) == sorted(["یکی", "دیگری"])
    actions.take_out(actor=admin, source=SourceRecord.objects.get(pk=b.pk), at=NOON)
    assert (told(sara, a.own), told(sara, b.own)) == (["یکی"], ["دیگری"])


def test_the_page_has_days_filters_and_goes_on(
    world: World, sara: Person, nima: Person, browse, django_assert_num_queries: DjangoAssertNumQueries
) -> None:  # type: ignore[no-untyped-def]
    customer = sepehr(world)
    now = clock.now()
    for number in range(25):
        note(sara, customer, f"گفت‌وگو {number}", happened_at=now - timedelta(days=number), at=now)
    note(nima, customer, "بازدید", kind="visit", happened_at=now - timedelta(days=40), at=now)
    settle()
    client, url = browse(sara), reverse("customers:timeline", args=[customer.number])
    client.get(url)

    with django_assert_num_queries(13):
        page = client.get(url)
    shown = page.content.decode()
    assert (shown.count("گفت‌وگو "), shown.count('class="day'), "Today" in shown) == (18, 18, True)
    with django_assert_num_queries(9):
        rest = client.get(page.context["more_url"], headers={"HX-Request": "true"})
    assert (rest.templates[0].name, rest.content.decode().count("گفت‌وگو "), "بازدید" in rest.content.decode()) == (
        "customers/_moments.html",
        7,
        True,
    )
    narrowed = client.get(url, {"kind": "visit", "channel": "nonsense", "unit": "x"}).content.decode()
    assert ("بازدید" in narrowed, "گفت‌وگو " in narrowed) == (True, False)
    assert client.get(url, {"before": "nonsense"}).status_code == 404
    whole = client.get(reverse("customers:single", args=[customer.number])).content.decode()
    assert whole.count("گفت‌وگو ") == 18


def test_a_day_that_goes_on_has_no_second_heading(world: World, sara: Person, browse) -> None:  # type: ignore[no-untyped-def]
    customer = sepehr(world)
    for number in range(25):
        note(sara, customer, f"گفت‌وگو {number}", happened_at=BEFORE - timedelta(seconds=number))
    settle()
    client = browse(sara)
    page = client.get(reverse("customers:timeline", args=[customer.number]))
    rest = client.get(page.context["more_url"], headers={"HX-Request": "true"}).content.decode()
    assert (page.content.decode().count('class="day'), rest.count('class="day'), rest.count("گفت‌وگو ")) == (1, 0, 7)


def test_noting_on_the_page(world: World, sara: Person, browse, mina) -> None:  # type: ignore[no-untyped-def]
    customer = sepehr(world)
    url = reverse("customers:activities", args=[customer.number])
    client = browse(sara)

    assert client.post(url, {"kind": "call", "text": " "}).status_code == 422
    assert client.post(url, {"kind": "call", "text": "x", "day": "2999-01-01"}).status_code == 422
    answer = client.post(url, {"kind": "visit", "text": "با مدیر خرید", "day": "2026-11-02", "minutes": "۴۵", "amount": "1,200.5"})

    activity = Activity.objects.get()
    assert (activity.plain_amount, Activity(amount=Decimal("5.00")).plain_amount) == (Decimal("1200.50"), Decimal(5))
    assert (answer.status_code, activity.kind, activity.minutes, activity.amount) == (303, "visit", 45, Decimal("1200.5"))
    assert activity.at.date().isoformat() == "2026-11-02"
    assert browse(mina).get(url).status_code == 404


def test_programs_hand_over_and_read(world: World, admin: Person, nima: Person, sara: Person, browse) -> None:  # type: ignore[no-untyped-def]
    customer = sepehr(world)
    body = {"activities": [{"customer": "SPH-1", "key": "C-1", "kind": "call", "at": "2026-11-20T10:00:00+03:30", "text": "سلام"}]}

    def send_in(person: Person, wanted: object) -> tuple[int, dict[str, object]]:
        answer = browse(person).post("/api/v1/systems/crm/activities", json.dumps(wanted), content_type="application/json")
        return answer.status_code, answer.json()

    status, answer = send_in(admin, body)
    assert (status, answer["new"], answer["unchanged"]) == (202, 1, 0)
    assert send_in(admin, body)[1]["unchanged"] == 1
    assert send_in(sara, body)[0] == 403
    for wrong in ({"kind": "x"}, {"at": "2026-11-20T10:00:00"}, {"surprise": 1}, {"customer": "nobody"}):
        assert send_in(admin, {"activities": [{**body["activities"][0], "key": "C-2", **wrong}]})[0] == 422
    assert Activity.objects.count() == 1

    shown = browse(nima).get(f"/api/v1/customers/{Customer.objects.get(record_count=0).number}").json()
    assert (shown["number"], shown["name"], len(shown["records"]), shown["values"]["city"]) == (customer.number, "شرکت بیمه سپهر", 2, "کرج")
    shown = browse(sara).get(f"/api/v1/customers/{customer.number}").json()
    assert (shown["name"], shown["records"], "registration_id" in shown["values"]) == (
        "بیمهٔ سپهر",
        [{"system": "crm", "key": "SPH-1"}],
        False,
    )


FILE = """مشتری,شماره,نوع,تاریخ,شرح,مبلغ,واحد
SPH-1,1,تماس,۱۴۰۵/۰۸/۲۹ ۱۴:۲۰,پرسید چرا,,service
SPH-1,2,invoice,2026-11-19,,"3,900,000",
"""


def importer(tmp_path: Path, text: str) -> FileOfActivities:
    path = tmp_path / "activities.csv"
    path.write_text(text)
    return FileOfActivities(path, name="activities.csv", system=System.objects.get(code="crm"), actor=SYSTEM, at=NOON)


def test_a_file_is_taken_over_once(world: World, tmp_path: Path) -> None:
    sepehr(world)

    first, again = run_import(importer(tmp_path, FILE)), run_import(importer(tmp_path, FILE))

    assert (first.applied_count, again.applied_count, facts()) == (2, 0, 2)
    call, invoice = Activity.objects.order_by("key")
    assert (call.kind, call.unit, call.at) == ("call", world.service, datetime(2026, 11, 20, 10, 50, tzinfo=UTC))
    assert (invoice.kind, invoice.amount, invoice.at) == ("invoice", Decimal(3900000), datetime(2026, 11, 19, 8, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("SPH-1,3,telepathy,2026-11-19,,,", "kind"),
        ("SPH-1,3,call,some day,,,", "at"),
        ("SPH-1,3,call,2026-11-19,,much,", "amount"),
        ("SPH-1,,call,2026-11-19,,,", "key"),
        ("nobody,3,call,2026-11-19,,,", "customer"),
        ("SPH-1,3,call,2026-11-29,,,", "happened_at"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_kept(world: World, tmp_path: Path, line: str, column: str) -> None:
    sepehr(world)

    report = run_import(importer(tmp_path, f"{FILE}{line}\n"))

    assert [(problem.line, problem.column) for problem in report.problems] == [(4, column)]
    assert (Activity.objects.count(), facts()) == (0, 0)


def test_a_file_without_a_needed_column_is_refused(world: World, tmp_path: Path) -> None:
    sepehr(world)
    report = run_import(importer(tmp_path, FILE.replace("تاریخ", "روزگار")))
    assert [(problem.line, problem.column) for problem in report.problems] == [(1, "at")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-11-20T14:20:00Z", datetime(2026, 11, 20, 14, 20, tzinfo=UTC)),
        ("2026-11-20 14:20", datetime(2026, 11, 20, 10, 50, tzinfo=UTC)),
        ("1405-08-29", datetime(2026, 11, 20, 8, 30, tzinfo=UTC)),
        ("۱۴۰۵/۰۸/۲۹ ۱۴:۲۰", datetime(2026, 11, 20, 10, 50, tzinfo=UTC)),
        ("1405-08-29 25:00", None),
        ("", None),
        ("never", None),
    ],
)
def test_times_are_read_in_either_calendar(text: str, found: datetime | None) -> None:
    assert instant(text, NOON.date()) == found
