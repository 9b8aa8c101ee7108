"""Roles and rights: who may do what, as far as what reaches, and why."""

import pytest
from django.urls import reverse
from django.utils import translation

from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.people import actions, events, rights, verbs
from hamsoo.people.models import DirectoryGroup, Person, Role, RoleHolder, Scope
from hamsoo.people.queries import role_subject
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Grant, Level, Space
from hamsoo.spaces.queries import permission_version, space_ids
from tests.world import NOON


@pytest.fixture
def role(admin: Person) -> Role:
    return actions.create_role(actor=admin, name_fa="میزبان", name_en="Host", at=NOON)


def _allow(admin, role, scope, verb=verbs.INVITE):
    actions.set_rights(actor=admin, role=role, wanted={verb: scope}, at=NOON)


def _give(admin, role, kind, subject_id):
    return actions.give_role(actor=admin, role=role, kind=kind, subject_id=subject_id, at=NOON)


def test_an_administrator_may_everything_and_others_nothing(admin, sara, nima):
    assert rights.allows(admin, verbs.INVITE)
    assert not rights.allows(sara, verbs.INVITE)
    assert not rights.allows(None, verbs.INVITE)


def test_a_role_held_by_name_allows_as_far_as_it_reaches(admin, role, sara, reza, nima):
    _give(admin, role, "person", sara.pk)
    _allow(admin, role, "unit")
    assert rights.allows(sara, verbs.INVITE, owner=reza)
    assert rights.allows(sara, verbs.INVITE, unit=reza.unit)
    assert not rights.allows(sara, verbs.INVITE, owner=nima)
    assert not rights.allows(sara, verbs.INVITE)
    assert not rights.allows(nima, verbs.INVITE, owner=nima)
    _allow(admin, role, "all")
    assert rights.allows(sara, verbs.INVITE)
    assert rights.allows(sara, verbs.INVITE, owner=nima)


def test_a_unit_reaches_down_and_not_up(admin, role, sara, world):
    below = actions.create_unit(actor=admin, code="night", name_fa="شب", parent=world.service, at=NOON)
    _give(admin, role, "person", sara.pk)
    _allow(admin, role, "unit")
    assert rights.allows(sara, verbs.INVITE, unit=below)
    Person.objects.filter(pk=sara.pk).update(unit=below)
    moved = Person.objects.select_related("unit").get(pk=sara.pk)
    assert rights.allows(moved, verbs.INVITE, unit=below)
    assert not rights.allows(moved, verbs.INVITE, unit=world.service)


def test_a_role_is_held_by_unit_level_and_group(admin, role, sara, reza, nima, world):
    _allow(admin, role, "all")
    by_unit = _give(admin, role, "unit", world.service.pk)
    assert [rights.allows(one, verbs.INVITE) for one in (sara, reza, nima)] == [True, True, False]
    actions.take_role(actor=admin, holder=by_unit, at=NOON)
    by_level = _give(admin, role, "level", 3)
    assert [rights.allows(one, verbs.INVITE) for one in (sara, reza, nima)] == [False, True, False]
    actions.take_role(actor=admin, holder=by_level, at=NOON)
    group = DirectoryGroup.objects.create(name="Hosts", created_at=NOON, changed_at=NOON)
    group.members.add(nima)
    _give(admin, role, "group", group.pk)
    assert [rights.allows(one, verbs.INVITE) for one in (sara, reza, nima)] == [False, False, True]


def test_who_leaves_may_nothing(admin, role, sara):
    _allow(admin, role, "all")
    _give(admin, role, "person", sara.pk)
    left = actions.leave(actor=admin, person=sara, left_on=NOON.date(), at=NOON)
    assert not rights.allows(left, verbs.INVITE)
    assert not rights.why(left, verbs.INVITE).allowed


def test_the_widest_of_several_roles_counts(admin, role, sara):
    other = actions.create_role(actor=admin, name_fa="دیگر", at=NOON)
    _allow(admin, role, "unit")
    _allow(admin, other, "all")
    for one in (role, other):
        _give(admin, one, "person", sara.pk)
    assert rights.widest(sara, verbs.INVITE) == Scope.ALL


@pytest.mark.parametrize("who", ["sara", "reza", "nima"])
def test_only_administrators_make_and_give_roles(request, admin, role, who):
    person = request.getfixturevalue(who)
    _allow(admin, role, "all", verbs.MANAGE_RECORDS)
    _give(admin, role, "unit", person.unit_id)
    for forbidden in (
        lambda: actions.create_role(actor=person, name_fa="من", at=NOON),
        lambda: actions.set_rights(actor=person, role=role, wanted={verbs.INVITE: "all"}, at=NOON),
        lambda: actions.give_role(actor=person, role=role, kind="person", subject_id=person.pk, at=NOON),
        lambda: actions.delete_role(actor=person, role=role, at=NOON),
        lambda: actions.set_administrator(actor=person, person=person, is_administrator=True, at=NOON),
    ):
        with pytest.raises(NotAllowed):
            forbidden()
    assert Role.objects.count() == 1
    assert list(role.rights.values_list("verb", "scope")) == [(verbs.MANAGE_RECORDS, "all")]


