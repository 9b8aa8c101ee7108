"""Whoever keeps a unit gives nobody, by no detour, what they may not do themselves."""

from datetime import timedelta

import pytest
from freezegun import freeze_time

from hamsoo.kernel.errors import Invalid, NotAllowed
from hamsoo.people import actions, rights, verbs
from hamsoo.people.actions.access_company import open_account
from hamsoo.people.models import Person, Role, Unit
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Level
from hamsoo.spaces.queries import owner_ids, space_ids
from tests.world import NOON

TODAY = NOON.date()


@pytest.fixture(autouse=True)
def noon():
    with freeze_time(NOON):
        yield


@pytest.fixture
def keeper(admin, reza) -> Person:
    role = actions.create_role(actor=admin, name_fa="نگه‌دارنده", name_en="Keeper", at=NOON)
    actions.set_rights(actor=admin, role=role, wanted={verbs.MANAGE_RECORDS: "unit"}, at=NOON)
    actions.give_role(actor=admin, role=role, kind="person", subject_id=reza.pk, at=NOON)
    return Person.objects.select_related("unit").get(pk=reza.pk)


@pytest.fixture
def strong(admin) -> Role:
    role = actions.create_role(actor=admin, name_fa="قوی", at=NOON)
    actions.set_rights(actor=admin, role=role, wanted={verbs.INVITE: "all"}, at=NOON)
    return role


@pytest.fixture
def desk(admin, world) -> Unit:
    return actions.create_unit(actor=admin, code="desk", name_fa="میز", parent=world.service, at=NOON)


@pytest.fixture
def night(admin, world) -> Unit:
    return actions.create_unit(actor=admin, code="night", name_fa="شب", parent=world.service, at=NOON)


def _again(person: Person) -> Person:
    return Person.objects.select_related("unit").get(pk=person.pk)


def test_a_level_whose_role_reads_a_closed_group_is_not_reached(keeper, sara, admin, nima):
    plans = spaces.create_group(actor=nima, name_fa="برنامه‌ها", policy="closed", at=NOON)
    leads = actions.create_role(actor=admin, name_fa="سرپرستان", at=NOON)
    spaces.grant_to_role(actor=admin, role=leads, space=plans, level=Level.READ, at=NOON)
    actions.give_role(actor=admin, role=leads, kind="level", subject_id=2, at=NOON)
    for person in (keeper, sara):
        with pytest.raises(NotAllowed):
            actions.change_record(actor=keeper, person=person, changes={"level": 2}, at=NOON)
        assert plans.pk not in space_ids(person=_again(person))
    actions.change_record(actor=admin, person=keeper, changes={"level": 2}, at=NOON)
    actions.change_record(actor=_again(keeper), person=sara, changes={"level": 2}, at=NOON)


def test_no_unit_is_hung_under_one_whose_role_brings_more(keeper, sara, admin, desk, night, strong):
    actions.change_record(actor=admin, person=sara, changes={"unit": night}, at=NOON)
    actions.give_role(actor=admin, role=strong, kind="unit", subject_id=desk.pk, at=NOON)
    with pytest.raises(NotAllowed):
        actions.move_unit(actor=keeper, unit=night, parent=desk, at=NOON)
    assert not rights.allows(_again(sara), verbs.INVITE)
    actions.move_unit(actor=admin, unit=night, parent=desk, at=NOON)
    assert rights.allows(_again(sara), verbs.INVITE)


def test_who_had_more_is_let_back_in_by_who_has_it(keeper, sara, admin, strong):
    actions.give_role(actor=admin, role=strong, kind="person", subject_id=sara.pk, at=NOON)
    actions.leave(actor=admin, person=sara, left_on=TODAY, at=NOON)
    with pytest.raises(NotAllowed):
        actions.come_back(actor=keeper, person=sara, at=NOON)
    assert not _again(sara).is_active
    assert actions.come_back(actor=admin, person=sara, at=NOON).is_active


def test_nobody_makes_themselves_the_manager_of_a_leaver_to_hand_over_elsewhere(keeper, sara, admin, world):
    actions.appoint(actor=admin, unit=world.finance, head=sara, deputy=None, at=NOON)
    actions.change_record(actor=keeper, person=sara, changes={"manager": keeper}, at=NOON)
    gone = actions.leave(actor=keeper, person=sara, left_on=TODAY, at=NOON)
    with pytest.raises(NotAllowed):
        actions.hand_over(actor=keeper, leaver=gone, kind="units", object_id=world.finance.pk, to=keeper, at=NOON)
    assert Unit.objects.get(pk=world.finance.pk).head_id == sara.pk


@pytest.mark.parametrize("policy", ["secret", "closed"])
def test_nobody_takes_over_a_group_that_they_did_not_read(keeper, sara, admin, nima, policy):
    group = spaces.create_group(actor=sara, name_fa="راز", policy=policy, at=NOON)
    spaces.add_member(actor=sara, space=group, person=nima, at=NOON)
    gone = actions.leave(actor=keeper, person=sara, left_on=TODAY, at=NOON)
    with pytest.raises(Invalid) as refusal:
        actions.hand_over(actor=keeper, leaver=gone, kind="groups", object_id=group.pk, to=keeper, at=NOON)
    assert refusal.value.field == "to"
    actions.come_back(actor=keeper, person=sara, at=NOON)
    assert group.pk not in space_ids(person=_again(keeper))
    assert owner_ids(space=group) == [sara.pk]
    gone = actions.leave(actor=keeper, person=sara, left_on=TODAY, at=NOON)
    actions.hand_over(actor=keeper, leaver=gone, kind="groups", object_id=group.pk, to=nima, at=NOON)
    assert owner_ids(space=group) == [nima.pk]


