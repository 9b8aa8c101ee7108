"""Groups: made, joined, left; who may, who may not, and what is said about it."""

import pytest
from django.utils import translation

from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.notices.queries import inbox
from hamsoo.people import actions as people
from hamsoo.people.models import DirectoryGroup, Person, RoleHolder
from hamsoo.spaces import actions, queries
from hamsoo.spaces.models import Grant, JoinRequest, Level, Space
from tests.world import NOON


def make(owner, policy="open", **more):
    return actions.create_group(actor=owner, name_fa="کشیک", name_en="On call", policy=policy, at=NOON, **more)


def said() -> list[str]:
    return [name for name in Entry.objects.order_by("id").values_list("name", flat=True) if name.startswith("spaces.")]


def spaces_of(name: str) -> set[int]:
    return set(Entry.objects.get(name=name).spaces_rows.values_list("space_id", flat=True))


def test_an_open_group_is_read_by_colleagues_and_written_by_members(sara, reza, nima):
    space = make(sara)
    assert space.pk in queries.space_ids(person=nima)
    assert space.pk not in queries.space_ids(person=nima, level=Level.WRITE)
    actions.join(actor=nima, space=space, at=NOON)
    assert space.pk in queries.space_ids(person=nima, level=Level.WRITE)
    assert said() == ["spaces.GroupCreated", "spaces.MemberJoined"]
    assert spaces_of("spaces.GroupCreated") == {space.pk}


def test_a_closed_group_is_known_to_all_and_read_by_members(world, sara, nima):
    space = make(sara, "closed")
    assert space.pk in queries.space_ids(person=nima, level=Level.OUTLINE)
    assert space.pk not in queries.space_ids(person=nima)
    assert spaces_of("spaces.GroupCreated") == {space.pk, world.organisation.pk}
    assert [member.person for member in queries.members(person=nima, space=space).items] == [sara]


def test_a_secret_group_is_known_to_members_alone(sara, nima, admin):
    space = make(sara, "secret")
    assert [group.pk for group in queries.groups(person=sara)] == [space.pk]
    for stranger in (nima, admin, None):
        assert list(queries.groups(person=stranger)) == []
        with pytest.raises(NotFound):
            queries.group(person=stranger, pk=space.pk)
    assert spaces_of("spaces.GroupCreated") == {space.pk}


def test_a_group_needs_a_name_and_a_known_policy(sara):
    for name, policy in (("  ", "open"), ("x" * 121, "open"), ("کشیک", "public")):
        with pytest.raises(Invalid):
            actions.create_group(actor=sara, name_fa=name, policy=policy, at=NOON)
    assert not Space.objects.filter(kind="group").exists()
    assert said() == []