def test_a_role_may_let_somebody_keep_the_record(admin, role, sara, nima):
    with pytest.raises(NotAllowed):
        actions.change_record(actor=sara, person=nima, changes={"phone": "021"}, at=NOON)
    _allow(admin, role, "all", verbs.MANAGE_RECORDS)
    _give(admin, role, "person", sara.pk)
    assert actions.change_record(actor=sara, person=nima, changes={"phone": "021"}, at=NOON).phone == "021"
    with pytest.raises(NotAllowed):
        actions.change_record(actor=sara, person=admin, changes={"mail": "sara@rayanpayam.example"}, at=NOON)
    with pytest.raises(NotAllowed):
        actions.leave(actor=sara, person=admin, left_on=NOON.date(), at=NOON)
    admin.refresh_from_db()
    assert (admin.mail, admin.left_on) == ("admin@rayanpayam.example", None)


@pytest.mark.parametrize(
    ("wanted", "field"),
    [({"people.fly": "all"}, "people.fly"), ({verbs.INVITE: "own"}, verbs.INVITE), ({verbs.INVITE: "everything"}, verbs.INVITE)],
)
def test_unknown_verbs_and_scopes_are_refused(admin, role, wanted, field):
    with pytest.raises(Invalid) as refused:
        actions.set_rights(actor=admin, role=role, wanted=wanted, at=NOON)
    assert refused.value.field == field
    assert not role.rights.exists()


@pytest.mark.parametrize(("kind", "subject"), [("person", 10**9), ("unit", 10**9), ("group", 10**9), ("level", 0), ("planet", 1)])
def test_nobody_is_no_holder(admin, role, kind, subject):
    with pytest.raises(Invalid):
        _give(admin, role, kind, subject)
    assert not RoleHolder.objects.exists()


def test_the_same_role_is_given_once(admin, role, sara):
    _give(admin, role, "person", sara.pk)
    with pytest.raises(Conflict):
        _give(admin, role, "person", sara.pk)


def test_what_is_done_to_roles_is_stated(admin, role, sara):
    _allow(admin, role, "all")
    _allow(admin, role, "all")
    holder = _give(admin, role, "person", sara.pk)
    actions.take_role(actor=admin, holder=holder, at=NOON)
    actions.delete_role(actor=admin, role=role, at=NOON)
    told = [events.RoleCreated, events.RoleRightsChanged, events.RoleGiven, events.RoleTaken, events.RoleDeleted]
    names = [event.name for event in told]
    assert list(Entry.objects.filter(name__in=names).order_by("pk").values_list("name", flat=True)) == names
    given = Entry.objects.get(name=events.RoleGiven.name)
    assert given.objects_rows.filter(type="person", object_id=sara.pk).exists()
    assert Entry.objects.get(name=events.RoleRightsChanged.name).payload["given"] == [f"{verbs.INVITE}:all"]


@translation.override("en")
def test_why_names_the_chain(admin, role, sara, nima, world):
    assert [step.text for step in rights.why(admin, verbs.INVITE).steps] == ["Admin is an administrator, who may do everything."]
    nothing = rights.why(sara, verbs.INVITE)
    assert not nothing.allowed
    assert "No role of theirs brings" in nothing.steps[-1].text
    _allow(admin, role, "unit")
    _give(admin, role, "unit", world.service.pk)
    reaches = rights.why(sara, verbs.INVITE, unit=world.service)
    assert (reaches.allowed, reaches.steps[-1].holds) == (True, True)
    assert "Host" in reaches.steps[-1].text
    assert "Service" in reaches.steps[-1].text
    short = rights.why(sara, verbs.INVITE, owner=nima)
    assert not short.allowed
    assert "“Finance” does not belong to “Service”" in short.steps[-1].text
    outside = rights.why(nima, verbs.INVITE)
    assert "These roles would: Host." in outside.steps[-1].text


def test_a_role_opens_spaces(admin, role, sara, nima, world):
    settle()
    finance = Space.objects.get(subject_type="unit", subject_id=world.finance.pk)
    before = permission_version(person=sara)
    spaces.grant_to_role(actor=admin, role=role, space=finance, level=Level.READ, at=NOON)
    assert finance.pk not in space_ids(person=sara)
    assert permission_version(person=sara) == before
    holder = _give(admin, role, "person", sara.pk)
    assert finance.pk in space_ids(person=sara)
    assert finance.pk not in space_ids(person=sara, level=Level.WRITE)
    held = permission_version(person=sara)
    assert held != before
    spaces.grant_to_role(actor=admin, role=role, space=finance, level=Level.WRITE, at=NOON)
    assert permission_version(person=sara) not in (held, before)
    actions.take_role(actor=admin, holder=holder, at=NOON)
    assert finance.pk not in space_ids(person=sara)
    actions.delete_role(actor=admin, role=role, at=NOON)
    settle()
    assert not Grant.objects.filter(principal_type="role").exists()