def test_a_group_without_members_gets_its_owner_from_an_administrator(keeper, sara, admin, nima):
    secret = spaces.create_group(actor=sara, name_fa="راز", policy="secret", at=NOON)
    everybodys = spaces.create_group(actor=sara, name_fa="همه", policy="open", at=NOON)
    gone = actions.leave(actor=keeper, person=sara, left_on=TODAY, at=NOON)
    with pytest.raises(Invalid):
        actions.hand_over(actor=keeper, leaver=gone, kind="groups", object_id=secret.pk, to=nima, at=NOON)
    assert owner_ids(space=secret) == []
    actions.hand_over(actor=admin, leaver=gone, kind="groups", object_id=secret.pk, to=nima, at=NOON)
    actions.hand_over(actor=keeper, leaver=gone, kind="groups", object_id=everybodys.pk, to=nima, at=NOON)
    assert owner_ids(space=secret) == owner_ids(space=everybodys) == [nima.pk]


def test_an_accomplice_named_manager_hands_over_nothing_beyond_the_border(keeper, sara, admin, nima, desk, world):
    ali = actions.add_person(actor=admin, code="ali", name_fa="علی", unit=desk, at=NOON)
    actions.appoint(actor=admin, unit=world.finance, head=sara, deputy=None, at=NOON)
    actions.appoint(actor=admin, unit=desk, head=sara, deputy=None, at=NOON)
    actions.change_record(actor=admin, person=nima, changes={"manager": sara}, at=NOON)
    actions.change_record(actor=keeper, person=sara, changes={"manager": ali}, at=NOON)
    gone = actions.leave(actor=keeper, person=sara, left_on=TODAY, at=NOON)
    for kind, object_id in (("units", world.finance.pk), ("reports", nima.pk)):
        with pytest.raises(NotAllowed):
            actions.hand_over(actor=ali, leaver=gone, kind=kind, object_id=object_id, to=ali, at=NOON)
    assert (Unit.objects.get(pk=world.finance.pk).head_id, _again(nima).manager_id) == (sara.pk, sara.pk)
    actions.hand_over(actor=ali, leaver=gone, kind="units", object_id=desk.pk, to=ali, at=NOON)
    assert Unit.objects.get(pk=desk.pk).head_id == ali.pk
    actions.hand_over(actor=admin, leaver=gone, kind="units", object_id=world.finance.pk, to=nima, at=NOON)
    assert Unit.objects.get(pk=world.finance.pk).head_id == nima.pk


def test_as_manager_nobody_reaches_where_a_report_goes_later_nor_an_administrator(sara, reza, admin, world):
    """Reza, whom Sara reported to, keeps nothing; who reported to her in his unit is his to give, as far as the record is."""
    stays, goes = (actions.add_person(actor=admin, code=code, name_fa="ز", unit=world.service, manager=sara, at=NOON) for code in "ab")
    actions.change_record(actor=admin, person=goes, changes={"unit": world.finance}, on=TODAY + timedelta(days=9), at=NOON)
    actions.change_record(actor=admin, person=admin, changes={"manager": sara}, at=NOON)
    gone = actions.leave(actor=admin, person=sara, left_on=TODAY, at=NOON)
    for person in (goes, admin):
        with pytest.raises(NotAllowed):
            actions.hand_over(actor=reza, leaver=gone, kind="reports", object_id=person.pk, to=reza, at=NOON)
        assert _again(person).manager_id == sara.pk
    actions.hand_over(actor=reza, leaver=gone, kind="reports", object_id=stays.pk, to=reza, at=NOON)
    assert _again(stays).manager_id == reza.pk


@pytest.mark.parametrize("address", ["new@rayanpayam.example", "NEW@rayanpayam.example", "nima@rayanpayam.example"])
def test_whoever_keeps_a_part_takes_no_colleagues_address(keeper, sara, admin, nima, world, address):
    """Where policy admits by the record, an address that two have lets in neither."""
    new = actions.add_person(actor=admin, code="new", name_fa="نو", unit=world.finance, mail="new@rayanpayam.example", at=NOON)
    # What Nima signs in with does not have to be what is on record.
    actions.change_record(actor=admin, person=nima, changes={"mail": ""}, at=NOON)
    for act in (
        lambda: actions.change_record(actor=keeper, person=sara, changes={"mail": address}, at=NOON),
        lambda: actions.add_person(actor=keeper, code="x", name_fa="ایکس", unit=world.service, mail=address, at=NOON),
    ):
        with pytest.raises(Invalid) as refusal:
            act()
        assert refusal.value.field == "mail"
    assert not Person.objects.filter(code="x").exists()
    actions.change_sign_in_policy(actor=admin, second_factor="nobody", grace_days=0, admits="record", at=NOON)
    assert open_account(email=new.mail, at=NOON) is not None


def test_an_address_that_nobody_else_has_is_entered_by_the_keeper(keeper, sara, admin, nima, world):
    actions.leave(actor=admin, person=nima, left_on=TODAY, at=NOON)
    for address in ("SARA@rayanpayam.example", "sara2@rayanpayam.example", nima.mail, ""):
        assert actions.change_record(actor=keeper, person=sara, changes={"mail": address}, at=NOON).mail == address
    made = actions.add_person(actor=keeper, code="x", name_fa="ایکس", unit=world.service, mail="x@rayanpayam.example", at=NOON)
    assert actions.change_record(actor=admin, person=made, changes={"mail": keeper.mail}, at=NOON).mail == keeper.mail
