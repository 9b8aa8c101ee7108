"""Stages, states and segments: done; refused and nothing changed; told; with their history."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from hamsoo.customers import actions, queries
from hamsoo.customers.models import SegmentChange, Stage, StageChange
from hamsoo.customers.queries import Filters
from hamsoo.customers.tests.cast import company, let, link, sepehr
from hamsoo.identity.models import Customer, SourceRecord
from hamsoo.kernel.errors import Invalid, NotAllowed
from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.models import Entry
from hamsoo.ledger.presentation import present
from hamsoo.ledger.runner import settle
from hamsoo.people.models import Person
from tests.world import NOON, World

LATER = NOON + timedelta(days=30)


@pytest.fixture
def keeper(admin: Person, reza: Person) -> Person:
    """Return Reza, who keeps customers."""
    return let(admin, reza, "customers.keep")


def sentences(reader: Person) -> list[str]:
    entries = Entry.objects.filter(name__startswith="customers.").order_by("pk").values_list("pk", flat=True)
    facts = facts_by_id(entries)
    return [shown.sentence for shown in present([facts[pk] for pk in entries], person=reader).values()]


def test_a_customer_moves_along_its_way(world: World, keeper: Person, sara: Person) -> None:
    customer = sepehr(world)
    actions.move(actor=keeper, customer=customer, stage="target", at=NOON)
    actions.move(actor=keeper, customer=customer, stage="growing", state="at_risk", note="  renewal\x00 is  late ", at=LATER)
    assert actions.move(actor=keeper, customer=customer, stage="growing", state="at_risk", at=LATER) is None

    standing = queries.standing_of(person=sara, customer=customer)
    assert (standing.stage, standing.state) == ("growing", "at_risk")
    assert [(step.code, step.is_past, step.is_current) for step in queries.way_of(standing)] == [
        ("target", True, False),
        ("active", True, False),
        ("growing", False, True),
        ("retained", False, False),
    ]
    history = queries.stage_history(person=sara, customer=customer)
    assert [(row.stage, row.state, row.note, row.by) for row in history] == [
        ("growing", "at_risk", "renewal is late", keeper),
        ("target", "", "", keeper),
    ]
    with override("en"):
        assert [words.partition(": ")[2] for words in sentences(sara)] == [
            "“بیمهٔ سپهر” is now at “Target”",
            "“بیمهٔ سپهر” is now at “Growing · At risk”",
        ]


def test_refused_and_nothing_changed(world: World, keeper: Person, sara: Person) -> None:
    customer = sepehr(world)
    for wrong in ({"stage": "nowhere"}, {"stage": "active", "state": "happy"}):
        with pytest.raises(Invalid):
            actions.move(actor=keeper, customer=customer, at=NOON, **wrong)
    with pytest.raises(NotAllowed):
        actions.move(actor=sara, customer=customer, stage="active", at=NOON)
    with pytest.raises(NotAllowed):
        actions.put_into_segments(actor=sara, customer=customer, segments={"value": "high"}, at=NOON)
    for wrong in ({"value": "enormous"}, {"size": "high"}):
        with pytest.raises(Invalid):
            actions.put_into_segments(actor=keeper, customer=customer, segments={"need": "price", **wrong}, at=NOON)
    with pytest.raises(NotAllowed):
        actions.name_stages(actor=sara, names=[("آشنایی", ""), ("خرید", "")], at=NOON)
    assert (StageChange.objects.count(), SegmentChange.objects.count(), Stage.objects.count(), sentences(keeper)) == (0, 0, 0, [])


def test_of_what_was_said_of_several_records_the_latest_holds_as_far_as_one_sees(world: World, admin: Person, nima: Person) -> None:
    a, b = company(world, "سپهر", "a"), company(world, "بیمه سپهر", "b")
    actions.move(actor=admin, customer=a.customer, stage="active", at=LATER)
    actions.move(actor=admin, customer=b.customer, stage="target", at=NOON)
    link(a, b)

    whole = Customer.objects.get(record_count=2)
    assert queries.standing_of(person=nima, customer=whole).stage == "active"

    actions.take_out(actor=admin, source=SourceRecord.objects.get(pk=a.pk), at=LATER)
    standings = queries.standings_of(person=nima, customer_ids=[a.own_id, b.own_id])
    assert {number: standing.stage for number, standing in standings.items()} == {a.own_id: "active", b.own_id: "target"}


def test_segments_by_hand_hold_against_rules_until_they_are_left_to_them(world: World, keeper: Person, sara: Person) -> None:
    customer = sepehr(world)
    record = customer.records.get(system__code="crm")
    SegmentChange.objects.create(record=record, dimension="value", segment="low", at=NOON)
    actions.put_into_segments(actor=keeper, customer=customer, segments={"value": "strategic", "need": " یکپارچگی "}, at=NOON)
    SegmentChange.objects.create(record=record, dimension="value", segment="medium", at=LATER)

    def held() -> dict[str, str]:
        return {name: change.segment for name, change in queries.standing_of(person=sara, customer=customer).segments.items()}

    assert held() == {"value": "strategic", "need": "یکپارچگی"}
    assert actions.put_into_segments(actor=keeper, customer=customer, segments={"value": "strategic"}, at=LATER) == []

    [change] = actions.put_into_segments(actor=keeper, customer=customer, segments={"value": "", "need": "یکپارچگی"}, at=LATER)
    assert (change.dimension, held()) == ("value", {"value": "medium", "need": "یکپارچگی"})
    assert len(queries.segment_history(person=sara, customer=customer)) == 5


def test_the_organisation_names_its_own_stages(world: World, keeper: Person, sara: Person) -> None:
    customer = sepehr(world)
    actions.move(actor=keeper, customer=customer, stage="active", at=NOON)
    own = [("آشنایی", "Aware"), ("خرید", "Buy"), ("فعال", "Active")]

    actions.name_stages(actor=keeper, names=[*own, ("", "")], at=NOON)
    assert {code: str(stage) for code, stage in queries.stages().items()} == {"aware": "آشنایی", "buy": "خرید", "active": "فعال"}
    # Who stands at a stage that kept its name still stands there.
    assert [step.is_current for step in queries.way_of(queries.standing_of(person=sara, customer=customer))] == [False, False, True]

    actions.name_stages(actor=keeper, names=own[:2], at=NOON)
    assert [step.is_current for step in queries.way_of(queries.standing_of(person=sara, customer=customer))] == [False, False]
    assert queries.stage_name("active") == "فعال"
    for wrong in ([("تنها", "")], [("یکی", "One"), ("یکی", "One")], [(f"{place}", "") for place in range(10)]):
        with pytest.raises(Invalid):
            actions.name_stages(actor=keeper, names=wrong, at=NOON)
    assert len(queries.stages()) == 2

    actions.name_stages(actor=keeper, names=[], at=NOON)
    assert list(queries.stages()) == list(queries.USUAL)


def test_the_list_is_narrowed_by_what_holds_now(world: World, keeper: Person, sara: Person, browse) -> None:  # type: ignore[no-untyped-def]
    first, second = company(world, "آرمان", "a"), company(world, "کیمیا", "b")
    actions.move(actor=keeper, customer=first.customer, stage="target", state="at_risk", at=NOON)
    actions.move(actor=keeper, customer=first.customer, stage="active", at=LATER)
    actions.move(actor=keeper, customer=second.customer, stage="target", state="lost", at=NOON)
    actions.put_into_segments(actor=keeper, customer=second.customer, segments={"value": "high"}, at=NOON)
    actions.add_member(actor=keeper, customer=first.customer, person=sara, role="lead", at=NOON)

    def names(**filters: object) -> list[str]:
        return [row.name for row in queries.customers(person=sara, filters=Filters(**filters)).rows]  # type: ignore[arg-type]

    assert (names(stage="target"), names(stage="active"), names(state="at_risk"), names(state="lost")) == (
        ["کیمیا"],
        ["آرمان"],
        [],
        ["کیمیا"],
    )
    assert (names(value="high"), names(value="low"), names(member=sara), names(member=keeper)) == (["کیمیا"], [], ["آرمان"], [])
    page = browse(sara).get(reverse("customers:list"), {"member": "me", "stage": "active"})
    assert [row.name for row in page.context["page"].rows] == ["آرمان"]
    assert "Sara Mohammadi" in page.content.decode()


def test_the_pages(world: World, keeper: Person, nima: Person, browse) -> None:  # type: ignore[no-untyped-def]
    customer = sepehr(world)
    url, segments = (reverse(f"customers:{name}", args=[customer.number]) for name in ("standing", "segments"))
    client = browse(keeper)

    assert client.post(url, {"stage": "growing", "state": "at_risk", "note": "renewal"}).status_code == 303
    assert client.post(url, {"stage": "nowhere"}).status_code == 422
    assert client.post(segments, {"value": "strategic", "potential": "", "need": "speed"}).status_code == 303
    assert client.post(segments, {"value": "enormous"}).status_code == 422
    shown = client.get(reverse("customers:single", args=[customer.number])).content.decode()
    assert [words in shown for words in ("Growing", "At risk", "Strategic")] == [True] * 3
    shown = browse(nima).get(url).content.decode()
    assert ("renewal" in shown, "<select" in shown) == (True, False)
    assert browse(nima).post(url, {"stage": "active"}).status_code == 422
    assert browse(nima).post(segments, {"value": "low"}).status_code == 422
    assert queries.standing_of(person=nima, customer=customer).stage == "growing"

    stages = reverse("customers:stages")
    assert browse(nima).get(stages).status_code == 403
    assert client.get(stages).context["form"]["fa1"].value() == "Target"
    assert client.post(stages, {"fa1": "آشنایی"}).status_code == 422
    assert client.post(stages, {"fa1": "آشنایی", "fa2": "خرید"}).status_code == 303
    assert [str(stage) for stage in queries.stages().values()] == ["آشنایی", "خرید"]


def test_what_a_customer_needs_stands_in_no_fact(world: World, keeper: Person, browse) -> None:  # type: ignore[no-untyped-def]
    customer = sepehr(world)

    actions.put_into_segments(actor=keeper, customer=customer, segments={"need": "یکپارچگی"}, at=NOON)
    settle()

    payload = Entry.objects.get(name="customers.SegmentChanged").payload
    assert (payload["dimension"], payload["segment"]) == ("need", "")
    assert "یکپارچگی" in browse(keeper).get(reverse("customers:timeline", args=[customer.number])).content.decode()


def test_stages_keep_who_stands_there_whatever_names_are_swapped(world: World, keeper: Person) -> None:
    """Names of two stages that change places were taken for the same name twice."""
    actions.name_stages(actor=keeper, names=[("هدف", "Target"), ("فعال", "Active")], at=NOON)
    assert list(queries.stages()) == ["target", "active"]

    actions.name_stages(actor=keeper, names=[("هدف", "Active"), ("همراه", "Target")], at=NOON)
    assert list(queries.stages()) == ["target", "target-2"]
    actions.name_stages(actor=keeper, names=[("فعال", ""), ("هدف", "")], at=NOON)
    assert list(queries.stages()) == ["active", "target"]
    with pytest.raises(Invalid, match="یک نام"):
        actions.name_stages(actor=keeper, names=[("فعال", "a"), ("فعال", "b")], at=NOON)