def test_a_role_over_all_units_covers_those_of_tomorrow(admin, role, nima):
    spaces.grant_to_role(actor=admin, role=role, space=spaces.branch("unit"), level=Level.READ, at=NOON)
    _give(admin, role, "person", nima.pk)
    unit = actions.create_unit(actor=admin, code="late", name_fa="دیر", at=NOON)
    assert spaces.ensure_unit_space(unit=unit, at=NOON).pk in space_ids(person=nima)


def test_no_role_opens_what_belongs_to_few(admin, role, sara, reza):
    settle()
    secret = spaces.create_group(actor=reza, name_fa="راز", policy="secret", at=NOON)
    own = Space.objects.get(subject_type="person", subject_id=sara.pk)
    for space in (secret, own, spaces.branch("group"), spaces.branch("person")):
        with pytest.raises(Invalid):
            spaces.grant_to_role(actor=admin, role=role, space=space, level=Level.READ, at=NOON)
    with pytest.raises(NotAllowed):
        spaces.grant_to_role(actor=reza, role=role, space=spaces.branch("unit"), level=Level.READ, at=NOON)
    assert not Grant.objects.filter(principal_type="role").exists()


def test_holders_are_found_by_words(admin, sara, world):
    assert role_subject(person=admin, kind="person", words="sara") == sara.pk
    assert role_subject(person=admin, kind="unit", words="مالی") == world.finance.pk
    assert role_subject(person=admin, kind="level", words="۳") == 3
    for kind, words in (("person", "nobody"), ("unit", "nothing"), ("group", "none"), ("level", "three")):
        with pytest.raises(Invalid) as refused:
            role_subject(person=admin, kind=kind, words=words)
        assert refused.value.field == "who"


def test_pages_of_roles(browse, admin, sara, nima):
    client = browse(admin)
    made = client.post(reverse("people:roles"), {"name_fa": "میزبان", "name_en": "Host", "about": ""})
    role = Role.objects.get()
    page = reverse("people:role", args=[role.pk])
    assert made.headers["Location"] == page
    client.post(reverse("people:role_rights", args=[role.pk]), {**{verb.code: "none" for verb in rights.verbs()}, verbs.INVITE: "unit"})
    client.post(reverse("people:role_holders", args=[role.pk]), {"kind": "person", "who": "sara"})
    assert rights.allows(sara, verbs.INVITE, owner=sara)
    shown = client.get(page).content.decode()
    assert "Sara Mohammadi" in shown
    refused = client.post(reverse("people:role_holders", args=[role.pk]), {"kind": "person", "who": "nobody at all"})
    assert refused.status_code == 422
    assert client.get(reverse("spaces:role_grants", args=[role.pk])).status_code == 200
    for address in (reverse("people:roles"), page, reverse("spaces:role_grants", args=[role.pk]), reverse("administration:why")):
        assert browse(nima).get(address).status_code == 404


def test_page_that_says_why(browse, admin, sara, reza, world):
    settle()
    client = browse(admin)
    why = reverse("administration:why")
    assert client.get(why).status_code == 200
    page = client.get(why, {"person": "sara", "verb": verbs.INVITE}).content.decode()
    assert "May not do this" in page
    page = client.get(why, {"person": "admin", "verb": verbs.INVITE}).content.decode()
    assert "who may do everything" in page
    for wrong in ({"person": "nobody"}, {"object": "question"}, {"verb": "space.read"}, {"verb": "x"}, {"object": "unit:999999"}):
        asked = {"person": "sara", "verb": verbs.INVITE, **wrong}
        assert client.get(why, asked).status_code == 422, wrong


def test_page_that_says_why_somebody_reads(browse, admin, sara, reza, nima, world):
    settle()
    service = Space.objects.get(subject_type="unit", subject_id=world.service.pk)
    spaces.place(type="post", object_id=77, space_ids=[service.pk], at=NOON)
    client, why = browse(admin), reverse("administration:why")
    page = client.get(why, {"person": "sara", "verb": "space.read", "object": "post:77"}).content.decode()
    assert "May do this" in page
    assert "the people of “Service”" in page
    page = client.get(why, {"person": "nima", "verb": "space.read", "object": "post:77"}).content.decode()
    assert "May not do this" in page
    group = spaces.create_group(actor=reza, name_fa="راز", name_en="Hush", policy="secret", at=NOON)
    spaces.place(type="post", object_id=78, space_ids=[group.pk], at=NOON)
    page = client.get(why, {"person": "reza", "verb": "space.read", "object": "post:78"}).content.decode()
    assert "a space that you may not know of" in page
    assert "Hush" not in page
