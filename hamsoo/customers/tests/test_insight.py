"""Health and what it is made of, who knows a customer, segments by rules, who looked, and everything as a file."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from hamsoo.customers import actions, queries
from hamsoo.customers.actions import Noted
from hamsoo.customers.models import Look, SegmentChange, SegmentRule, State
from hamsoo.customers.tests.cast import company, let, link, sepehr, space_of
from hamsoo.identity.models import Customer, SourceRecord, System
from hamsoo.identity.tests.records import make_system, send
from hamsoo.kernel.errors import Invalid, NotAllowed
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.models import Entry
from hamsoo.people.models import Person
from tests.world import NOON, World

DAY = timedelta(days=1)


def talk(actor: Person, customer: Customer, *days_ago: int) -> None:
    for ago in days_ago:
        actions.note(actor=actor, customer=customer, kind="call", text="گفت‌وگو", happened_at=NOON - ago * DAY, at=NOON)


def invoice(system: System, key: str, name: str, amount: int, days_ago: int = 10) -> None:
    row = Noted(key, name, "invoice", NOON - days_ago * DAY, amount=Decimal(amount))
    actions.take(actor=SYSTEM, system=system, rows=[row], at=NOON)


@pytest.mark.parametrize(
    ("ago", "lately", "earlier", "state", "has_team", "figure", "tone"),
    [
        (3, 9, 9, State.WELL, True, 100, "ok"),
        (14, 9, 9, State.WELL, True, 100, "ok"),
        (15, 9, 9, State.WELL, True, 92, "ok"),
        (61, 4, 9, State.WELL, True, 55, "warn"),
        (3, 2, 3, State.WELL, False, 90, "ok"),
        (3, 9, 9, State.AT_RISK, True, 70, "ok"),
        (None, 0, 0, State.LOST, False, 0, "danger"),
    ],
)
def test_health_is_what_is_left_after_what_speaks_against_it(  # type: ignore[no-untyped-def]
    ago, lately, earlier, state, has_team, figure, tone
) -> None:
    last_at = None if ago is None else NOON - ago * DAY
    health = queries.weighed(last_at=last_at, lately=lately, earlier=earlier, state=state, has_team=has_team, at=NOON)

    assert (health.figure, health.tone) == (figure, tone)
    assert max(0, 100 - sum(part.points for part in health.parts)) == figure


def test_health_on_the_page_says_why_as_far_as_one_sees(world: World, admin: Person, sara: Person, nima: Person) -> None:
    customer = sepehr(world)
    asked = {"number": customer.number, "asked": queries.Asked(), "at": NOON}
    assert queries.single(person=sara, **asked).health is None

    talk(sara, customer, 70)
    actions.move(actor=admin, customer=customer, stage="active", state="at_risk", at=NOON)
    health = queries.single(person=sara, **asked).health

    assert health is not None
    assert (health.figure, [part.points for part in health.parts], health.parts[0].figure) == (30, [30, 30, 10], 70)


def test_who_knows_a_customer_is_who_spoke_with_them_and_who_looks_after_them(
    world: World, admin: Person, sara: Person, nima: Person, reza: Person, browse
) -> None:  # type: ignore[no-untyped-def]
    customer = sepehr(world)
    talk(sara, customer, 1, 2)
    talk(nima, customer, 3, 400)
    actions.add_member(actor=admin, customer=customer, person=reza, role="lead", at=NOON)

    found = queries.knowers(person=sara, customer=customer, at=NOON)
    assert [(one.person, one.count, one.last_at) for one in found] == [(sara, 2, NOON - DAY), (nima, 1, NOON - 3 * DAY), (reza, 0, None)]
    shown = browse(sara).get(reverse("customers:knowers", args=[customer.number]), headers={"HX-Request": "true"})
    assert (shown.templates[0].name, "Nima Ahmadi" in shown.content.decode()) == ("customers/_knowers.html", True)

    [hidden] = send(make_system("ledger", space_of(world.finance)), {"key": "1", "name": "پنهان"}, entity="company")
    talk(nima, hidden.customer, 5)
    link(hidden, customer.records.get(system__code="crm"))
    whole = Customer.objects.get(record_count=3)
    assert [one.count for one in queries.knowers(person=sara, customer=whole, at=NOON)] == [2, 1, 0]
    assert [one.count for one in queries.knowers(person=nima, customer=whole, at=NOON)] == [2, 2, 0]


RULES = [
    ("value", "invoiced", Decimal(1000), "high"),
    ("value", "invoiced", Decimal(100), "medium"),
    ("need", "contacts", Decimal(2), "همراهی"),
]


def segments(reader: Person, record: SourceRecord) -> dict[str, str]:
    standing = queries.standing_of(person=reader, customer=Customer.objects.get(records=record.pk))
    return {dimension: change.segment for dimension, change in standing.segments.items()}


def test_rules_put_customers_into_segments_and_out_again(world: World, admin: Person, sara: Person) -> None:
    a, b = company(world, "آرمان", "a"), company(world, "کیمیا", "b")
    invoice(a.system, "1", "F-1", 700)
    invoice(a.system, "1", "F-2", 700)
    invoice(b.system, "1", "F-1", 150)
    invoice(b.system, "1", "F-0", 5000, days_ago=400)
    talk(sara, b.customer, 1, 2)
    actions.set_rules(actor=admin, wanted=RULES, at=NOON)

    assert actions.apply_rules(at=NOON) == 3
    assert (segments(sara, a), segments(sara, b)) == ({"value": "high"}, {"value": "medium", "need": "همراهی"})
    assert (actions.apply_rules(at=NOON), Entry.objects.filter(name="customers.SegmentChanged").count()) == (0, 3)

    # What a customer needs is somebody's words, and stands in no fact.
    of_need = Entry.objects.filter(name="customers.SegmentChanged", payload__dimension="need")
    assert list(of_need.values_list("payload__segment", flat=True)) == [""]

    actions.put_into_segments(actor=admin, customer=a.customer, segments={"value": "low"}, at=NOON)
    assert segments(sara, a) == {"value": "low"}

    later = NOON + 400 * DAY
    assert actions.apply_rules(at=later) == 3
    assert (segments(sara, a), segments(sara, b)) == ({"value": "low"}, {})
    assert SegmentChange.objects.filter(by=None, segment="").count() == 3


def test_a_rule_shows_nothing_of_a_hidden_record(world: World, admin: Person, sara: Person, nima: Person) -> None:
    customer = sepehr(world)
    invoice(System.objects.get(code="billing"), "1093", "F-1", 5000)
    actions.set_rules(actor=admin, wanted=RULES, at=NOON)
    actions.apply_rules(at=NOON)

    of_nima, of_sara = (queries.standing_of(person=person, customer=customer).segments for person in (nima, sara))
    assert ({name: change.segment for name, change in of_nima.items()}, dict(of_sara)) == ({"value": "high"}, {})


def test_wrong_rules_are_refused_and_the_old_ones_hold(world: World, admin: Person, sara: Person, browse) -> None:  # type: ignore[no-untyped-def]
    actions.set_rules(actor=admin, wanted=RULES, at=NOON)
    for wrong in (
        ("size", "invoiced", Decimal(1), "high"),
        ("value", "luck", Decimal(1), "high"),
        ("value", "invoiced", Decimal(1), "huge"),
    ):
        with pytest.raises(Invalid):
            actions.set_rules(actor=admin, wanted=[wrong], at=NOON)
    with pytest.raises(Invalid):
        actions.set_rules(actor=admin, wanted=[("need", "contacts", Decimal(1), "x" * 41)], at=NOON)
    with pytest.raises(NotAllowed):
        actions.set_rules(actor=sara, wanted=[], at=NOON)
    url = reverse("customers:rules")
    assert browse(sara).get(url).status_code == 403
    assert browse(sara).post(reverse("customers:apply_rules")).status_code == 403
    client = browse(admin)
    assert client.get(url).context["form"]["segment1"].value() == "High"
    line = {"dimension1": "value", "measure1": "invoiced", "at_least1": "1,000"}
    assert client.post(url, {**line, "segment1": "enormous"}).status_code == 422
    assert SegmentRule.objects.count() == 3
    assert client.post(url, {**line, "segment1": "Strategic"}).status_code == 303
    assert list(SegmentRule.objects.values_list("at_least", "segment")) == [(Decimal(1000), "strategic")]
    assert client.post(reverse("customers:apply_rules")).status_code == 303


def test_who_looked_is_kept_for_those_who_may_see_it(world: World, admin: Person, sara: Person, nima: Person, browse) -> None:  # type: ignore[no-untyped-def]
    customer = sepehr(world)
    page, looks = (reverse(f"customers:{name}", args=[customer.number]) for name in ("single", "looks"))
    for _time in range(2):
        browse(sara).get(page)
    browse(nima).get(page)
    assert list(Look.objects.order_by("pk").values_list("record__system__code", "person", "kind")) == [
        ("crm", sara.pk, "page"),
        ("billing", nima.pk, "page"),
    ]
    assert browse(sara).get(looks).status_code == 404
    sara = let(admin, sara, "customers.see_looks")
    assert [look.person for look in queries.looks_of(person=sara, customer=customer)] == [sara]
    shown = browse(sara).get(looks).content.decode()
    assert ("Sara Mohammadi" in shown, "Nima Ahmadi" in shown) == (True, False)


def test_everything_as_a_file_is_what_one_sees_and_is_noted(world: World, admin: Person, sara: Person, nima: Person, browse) -> None:  # type: ignore[no-untyped-def]
    customer = sepehr(world)
    talk(sara, customer, 1)
    invoice(System.objects.get(code="billing"), "1093", "F-1", 5000)
    url = reverse("customers:export", args=[customer.number])
    assert browse(sara).post(url).status_code == 403
    assert browse(sara).get(url).status_code == 405

    sara, nima = let(admin, sara, "customers.keep"), let(admin, nima, "customers.keep")
    of_sara, of_nima = browse(sara).post(url).json(), browse(nima).post(url).json()

    assert [row["record"] for row in of_sara["records"]] == ["crm/company/SPH-1"]
    assert sorted(row["record"] for row in of_nima["records"]) == ["billing/company/1093", "crm/company/SPH-1"]
    assert ([row["kind"] for row in of_sara["activities"]], [row["kind"] for row in of_nima["activities"]]) == (
        ["call"],
        ["invoice", "call"],
    )
    assert of_nima["activities"][0]["amount"] == "5000.00"
    assert [row["payload"]["name"] for row in of_sara["versions"]] == ["بیمهٔ سپهر"]
    assert list(Look.objects.values_list("person", "kind").order_by("pk")) == [(sara.pk, "export"), (nima.pk, "export")]
