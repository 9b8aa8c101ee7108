"""Pages of systems, records and the review: what they show, what they do, what they cost, and who is kept out."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from hamsoo.identity import actions
from hamsoo.identity.importers import files
from hamsoo.identity.models import Decision, RecordFile, ReviewPair, SourceRecord, System
from hamsoo.identity.tests.records import make_system, numbers, persons, send
from hamsoo.kernel.clock import now
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.runner import settle
from hamsoo.people.models import Person
from hamsoo.spaces.models import Space
from tests.world import NOON, World

Browse = Callable[[Person | None], Client]
SARA = {"key": "1", "full_name": "سارا محمدی", "phone": "09121234567", "city": "تهران"}
SISTER = {"key": "9", "full_name": "رویا محمدی", "phone": "09121234567"}


@pytest.fixture
def crm(world: World) -> System:
    return make_system("crm", world.organisation)


@pytest.fixture
def asked(world: World, crm: System) -> ReviewPair:
    """Return a pair about which the model asks."""
    send(crm, SARA)
    send(make_system("shop", world.organisation), SISTER)
    settle()
    return ReviewPair.objects.get()


def html(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, (url, response.status_code)
    return response.content.decode()


def test_systems_are_listed_for_who_reads_their_space(browse: Browse, world: World, crm: System, sara: Person, nima: Person) -> None:
    finance = Space.objects.get(subject_type="unit", subject_id=world.finance.pk)
    billing = make_system("billing", finance)
    send(crm, SARA)

    shown = html(browse(sara), reverse("identity:systems"))
    assert ("CRM" in shown, "BILLING" in shown, "Add a system" in shown) == (True, False, False)
    assert "BILLING" in html(browse(nima), reverse("identity:systems"))
    assert browse(sara).get(billing.get_absolute_url()).status_code == 404
    assert browse(sara).get(reverse("identity:new_system")).status_code == 403


def test_a_system_is_added_and_changed(browse: Browse, world: World, admin: Person) -> None:
    client = browse(admin)
    values = {"name_fa": "سی‌آرام", "code": "CRM", "space": world.organisation.pk, "rank": 20, "is_duplicate_free": "on"}
    assert client.post(reverse("identity:new_system"), {**values, "code": "ـ"}).status_code == 422
    assert client.post(reverse("identity:new_system"), values).status_code == 303
    system = System.objects.get(code="crm")
    assert (system.rank, system.is_duplicate_free, system.space) == (20, True, world.organisation)

    change = reverse("identity:change_system", args=[system.pk])
    assert 'value="20"' in html(client, change)
    assert client.post(change, {**values, "rank": 30, "is_duplicate_free": ""}).status_code == 303
    system.refresh_from_db()
    assert (system.rank, system.is_duplicate_free) == (30, False)


def test_records_are_listed_found_and_paged(browse: Browse, crm: System, sara: Person) -> None:
    send(crm, *({"key": number, "full_name": f"Person {number:02}"} for number in range(35)))
    client, url = browse(sara), crm.get_absolute_url()

    first = client.get(url).content.decode()
    assert (first.count("data-item"), "Person 34" in first, "Person 04" in first) == (30, True, False)
    [more] = [url.replace("&amp;", "&") for url in re.findall(r'hx-get="([^"]*after=[^"]*)"', first)]
    rest = client.get(more, headers={"HX-Request": "true"}).content.decode()
    assert (rest.count("data-item"), "Person 04" in rest, "<html" in rest) == (5, True, False)
    assert html(client, f"{url}?q=person+07").count("data-item") == 1
    assert "Nothing found" in html(client, f"{url}?kind=company")
    for broken in ("x", "2026-01-01T00:00:00+00:00_x", "_", "1_1"):
        assert client.get(f"{url}?after={broken}").status_code == 422


@pytest.mark.parametrize(("page", "count"), [("systems", 5), ("system", 7), ("record", 13), ("review", 15)])
def test_pages_cost_what_they_cost(
    browse: Browse, asked: ReviewPair, admin: Person, page: str, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    urls = {
        "systems": reverse("identity:systems"),
        "system": asked.a.system.get_absolute_url(),
        "record": asked.a.get_absolute_url(),
        "review": reverse("identity:review"),
    }
    client = browse(admin)
    with django_assert_num_queries(count):
        html(client, urls[page])


def test_a_record_shows_its_values_versions_and_decisions(browse: Browse, world: World, crm: System, admin: Person, sara: Person) -> None:
    [a] = send(crm, {**SARA, "shelf": "old"})
    send(crm, {**SARA, "shelf": "new"})
    [b] = send(make_system("shop", world.organisation), {"key": "x", "full_name": "Sara Mohammadi", "phone": "+989121234567"})
    settle()

    shown = html(browse(admin), a.get_absolute_url())
    for words in ("سارا محمدی", "Version 2", ">old<", ">new<", "Sara Mohammadi", "First name: the same", "Take back", "SHOP"):
        assert words in shown, words
    assert "Take back" not in html(browse(sara), a.get_absolute_url())

    [decision] = Decision.objects.all()
    assert browse(sara).post(reverse("identity:retraction", args=[decision.pk])).status_code == 403
    assert browse(admin).post(reverse("identity:retraction", args=[decision.pk])).status_code == 303
    assert numbers(a, b) == [a.own_id, b.own_id]
    assert "Taken back since." in html(browse(admin), a.get_absolute_url())


def test_markup_in_a_record_is_text(browse: Browse, crm: System, sara: Person) -> None:
    [record] = send(crm, {"key": "<b>", "full_name": "<script>alert(1)</script>", "<i>": "<u>"})

    shown = html(browse(sara), record.get_absolute_url())

    assert ("<script>alert" in shown, "&lt;script&gt;alert" in shown, "<u>" in shown) == (False, True, False)


def test_a_pair_is_shown_field_by_field_and_answered(browse: Browse, asked: ReviewPair, admin: Person) -> None:
    client = browse(admin)
    shown = html(client, reverse("identity:review"))
    for words in ("سارا محمدی", "رویا محمدی", "The values alone do not decide.", "shared", 'data-key="s"', 'data-key="d"', 'data-key="l"'):
        assert words in shown, words

    assert client.post(reverse("identity:decision", args=[asked.pk]), {"answer": "same"}).status_code == 303
    assert numbers(asked.a, asked.b) == [asked.a.own_id] * 2
    shown = html(client, reverse("identity:review"))
    assert ("Nothing to decide" in shown, 'data-key="u"' in shown, "100%" in shown) == (True, True, True)

    assert client.post(reverse("identity:undo")).status_code == 303
    assert numbers(asked.a, asked.b) == [asked.a.own_id, asked.b.own_id]
    assert "رویا محمدی" in html(client, reverse("identity:review"))
    assert client.post(reverse("identity:decision", args=[asked.pk]), {"answer": "perhaps"}).status_code == 422


def test_a_pair_that_is_put_off_waits_elsewhere(browse: Browse, asked: ReviewPair, admin: Person) -> None:
    client = browse(admin)
    client.post(reverse("identity:decision", args=[asked.pk]), {"answer": "later"})

    assert "Nothing to decide" in html(client, reverse("identity:review"))
    assert "رویا محمدی" in html(client, f"{reverse('identity:review')}?state=later")
    answered = client.post(reverse("identity:decision", args=[asked.pk]), {"answer": "different", "state": "later"})
    assert answered.headers["Location"].endswith("?state=later")
    assert "Nothing was put off" in html(client, f"{reverse('identity:review')}?state=later")


def test_many_are_answered_and_taken_back_at_once(browse: Browse, world: World, crm: System, admin: Person) -> None:
    a, b, c, d = persons(crm, 4)
    found = [ReviewPair.objects.create(a=one, b=other, weight=2.0, found_at=NOON) for one, other in ((a, b), (b, c), (c, d))]
    actions.decide(actor=SYSTEM, a=a, b=c, is_one=False, at=NOON)
    client = browse(admin)

    client.post(reverse("identity:bulk"), {"pair": [pair.pk for pair in found], "answer": "same"})

    # One of them contradicts what was decided by hand.
    assert numbers(a, b, c, d) == [a.own_id, a.own_id, c.own_id, c.own_id]
    assert "1 pair contradicts" in html(client, reverse("identity:review"))
    client.post(reverse("identity:undo"))
    assert numbers(a, b, c, d) == [a.own_id, b.own_id, c.own_id, d.own_id]
    assert Decision.objects.effective().filter(by=admin).count() == 0


def test_who_may_not_review_is_kept_out_and_hidden_pairs_are_not_shown(
    browse: Browse, world: World, crm: System, admin: Person, sara: Person
) -> None:
    finance = Space.objects.get(subject_type="unit", subject_id=world.finance.pk)
    send(crm, SARA)
    send(make_system("billing", finance), SISTER)
    settle()
    hidden = ReviewPair.objects.get()

    assert browse(sara).get(reverse("identity:review")).status_code == 403
    assert "Nothing to decide" in html(browse(admin), reverse("identity:review"))
    assert browse(admin).get(f"{reverse('identity:review')}?pair={hidden.pk}").status_code == 404
    assert browse(admin).post(reverse("identity:decision", args=[hidden.pk]), {"answer": "same"}).status_code == 404
    browse(admin).post(reverse("identity:bulk"), {"pair": [hidden.pk], "answer": "same"})
    assert Decision.objects.count() == 0


CSV = "کد,نام کامل,موبایل\n1,سارا محمدی,09121234567\n2,,\n".encode()


def test_a_file_goes_from_upload_to_records(browse: Browse, crm: System, admin: Person) -> None:
    client = browse(admin)
    content = SimpleUploadedFile("crm.csv", CSV)
    assert client.post(crm.get_absolute_url(), {"entity": "person", "file": content}).status_code == 303
    file = RecordFile.objects.get()
    assert (file.key_column, file.columns) == ("کد", {"نام کامل": "full_name", "موبایل": "phone"})
    shown = html(client, file.get_absolute_url())
    assert ("سارا محمدی" in shown, "Check" in shown) == (True, True)

    choice = {"key_column": "کد", "column_1": "full_name", "column_2": "phone"}
    assert client.post(file.get_absolute_url(), {**choice, "key_column": "?"}).status_code == 422
    assert client.post(file.get_absolute_url(), choice).status_code == 303
    assert "Being read and checked" in html(client, file.get_absolute_url())
    files.carry_out(file=RecordFile.objects.get(), at=now())
    assert "2 new records" in html(client, file.get_absolute_url())
    assert client.get(reverse("identity:file_progress", args=[file.pk])).status_code == 303

    assert client.post(reverse("identity:file_applying", args=[file.pk])).status_code == 303
    files.carry_out(file=RecordFile.objects.get(), at=now())
    file.refresh_from_db()
    assert (file.state, file.counts, bool(file.file)) == ("done", {"new": 2, "changed": 0, "unchanged": 0}, False)
    assert [(record.key, record.name) for record in SourceRecord.objects.order_by("key")] == [("1", "سارا محمدی"), ("2", "")]
    assert client.post(reverse("identity:file_removal", args=[file.pk])).status_code == 409


def test_what_is_wrong_with_a_file_stands_on_its_page(browse: Browse, crm: System, admin: Person, sara: Person) -> None:
    client = browse(admin)
    client.post(crm.get_absolute_url(), {"entity": "person", "file": SimpleUploadedFile("crm.csv", "id,born\n1,12 رمضان 1412\n".encode())})
    file = RecordFile.objects.get()
    client.post(file.get_absolute_url(), {"key_column": "id", "column_1": "birth_date"})
    files.carry_out(file=RecordFile.objects.get(), at=now())

    shown = html(client, file.get_absolute_url())
    for words in ("1 thing to mend", "Line 2", "born", "is a day of the lunar calendar"):
        assert words in shown, words
    table = client.get(reverse("identity:file_report", args=[file.pk])).content.decode("utf-8-sig")
    assert ("born" in table, SourceRecord.objects.count()) == (True, 0)
    for name in ("file", "file_report", "file_progress"):
        assert browse(sara).get(reverse(f"identity:{name}", args=[file.pk])).status_code == 403
    assert client.post(reverse("identity:file_removal", args=[file.pk])).status_code == 303
    assert RecordFile.objects.count() == 0
    picture = client.post(crm.get_absolute_url(), {"entity": "person", "file": SimpleUploadedFile("x.png", b"\x89PNG\r\n\x1a\n\x00\x00")})
    assert (picture.status_code, "This is no table" in picture.content.decode()) == (422, True)
