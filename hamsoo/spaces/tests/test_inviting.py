"""Invitations: asked, accepted, declined, taken back; what one knows meanwhile, who is told, and looking after a group by turns."""

import pytest
from django.urls import reverse

from hamsoo.kernel.errors import Conflict, NotAllowed, NotFound
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.notices.queries import inbox
from hamsoo.spaces import actions, queries, rules
from hamsoo.spaces.models import Grant, GroupInvitation, Level
from tests.world import NOON


def make(owner, policy="secret"):
    return actions.create_group(actor=owner, name_fa="کشیک", name_en="On call", policy=policy, at=NOON)


def said() -> list[str]:
    facts = Entry.objects.filter(name__startswith="spaces.").order_by("id").values_list("name", flat=True)
    return [name.removeprefix("spaces.") for name in facts]


def lines(person) -> list[tuple[str, bool]]:
    settle()
    return [(line.kind, line.is_unread) for line in inbox(person=person).items]


def test_who_is_invited_into_a_secret_group_knows_of_it_and_reads_nothing(sara, nima, reza):
    space = make(sara)
    actions.invite(actor=sara, space=space, person=nima, note="Come!", at=NOON)
    assert actions.invite(actor=sara, space=space, person=nima, at=NOON).note == "Come!"
    assert queries.group(person=nima, pk=space.pk) == space
    assert space.pk not in queries.space_ids(person=nima)
    assert [one.space for one in queries.my_invitations(person=nima)] == [space]
    assert queries.my_groups(person=nima) == []
    assert rules.level_of(nima, space) is None
    with pytest.raises(NotFound):
        queries.group(person=reza, pk=space.pk)
    assert said() == ["GroupCreated", "GroupInvited"]
    assert lines(nima) == [("invitation", True)]


def test_accepting_lets_in_and_tells_who_invited(sara, nima):
    space = make(sara)
    actions.invite(actor=sara, space=space, person=nima, at=NOON)
    actions.accept_invitation(actor=nima, space=space, at=NOON)
    assert space.pk in queries.space_ids(person=nima, level=Level.WRITE)
    assert not GroupInvitation.objects.exists()
    assert said() == ["GroupCreated", "GroupInvited", "InvitationAccepted"]
    assert lines(sara) == [("group", True)]
    assert lines(nima) == [("invitation", False)]
    with pytest.raises(NotFound):
        actions.accept_invitation(actor=nima, space=space, at=NOON)


def test_a_declined_secret_group_is_not_there_any_more(sara, nima):
    space = make(sara)
    actions.invite(actor=sara, space=space, person=nima, at=NOON)
    actions.decline_invitation(actor=nima, space=space, at=NOON)
    with pytest.raises(NotFound):
        queries.group(person=nima, pk=space.pk)
    assert not Grant.objects.filter(principal_type="person", principal_id=nima.pk, space=space).exists()
    assert lines(sara) == [("group", True)]
    assert lines(nima) == []


def test_an_invitation_is_taken_back_by_who_may(sara, nima, reza):
    space = make(sara, "closed")
    actions.add_member(actor=sara, space=space, person=reza, at=NOON)
    actions.invite(actor=sara, space=space, person=nima, at=NOON)
    with pytest.raises(NotFound):
        actions.withdraw_invitation(actor=reza, space=space, person=nima, at=NOON)
    actions.withdraw_invitation(actor=sara, space=space, person=nima, at=NOON)
    with pytest.raises(NotFound):
        actions.accept_invitation(actor=nima, space=space, at=NOON)
    assert lines(nima) == [("invitation", False)]


