"""Fields that need a right: who has none learns nothing of them, by no way at all."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from hamsoo.customers import actions, queries
from hamsoo.customers.queries import Asked, Filters
from hamsoo.customers.tests.cast import let
from hamsoo.finder.queries import search
from hamsoo.identity import actions as identity
from hamsoo.identity.actions.receiving import keep_keys, understand
from hamsoo.identity.models import BlockingKey, Decision, Mapping, ReviewPair, SourceRecord, SourceVersion, System
from hamsoo.identity.tests.records import make_system, send
from hamsoo.kernel.errors import Invalid, NotAllowed
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.people.models import Person
from tests.world import NOON, World

FINANCIAL, PRIVATE, EXPORT, KEEP = "identity.see_financial", "identity.see_private", "customers.keep", "identity.keep_systems"
REVIEW = "identity.review"
MARKS = {"national_id": "private", "email": "private", "other:income": "financial"}
ROW = {"key": "17", "full_name": "Kamran Deyhim", "city": "Tehran", "national_id": "0084575948", "email": "deyhim@here.example"}
INCOME = "987654321"
SECRETS = ("0084575948", "deyhim@here", INCOME)


@pytest.fixture
def record(world: World, settings: Any, tmp_path: Path) -> SourceRecord:
    """Have a person known by one system with fields that need a right, linked by the model to another record, and perhaps a third."""
    settings.INDEX_FOLDER = tmp_path / "index"
    crm = make_system("crm", world.organisation)
    identity.save_mapping(actor=SYSTEM, system=crm, entity="person", key_column="key", columns={"درآمد": "other:income"}, at=NOON)
    identity.mark_fields(actor=SYSTEM, system=crm, entity="person", marks=MARKS, at=NOON)
    [found] = send(crm, {**ROW, "درآمد": INCOME})
    [twin, third] = send(make_system("shop", world.organisation), {**ROW, "key": "a"}, {"key": "b", "full_name": "Kamran Deihim"})
    reasons = [["full_name", "equal", 5.0], ["national_id", "equal", 12.5], ["email", "equal", 7.25]]
    settle()
    Decision.objects.filter(a=found, b=twin).update(weight=19.5, reasons=reasons)
    ReviewPair.objects.update_or_create(a=found, b=third, defaults={"weight": 4.25, "reasons": reasons, "reason": "grey", "found_at": NOON})
    return found


def become(record: SourceRecord, **values: str) -> None:
    """Have it never been otherwise than that these hidden values are these."""
    record.refresh_from_db()
    payload = {**SourceVersion.objects.get(record=record).payload, **values}
    SourceVersion.objects.filter(record=record).update(payload=payload)
    mapping = Mapping.objects.get(system=record.system, entity="person")
    keys = understand(record, payload, mapping)
    record.save(update_fields=["values", "normal", "name", "sort_key"])
    BlockingKey.objects.filter(record=record).delete()
    keep_keys({record: keys})
    reasons = [["full_name", "equal", 5.0], ["national_id", "different", -8.0]]
    Decision.objects.filter(a=record).update(weight=7.0, reasons=reasons)
    ReviewPair.objects.filter(a=record).update(weight=1.5, reasons=reasons)


def got(person: Person, record: SourceRecord, browse: Any) -> dict[str, str]:
    """Return all that somebody gets of a record, by way."""
    client, number = browse(person), record.own_id
    pages = {
        "single": reverse("customers:single", args=[number]),
        "record": record.get_absolute_url(),
        "review": reverse("identity:review"),
        "list": reverse("customers:list"),
        "timeline": reverse("customers:timeline", args=[number]),
        "api record": f"/api/v1/records/{record.pk}",
        "api customer": f"/api/v1/customers/{number}",
        "by id": reverse("customers:list") + "?q=0084575948",
        "by mail": reverse("customers:list") + "?q=deyhim@here.example",
        "search": reverse("finder:search") + "?q=deyhim@here.example",
        "search income": reverse("finder:search") + f"?q={INCOME}",
    }
    found = {way: client.get(address).content.decode() for way, address in pages.items()}
    found["export"] = client.post(reverse("customers:export", args=[number])).content.decode()
    words = r'name="csrfmiddlewaretoken" value="[^"]*"|"csrf[^"]*": *"[^"]*"|X-CSRFToken[^}]*|"taken_at": "[^"]*"|nonce="[^"]*"'
    return {way: re.sub(words, "", text) for way, text in found.items()}


def test_another_hidden_value_changes_nothing_of_what_somebody_gets(
    world: World, admin: Person, sara: Person, record: SourceRecord, browse
) -> None:  # type: ignore[no-untyped-def]
    reader = let(admin, sara, EXPORT, REVIEW)
    SourceRecord.objects.filter(system__code="shop").update(system=make_system("far", world.organisation))
    before = got(reader, record, browse)

    become(record, national_id="1111111111", email="other@there.example", درآمد="1")
    record.refresh_from_db()
    settle()
    after = got(reader, record, browse)

    assert [way for way in before if before[way] != after[way]] == []
    assert [way for way in before if INCOME in before[way] and way != "search income"] == []
    assert "Kamran Deyhim" in before["single"]
    assert ("Not shown to you" in before["single"], "<bdi>income</bdi> (Financial)" in before["single"]) == (True, True)


def test_each_right_shows_its_fields_and_no_others(world: World, admin: Person, sara: Person, nima: Person, record: SourceRecord) -> None:
    SourceRecord.objects.filter(system__code="shop").delete()

    def said(person: Person) -> dict[str, str]:
        one = queries.single(person=person, number=record.own_id, asked=Asked(), at=NOON)
        return {value.golden.field: value.golden.value for value in one.values}

    open_fields = {"full_name": "Kamran Deyhim", "city": "Tehran"}
    private = {"national_id": "0084575948", "email": "deyhim@here.example"}
    assert said(sara) == open_fields
    assert said(let(admin, sara, PRIVATE)) == {**open_fields, **private}
    assert said(let(admin, nima, FINANCIAL)) == {**open_fields, "other:income": INCOME}
    assert said(admin) == {**open_fields, **private, "other:income": INCOME}
    assert actions.export(actor=admin, customer=record.customer, at=NOON)["hidden"] == []


def test_hidden_fields_find_nothing_and_search_knows_them_of_nobody(
    world: World, admin: Person, sara: Person, record: SourceRecord
) -> None:
    SourceRecord.objects.filter(system__code="shop").delete()

    def by(person: Person, words: str) -> int:
        return len(queries.customers(person=person, filters=Filters(words=words)).rows)

    assert [by(sara, words) for words in ("0084575948", "deyhim@here.example", "Kamran")] == [0, 0, 1]
    assert [by(admin, words) for words in ("0084575948", "deyhim@here.example", "Kamran")] == [1, 1, 1]
    for person in (sara, admin):
        assert search(person=person, text="0084575948", types=("source_record",)).hits == []


def test_a_record_without_a_name_is_not_called_by_a_hidden_mail(world: World, record: SourceRecord) -> None:
    [nameless] = send(record.system, {"key": "18", "email": "nobody@knows.example"})

    assert (str(nameless), nameless.name) == ("18", "")


def test_marks_are_read_again_and_opened_by_nobody_who_may_not_see(world: World, admin: Person, sara: Person, record: SourceRecord) -> None:
    crm, keeper = record.system, let(admin, sara, KEEP)
    facts = Entry.objects.filter(name="identity.FieldsMarked").count()
    for refused, raised in (({}, NotAllowed), ({**MARKS, "email": "financial"}, NotAllowed), ({**MARKS, "full_name": "private"}, Invalid)):
        with pytest.raises(raised):
            identity.mark_fields(actor=keeper, system=crm, entity="person", marks=refused, at=NOON)
    with pytest.raises(Invalid):
        identity.save_mapping(actor=keeper, system=crm, entity="person", key_column="key", columns={"درآمد": "city"}, at=NOON)
    kept = identity.save_mapping(actor=keeper, system=crm, entity="person", key_column="key", columns={"x": "city"}, at=NOON)
    assert kept.columns == {"درآمد": "other:income", "x": "city"}
    assert Entry.objects.filter(name="identity.FieldsMarked").count() == facts

    identity.mark_fields(actor=keeper, system=crm, entity="person", marks={**MARKS, "city": "private"}, at=NOON)
    settle()
    assert record.pk not in [hit.document.id for hit in search(person=admin, text="Tehran", types=("source_record",)).hits]
    identity.mark_fields(actor=admin, system=crm, entity="person", marks={}, at=NOON)
    settle()
    assert record.pk in [hit.document.id for hit in search(person=sara, text="Tehran", types=("source_record",)).hits]


def test_the_page_of_marks_is_for_keepers(world: World, admin: Person, sara: Person, record: SourceRecord, browse) -> None:  # type: ignore[no-untyped-def]
    address, client = reverse("identity:marks", args=[record.system_id]), browse(admin)
    assert browse(sara).get(address).status_code == 403
    assert client.get(address).status_code == 200

    sent = {"entity": "person", "person-birth_date": "private", "person-email": "", "person-other:income": "financial"}
    assert client.post(address, sent).status_code == 303
    assert Mapping.objects.get(system=record.system, entity="person").sensitive == {"birth_date": "private", "other:income": "financial"}


def test_what_was_written_by_hand_keeps_what_its_writer_does_not_see(world: World, admin: Person, sara: Person, browse) -> None:  # type: ignore[no-untyped-def]
    values = {"full_name": "Kamran Deyhim", "national_id": "0084575948", "city": "Tehran"}
    customer = actions.add(actor=admin, entity="person", values=values, at=NOON)
    [own] = SourceRecord.objects.filter(customer=customer)
    identity.mark_fields(actor=admin, system=System.objects.get(code="hamsoo"), entity="person", marks={"national_id": "private"}, at=NOON)
    keeper = let(admin, sara, EXPORT)

    shown = browse(keeper).get(reverse("customers:change", args=[own.pk])).content.decode()
    assert ["0084575948" in shown, 'name="national_id"' in shown] == [False, False]
    sent = {"full_name": "Kamran D.", "national_id": "999"}
    assert browse(keeper).post(reverse("customers:change", args=[own.pk]), sent).status_code == 303
    own.refresh_from_db()
    assert own.values == {"full_name": "Kamran D.", "national_id": "0084575948"}
    assert json.loads(browse(keeper).get(f"/api/v1/records/{own.pk}").content)["hidden"] == ["national_id"]
