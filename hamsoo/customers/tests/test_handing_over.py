"""The account teams of who has left: shown, handed over, ended; and teams by the API."""

import json
from typing import Any

import pytest

from hamsoo.customers import actions, queries
from hamsoo.customers.models import TeamMember
from hamsoo.customers.rules import CannotSee
from hamsoo.customers.tests.cast import let, sepehr, space_of
from hamsoo.identity.models import Customer
from hamsoo.identity.tests.records import make_system, send
from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.models import Entry
from hamsoo.people import actions as people
from hamsoo.people import handover
from hamsoo.people.actions.leaving import close_left_open
from hamsoo.people.models import Person
from tests.world import NOON, World

KIND = "account_teams"


def gone(admin: Person, person: Person) -> Person:
    return people.leave(actor=admin, person=Person.objects.get(pk=person.pk), left_on=NOON.date(), at=NOON)


def team(person: Person, customer: Customer) -> list[tuple[str, str]]:
    return [(member.person.code, member.role) for member in queries.team_of(person=person, customer=customer)]


def test_somebody_else_looks_after_their_customers_in_the_same_role(world: World, admin: Person, sara: Person, reza: Person) -> None:
    customer = sepehr(world)
    actions.add_member(actor=admin, customer=customer, person=sara, role="lead", at=NOON)
    leaver = gone(admin, sara)
    known = handover.kind_called(KIND)
    assert known is not None
    [owned] = known.load(admin, leaver, known.ids(leaver))
    assert (owned.title, owned.detail, known.count([leaver.pk])) == ("بیمهٔ سپهر", "مسئول حساب", {leaver.pk: 1})

    people.hand_over(actor=admin, leaver=leaver, kind=KIND, object_id=owned.object_id, to=reza, at=NOON)

    assert (team(admin, customer), known.ids(leaver)) == ([("reza", "lead")], [])
    names = ["customers.TeamMemberLeft", "customers.TeamMemberAdded", "people.HandedOver"]
    assert list(Entry.objects.filter(name__in=names).order_by("pk").values_list("name", flat=True))[-3:] == names
    with pytest.raises(NotFound):
        people.hand_over(actor=admin, leaver=leaver, kind=KIND, object_id=owned.object_id, to=reza, at=NOON)


def test_who_is_in_the_team_already_stays_as_they_are(world: World, admin: Person, sara: Person, reza: Person) -> None:
    customer = sepehr(world)
    for person, role in ((sara, "lead"), (reza, "billing")):
        actions.add_member(actor=admin, customer=customer, person=person, role=role, at=NOON)
    leaver = gone(admin, sara)

    people.hand_over_all(actor=admin, leaver=leaver, kind=KIND, to=reza, at=NOON)

    assert team(admin, customer) == [("reza", "billing")]


def test_nobody_takes_over_what_they_do_not_see_and_a_place_can_be_ended(world: World, admin: Person, nima: Person, reza: Person) -> None:
    [record] = send(make_system("ledger", space_of(world.finance)), {"key": "1", "name": "پنهان"}, entity="company")
    TeamMember.objects.create(record=record, person=nima, role="lead", joined_at=NOON)
    leaver = gone(admin, nima)
    known = handover.kind_called(KIND)
    assert known is not None
    [owned] = known.load(reza, leaver, known.ids(leaver))
    assert (owned.title, owned.url) == ("مشتری‌ای که نمی‌بینید", "")

    with pytest.raises(CannotSee):
        people.hand_over(actor=admin, leaver=leaver, kind=KIND, object_id=owned.object_id, to=reza, at=NOON)
    assert TeamMember.objects.filter(left_at=None).count() == 1
    close_left_open(actor=admin, leaver=leaver, kind=KIND, object_id=owned.object_id, at=NOON)
    assert TeamMember.objects.filter(left_at=None).count() == 0


def test_programs_keep_teams_as_far_as_their_colleague_may(world: World, admin: Person, sara: Person, reza: Person, browse) -> None:  # type: ignore[no-untyped-def]
    customer = sepehr(world)
    address = f"/api/v1/customers/{customer.number}/team"

    def call(caller: Person, way: str, where: str, **body: Any) -> tuple[int, Any]:
        answer = getattr(browse(caller), way)(where, json.dumps(body), content_type="application/json")
        return answer.status_code, json.loads(answer.content) if answer.content else None

    assert call(sara, "post", address, person=reza.mail, role="lead")[0] == 403
    keeper = let(admin, sara, "customers.keep")
    status, made = call(keeper, "post", address, person=reza.mail, role="lead")
    assert (status, made["code"], made["role"]) == (201, "reza", "lead")
    assert call(keeper, "post", address, person=reza.mail)[0] == 409
    assert call(keeper, "post", address, person="nobody of this name")[0] == 422
    assert call(keeper, "post", address, person=reza.mail, role="king")[0] == 422
    assert call(keeper, "patch", f"/api/v1/customers/members/{made['id']}", role="sponsor")[1]["role"] == "sponsor"
    assert [row["role"] for row in browse(reza).get(address).json()] == ["sponsor"]
    assert call(keeper, "delete", f"/api/v1/customers/members/{made['id']}")[0] == 204
    assert (call(keeper, "delete", f"/api/v1/customers/members/{made['id']}")[0], team(admin, customer)) == (404, [])