def test_owners_invite_and_into_open_groups_every_member(sara, nima, reza, admin):
    closed, opened = make(sara, "closed"), make(sara, "open")
    for space in (closed, opened):
        actions.add_member(actor=sara, space=space, person=nima, at=NOON)
    with pytest.raises(NotAllowed):
        actions.invite(actor=nima, space=closed, person=reza, at=NOON)
    with pytest.raises(NotAllowed):
        actions.invite(actor=reza, space=opened, person=admin, at=NOON)
    assert actions.invite(actor=nima, space=opened, person=reza, at=NOON).by == nima
    with pytest.raises(Conflict):
        actions.invite(actor=sara, space=closed, person=nima, at=NOON)
    actions.request_to_join(actor=reza, space=closed, at=NOON)
    with pytest.raises(Conflict):
        actions.invite(actor=sara, space=closed, person=reza, at=NOON)
    assert list(GroupInvitation.objects.values_list("person", flat=True)) == [reza.pk]


def test_nobody_comes_into_an_archived_group(sara, nima, reza):
    space = make(sara)
    actions.invite(actor=sara, space=space, person=nima, at=NOON)
    actions.archive_group(actor=sara, space=space, at=NOON)
    for attempt in (
        lambda: actions.accept_invitation(actor=nima, space=space, at=NOON),
        lambda: actions.invite(actor=sara, space=space, person=reza, at=NOON),
    ):
        with pytest.raises(Conflict):
            attempt()
    assert queries.member_ids(space=space) == [sara.pk]
    assert queries.my_invitations(person=nima) == []


def test_who_is_only_invited_cannot_be_removed_or_made_an_owner(sara, nima):
    space = make(sara)
    actions.invite(actor=sara, space=space, person=nima, at=NOON)
    for attempt in (actions.remove_member, actions.make_owner):
        with pytest.raises(NotFound):
            attempt(actor=sara, space=space, person=nima, at=NOON)
    assert GroupInvitation.objects.count() == 1


def test_a_group_is_handed_over_and_never_left_alone(sara, nima):
    space = make(sara)
    actions.add_member(actor=sara, space=space, person=nima, at=NOON)
    with pytest.raises(Conflict):
        actions.resign(actor=sara, space=space, at=NOON)
    with pytest.raises(NotAllowed):
        actions.resign(actor=nima, space=space, at=NOON)
    actions.make_owner(actor=sara, space=space, person=nima, at=NOON)
    actions.resign(actor=sara, space=space, at=NOON)
    assert queries.owner_ids(space=space) == [nima.pk]
    assert rules.level_of(sara, space) == Level.WRITE
    assert said()[-2:] == ["OwnerNamed", "OwnerResigned"]


def test_who_is_not_let_in_reads_why_until_they_ask_again(browse, sara, nima, reza):
    space = make(sara, "closed")
    asked = actions.request_to_join(actor=nima, space=space, at=NOON)
    browse(sara).post(reverse("spaces:refusal", args=[asked.pk]), {"note": "After the <i>release</i>, please"})
    page = browse(nima).get(space.get_absolute_url()).content.decode()
    assert "After the &lt;i&gt;release&lt;/i&gt;, please" in page
    assert "please" not in browse(reza).get(space.get_absolute_url()).content.decode()
    actions.request_to_join(actor=nima, space=space, at=NOON)
    assert queries.refusal_of(person=nima, space=space) is None


def test_the_pages_offer_and_take_the_answer(browse, sara, nima, reza):
    space = make(sara)
    actions.invite(actor=sara, space=space, person=nima, note="For the rota", at=NOON)
    client = browse(nima)
    for url in (reverse("spaces:groups"), space.get_absolute_url()):
        page = client.get(url).content.decode()
        assert "For the rota" in page
        assert reverse("spaces:acceptance", args=[space.pk]) in page
    assert client.get(reverse("spaces:resources", args=[space.pk])).status_code == 404
    assert browse(reza).post(reverse("spaces:acceptance", args=[space.pk])).status_code == 404
    assert browse(sara).post(reverse("spaces:withdrawal", args=[space.pk, reza.pk])).status_code == 404
    answer = client.post(reverse("spaces:declination", args=[space.pk]))
    assert (answer.status_code, answer.headers["Location"]) == (303, reverse("spaces:groups"))
    assert client.get(space.get_absolute_url()).status_code == 404
