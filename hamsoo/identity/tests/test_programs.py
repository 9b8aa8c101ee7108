"""Rows from programs: by a colleague's token, and by the key of a system."""

import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from hamsoo.identity import actions
from hamsoo.identity.models import SourceRecord, System
from hamsoo.identity.tests.records import make_system
from hamsoo.ledger.models import Entry
from hamsoo.people.models import Person
from hamsoo.spaces.models import Space
from tests.world import NOON, World

Browse = Callable[[Person | None], Client]
ROWS = {"entity": "person", "records": [{"key": "1", "values": {"full_name": "سارا محمدی", "phone": ["09121234567"]}}]}


@pytest.fixture
def crm(world: World) -> System:
    return make_system("crm", world.organisation)


def send(client: Client, url: str, body: object, **headers: str) -> tuple[int, dict[str, object]]:
    response = client.post(url, json.dumps(body), content_type="application/json", headers=headers)
    return response.status_code, response.json()


def test_rows_come_by_the_api_and_can_be_read(browse: Browse, crm: System, admin: Person, sara: Person) -> None:
    client, url = browse(admin), "/api/v1/systems/crm/records"

    status, answer = send(client, url, ROWS)
    record = SourceRecord.objects.get()
    assert (status, answer) == (202, {"new": 1, "changed": 0, "removed": 0, "unchanged": 0, "ids": [record.pk], "forgotten": []})
    assert send(client, url, ROWS)[1]["unchanged"] == 1
    assert send(client, url, {"records": [{"key": "1", "removed": True}]})[1]["removed"] == 1

    assert send(browse(sara), url, ROWS)[0] == 403
    shown = browse(sara).get(f"/api/v1/records/{record.pk}").json()
    assert (shown["name"], shown["customer"], shown["version"], shown["system"]) == ("سارا محمدی", record.own_id, 1, "crm")
    assert browse(sara).get("/api/v1/systems").json() == [{"code": "crm", "name": "CRM", "rank": 100, "is_duplicate_free": False}]


def test_what_is_hidden_is_not_there_for_programs(browse: Browse, world: World, admin: Person) -> None:
    finance = Space.objects.get(subject_type="unit", subject_id=world.finance.pk)
    make_system("billing", finance)

    assert send(browse(admin), "/api/v1/systems/billing/records", ROWS)[0] == 404
    assert browse(admin).get("/api/v1/systems").json() == []


@pytest.mark.parametrize(
    "body",
    [
        {"records": [{"key": ""}]},
        {"records": [{"key": "1"}, {"key": "1"}]},
        {"records": [{"values": {}}]},
        {"records": [{"key": "1", "more": 1}]},
        {"entity": "group", "records": []},
        {"records": [{"key": str(number)} for number in range(1001)]},
    ],
)
def test_what_cannot_be_kept_is_refused_as_a_whole(browse: Browse, crm: System, admin: Person, body: object) -> None:
    assert send(browse(admin), "/api/v1/systems/crm/records", body)[0] == 422
    assert SourceRecord.objects.count() == 0


def test_a_system_sends_by_its_own_key_until_that_ends(crm: System, admin: Person) -> None:
    url, client = reverse("identity:hook", args=["crm"]), Client()
    assert send(client, url, ROWS, Authorization="Bearer ")[0] == 401
    key = actions.make_hook_key(actor=admin, system=crm, at=NOON)

    assert send(client, url, ROWS, Authorization=f"Bearer {key}") == (
        202,
        {"new": 1, "changed": 0, "removed": 0, "unchanged": 0, "forgotten": []},
    )
    assert send(client, url, ROWS, Authorization=f"Bearer {key}")[1]["unchanged"] == 1
    fact = Entry.objects.get(name="identity.RecordsReceived")
    assert (fact.actor_type, fact.actor_id, fact.channel) == ("integration", crm.pk, "api")

    another = actions.make_hook_key(actor=admin, system=crm, at=NOON)
    assert send(client, url, ROWS, Authorization=f"Bearer {key}")[0] == 401
    actions.end_hook(actor=admin, system=crm, at=NOON)
    assert send(client, url, ROWS, Authorization=f"Bearer {another}")[0] == 401
    assert send(client, reverse("identity:hook", args=["none"]), ROWS, Authorization=f"Bearer {another}")[0] == 401


@pytest.mark.parametrize(
    "body",
    [
        "[",
        "[]",
        "1",
        '{"records": 1}',
        '{"records": [1]}',
        '{"records": [{"key": "1", "values": []}]}',
        '{"records": [{"key": "\\ud800"}]}',
        '{"records": [{"key": "a\\u0000b"}]}',
        '{"records": [{"key": "1", "values": {"full_name": "\\ud800"}}]}',
        '{"records": [{"key": "1", "values": {"full_name": NaN}}]}',
        '{"records": [{"key": "1", "values": {"full_name": 1e999}}]}',
    ],
)
def test_a_broken_call_is_refused(crm: System, admin: Person, body: str) -> None:
    key = actions.make_hook_key(actor=admin, system=crm, at=NOON)

    response = Client().post(
        reverse("identity:hook", args=["crm"]), body, content_type="application/json", headers={"Authorization": f"Bearer {key}"}
    )

    assert (response.status_code, SourceRecord.objects.count()) == (422, 0)


def test_the_key_is_shown_once(browse: Browse, crm: System, admin: Person, sara: Person) -> None:
    url = reverse("identity:hook_key", args=[crm.pk])
    shown = browse(admin).post(url).content.decode()
    assert "hsr_" in shown
    change = reverse("identity:change_system", args=[crm.pk])
    assert "Make another key" in browse(admin).get(change).content.decode()
    assert browse(admin).post(url, {"end": "1"}).status_code == 303
    assert "Make a key" in browse(admin).get(change).content.decode()
    assert browse(sara).post(url).status_code == 403


def test_whatever_text_a_program_sends_is_kept(browse: Browse, crm: System, admin: Person) -> None:
    """What only looks like the code of a sign stays; a NUL goes; a company that no record can be called by is none."""
    values = {"full_name": "\\u0000 C:\\u0000", "city": "a\x00b", "company_key": ["k" * 200 + "a", "k" * 200 + "b", "c1"]}

    assert send(browse(admin), "/api/v1/systems/crm/records", {"records": [{"key": "1", "values": values}]})[0] == 202

    record = SourceRecord.objects.get()
    assert (record.name, record.values["city"]) == ("\\u0000 C:\\u0000", "ab")
    assert list(record.relations.values_list("key", flat=True)) == ["c1"]
