"""Pages of groups: what they show, to whom, and at what cost."""

import re

import pytest
from django.urls import reverse

from hamsoo.spaces import actions, queries
from hamsoo.spaces.models import JoinRequest, Level, Space
from tests.world import NOON


def make(owner, policy, name="On call"):
    return actions.create_group(actor=owner, name_fa="", name_en=name, about="Rotas and incidents", policy=policy, at=NOON)


def test_the_list_shows_mine_and_what_i_could_join_and_nothing_secret(browse, sara, nima):
    for policy in ("open", "closed", "secret"):
        make(sara, policy, f"{policy.capitalize()} circle")
    page = browse(nima).get(reverse("spaces:groups")).content.decode()
    assert "Open circle" in page
    assert "Closed circle" in page
    assert "Secret circle" not in page
    assert "Secret circle" in browse(sara).get(reverse("spaces:groups")).content.decode()


@pytest.mark.parametrize("policy", ["open", "closed", "secret"])
def test_customers_and_partners_find_no_group(browse, sara, mina, parto, policy):
    space = make(sara, policy)
    for stranger in (mina, parto):
        for url in (reverse("spaces:groups"), reverse("spaces:new"), space.get_absolute_url()):
            assert browse(stranger).get(url).status_code == 404
        assert browse(stranger).post(reverse("spaces:membership", args=[space.pk])).status_code == 404


@pytest.mark.parametrize("route", ["membership", "departure", "members", "archive", "reopening"])
def test_a_secret_group_is_not_there_for_strangers(browse, sara, nima, admin, route):
    space = make(sara, "secret")
    for stranger in (nima, admin):
        assert browse(stranger).get(space.get_absolute_url()).status_code == 404
        assert browse(stranger).post(reverse(f"spaces:{route}", args=[space.pk])).status_code == 404
    assert queries.owner_ids(space=space) == [sara.pk]


def test_a_closed_group_shows_its_outline(browse, sara, reza, nima):
    space = make(sara, "closed")
    actions.add_member(actor=sara, space=space, person=reza, at=NOON)
    page = browse(nima).get(space.get_absolute_url()).content.decode()
    assert "Rotas and incidents" in page
    assert "Sara Mohammadi" in page
    assert "Reza Karimi" not in page
    assert "Reza Karimi" in browse(reza).get(space.get_absolute_url()).content.decode()


def test_a_group_is_made_with_a_form(browse, sara):
    client = browse(sara)
    assert client.post(reverse("spaces:new"), {"name_fa": "", "policy": "open"}).status_code == 422
    answer = client.post(reverse("spaces:new"), {"name_fa": "کشیک", "policy": "closed", "theme": "profession"})
    space = Space.objects.get(kind="group")
    assert (answer.status_code, answer.headers["Location"]) == (303, space.get_absolute_url())


def test_joining_by_way_of_the_owner(browse, sara, nima):
    space = make(sara, "closed")
    browse(nima).post(reverse("spaces:membership", args=[space.pk]), {"note": "Please"})
    asked = JoinRequest.objects.get()
    assert "Please" in browse(sara).get(space.get_absolute_url()).content.decode()
    assert browse(nima).post(reverse("spaces:approval", args=[asked.pk])).status_code == 404
    browse(sara).post(reverse("spaces:approval", args=[asked.pk]))
    assert space.pk in queries.space_ids(person=nima, level=Level.WRITE)


def test_a_colleague_is_invited_by_name_or_mail(browse, sara, reza, nima):
    space = make(sara, "secret")
    client, url = browse(sara), reverse("spaces:members", args=[space.pk])
    assert client.post(url, {"who": "nobody"}).status_code == 422
    assert client.post(url, {"who": "i"}).status_code == 422
    assert client.post(url, {"who": "nima@rayanpayam.example"}).status_code == 303
    assert client.post(url, {"who": "رضا"}).status_code == 303
    assert {invited.person for invited in queries.invitations_to(space=space)} == {reza, nima}
    assert browse(nima).post(reverse("spaces:acceptance", args=[space.pk])).status_code == 303
    assert {member.person for member in queries.members(person=sara, space=space).items} == {sara, nima}


def test_who_may_see_a_group_is_chosen_on_the_page(browse, sara, nima):
    space = make(sara, "closed")
    page, url = reverse("spaces:describe", args=[space.pk]), reverse("spaces:policy", args=[space.pk])
    shown = browse(sara).get(page).content.decode()
    assert re.search(r'<input type="radio"[^>]*value="closed"[^>]*checked', shown)
    assert browse(nima).post(url, {"policy": "open"}).status_code == 403
    assert browse(sara).post(url, {"policy": "open"}).status_code == 303
    assert space.pk in queries.space_ids(person=nima)


def test_page_costs(browse, sara, reza, nima, django_assert_num_queries):
    spaces = [make(sara, "open", f"Group {number}") for number in range(4)]
    for person in (reza, nima):
        actions.join(actor=person, space=spaces[0], at=NOON)
    client = browse(sara)
    with django_assert_num_queries(9):
        client.get(reverse("spaces:groups"))
    with django_assert_num_queries(9):
        client.get(spaces[0].get_absolute_url())