def test_owners_alone_describe_and_archive(sara, nima):
    space = make(sara)
    actions.join(actor=nima, space=space, at=NOON)
    for attempt in (
        lambda: actions.describe_group(actor=nima, space=space, name_fa="دیگر", at=NOON),
        lambda: actions.archive_group(actor=nima, space=space, at=NOON),
        lambda: actions.add_member(actor=nima, space=space, person=nima, at=NOON),
        lambda: actions.remove_member(actor=nima, space=space, person=sara, at=NOON),
        lambda: actions.make_owner(actor=nima, space=space, person=nima, at=NOON),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    space.refresh_from_db()
    assert (space.name_fa, space.archived_at) == ("کشیک", None)
    assert said() == ["spaces.GroupCreated", "spaces.MemberJoined"]


def test_an_archived_group_is_there_to_read(sara, nima):
    space = make(sara)
    actions.archive_group(actor=sara, space=space, at=NOON)
    assert space.pk in queries.space_ids(person=sara)
    assert space.pk not in queries.space_ids(person=sara, level=Level.WRITE)
    with pytest.raises(Conflict):
        actions.join(actor=nima, space=space, at=NOON)
    with pytest.raises(Conflict):
        actions.archive_group(actor=sara, space=space, at=NOON)
    actions.reopen_group(actor=sara, space=space, at=NOON)
    assert space.pk in queries.space_ids(person=sara, level=Level.WRITE)
    assert said() == ["spaces.GroupCreated", "spaces.GroupArchived", "spaces.GroupReopened"]


def test_nobody_joins_a_closed_group_alone(sara, nima):
    closed, secret = make(sara, "closed"), make(sara, "secret")
    with pytest.raises(NotAllowed):
        actions.join(actor=nima, space=closed, at=NOON)
    with pytest.raises(NotFound):
        actions.join(actor=nima, space=secret, at=NOON)
    with pytest.raises(NotFound):
        actions.request_to_join(actor=nima, space=secret, at=NOON)
    assert not Grant.objects.filter(principal_type="person", principal_id=nima.pk, space__kind="group").exists()


def test_owners_are_told_of_a_wish_and_the_wisher_of_the_answer(sara, reza, nima):
    space = make(sara, "closed")
    actions.add_member(actor=sara, space=space, person=reza, at=NOON)
    actions.make_owner(actor=sara, space=space, person=reza, at=NOON)
    asked = actions.request_to_join(actor=nima, space=space, note="کشیک شب", at=NOON)
    assert actions.request_to_join(actor=nima, space=space, at=NOON).pk == asked.pk
    settle()
    assert [(line.kind, line.is_unread) for line in inbox(person=sara).items] == [("join", True)]
    with pytest.raises(NotFound):
        actions.approve_join(actor=nima, asked=asked, at=NOON)
    actions.approve_join(actor=sara, asked=asked, at=NOON)
    with pytest.raises(Conflict):
        actions.refuse_join(actor=reza, asked=asked, at=NOON)
    settle()
    with translation.override("en"):
        assert [line.newest.sentence for line in inbox(person=nima).items] == ["Nima Ahmadi is now in “On call”"]
    assert [line.is_unread for line in inbox(person=reza).items if line.kind == "join"] == [False]
    assert space.pk in queries.space_ids(person=nima, level=Level.WRITE)


def test_a_refused_wish_changes_nothing_but_is_told(sara, nima):
    space = make(sara, "closed")
    asked = actions.request_to_join(actor=nima, space=space, at=NOON)
    actions.refuse_join(actor=sara, asked=asked, at=NOON)
    settle()
    assert space.pk not in queries.space_ids(person=nima)
    assert not JoinRequest.objects.exists()
    assert len(inbox(person=nima).items) == 1


def test_the_last_owner_stays(sara, nima):
    space = make(sara)
    actions.join(actor=nima, space=space, at=NOON)
    with pytest.raises(Conflict):
        actions.leave(actor=sara, space=space, at=NOON)
    actions.make_owner(actor=sara, space=space, person=nima, at=NOON)
    actions.leave(actor=sara, space=space, at=NOON)
    assert queries.owner_ids(space=space) == [nima.pk]
    assert said()[-2:] == ["spaces.OwnerNamed", "spaces.MemberLeft"]


def test_who_is_removed_from_a_secret_group_hears_no_more_of_it(sara, nima):
    space = make(sara, "secret")
    actions.add_member(actor=sara, space=space, person=nima, at=NOON)
    settle()
    assert len(inbox(person=nima).items) == 1
    actions.remove_member(actor=sara, space=space, person=nima, at=NOON)
    settle()
    assert inbox(person=nima).items == []
    assert list(queries.groups(person=nima)) == []


def test_administrators_look_after_groups_that_are_no_secret(sara, admin):
    closed = make(sara, "closed")
    actions.archive_group(actor=admin, space=closed, at=NOON)
    with pytest.raises(NotFound):
        actions.archive_group(actor=admin, space=make(sara, "secret"), at=NOON)


def test_units_and_people_get_their_spaces(world, sara, admin):
    unit = people.create_unit(actor=admin, code="night", name_fa="شب", parent=world.service, at=NOON)
    settle()
    space = Space.objects.get(subject_type="unit", subject_id=unit.pk)
    assert space.pk not in queries.space_ids(person=sara)
    assert Space.objects.get(subject_type="person", subject_id=sara.pk).pk in queries.space_ids(person=sara, level=Level.MANAGE)
    people.change_record(actor=admin, person=sara, changes={"unit": unit}, at=NOON)
    sara.refresh_from_db()
    assert space.pk in queries.space_ids(person=sara)


def test_who_may_see_a_group_changes_and_its_members_hear_it(sara, reza, nima):
    space = make(sara, "closed")
    actions.add_member(actor=sara, space=space, person=reza, at=NOON)
    assert space.pk not in queries.space_ids(person=nima)
    space = actions.change_policy(actor=sara, space=space, policy="open", at=NOON)
    assert space.pk in queries.space_ids(person=nima)
    actions.change_policy(actor=sara, space=space, policy="secret", at=NOON)
    assert space.pk not in queries.space_ids(person=nima, level=Level.OUTLINE)
    settle()
    with translation.override("en"):
        lines = inbox(person=reza).items
    assert lines[0].newest.sentence == "Sara Mohammadi changed who may see “On call”: secret"
    assert [line.kind for line in lines] == ["group", "group"]
    assert inbox(person=nima).items == []


def test_who_may_see_it_is_changed_by_owners_and_to_what_there_is(sara, reza, nima):
    space = make(sara)
    actions.join(actor=reza, space=space, at=NOON)
    facts = Entry.objects.count()
    for somebody in (reza, nima):
        with pytest.raises(NotAllowed):
            actions.change_policy(actor=somebody, space=space, policy="secret", at=NOON)
    with pytest.raises(Invalid):
        actions.change_policy(actor=sara, space=space, policy="public", at=NOON)
    assert (Space.objects.get(pk=space.pk).policy, Entry.objects.count()) == ("open", facts)


def test_whoever_holds_a_role_reads_where_the_role_reads(world, sara, nima, admin):
    team = DirectoryGroup.objects.create(name="Auditors", created_at=NOON, changed_at=NOON)
    team.members.add(nima)
    Person.objects.filter(pk=nima.pk).update(level=2)
    nima = Person.objects.select_related("unit").get(pk=nima.pk)
    held = (("person", nima.pk), ("unit", world.finance.pk), ("level", 2), ("group", team.pk))
    for kind, subject in held:
        space = actions.create_group(actor=sara, name_fa=f"گروه {kind}", policy="closed", at=NOON)
        role = people.create_role(actor=admin, name_fa=f"ممیز {kind}", at=NOON)
        actions.grant_to_role(actor=admin, role=role, space=space, level=Level.READ, at=NOON)
        assert space.pk not in queries.space_ids(person=nima)
        RoleHolder.objects.create(role=role, kind=kind, subject_id=subject)
        assert space.pk in queries.space_ids(person=nima), kind
        assert space.pk not in queries.space_ids(person=admin), kind


def test_no_role_opens_a_group_that_became_secret(world, sara, nima, admin):
    space = make(sara, "closed")
    role = people.create_role(actor=admin, name_fa="ممیز", at=NOON)
    people.give_role(actor=admin, role=role, kind="person", subject_id=nima.pk, at=NOON)
    actions.grant_to_role(actor=admin, role=role, space=space, level=Level.READ, at=NOON)
    assert space.pk in queries.space_ids(person=nima)
    version = queries.permission_version(person=nima)
    actions.change_policy(actor=sara, space=space, policy="open", at=NOON)
    assert queries.grants_of_role(role_id=role.pk)
    actions.change_policy(actor=sara, space=space, policy="secret", at=NOON)
    assert space.pk not in queries.space_ids(person=nima, level=Level.OUTLINE)
    assert queries.permission_version(person=nima) != version
    # Nor does an administrator read the name of a secret group on the page of the role.
    assert queries.grants_of_role(role_id=role.pk) == []
    assert said()[-2:] == ["spaces.RoleGrantRevoked", "spaces.GroupPolicyChanged"]
    with pytest.raises(Invalid):
        actions.grant_to_role(actor=admin, role=role, space=space, level=Level.READ, at=NOON)
