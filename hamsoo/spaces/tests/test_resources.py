"""What groups and units keep at hand: who adds, who removes, what is no address."""

import pytest
from django.urls import reverse

from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from hamsoo.ledger.models import Entry
from hamsoo.spaces import actions, queries
from hamsoo.spaces.models import Resource, Space
from tests.world import NOON


def make(owner, policy="open"):
    return actions.create_group(actor=owner, name_fa="کشیک", policy=policy, at=NOON)


def add(actor, space, url="https://wiki.example/rota", title="Rota"):
    return actions.add_resource(actor=actor, space=space, title=title, url=url, at=NOON)


def test_members_put_links_at_hand_and_owners_put_them_first(sara, nima, reza):
    space = make(sara)
    actions.join(actor=nima, space=space, at=NOON)
    rota, page = add(nima, space), add(sara, space, url="/people/", title="People")
    with pytest.raises(NotAllowed):
        add(reza, space, url="https://other.example/")
    with pytest.raises(NotAllowed):
        actions.put_resource_first(actor=nima, space=space, pk=page.pk, is_first=True)
    actions.put_resource_first(actor=sara, space=space, pk=page.pk, is_first=True)
    assert queries.resources(space=space) == [page, rota]
    with pytest.raises(NotAllowed):
        actions.remove_resource(actor=nima, space=space, pk=page.pk, at=NOON)
    actions.remove_resource(actor=nima, space=space, pk=rota.pk, at=NOON)
    names = list(Entry.objects.filter(name__startswith="spaces.Resource").order_by("id").values_list("name", flat=True))
    assert names == ["spaces.ResourceAdded", "spaces.ResourceAdded", "spaces.ResourceRemoved"]


@pytest.mark.parametrize(
    "url",
    [
        *("", "javascript:alert(1)", "data:text/html,x", "ftp://a.example/", "https://", "x" * 2000),
        *("//evil.example/", "/\\evil.example", "/no/such/page/at/all"),
    ],
)
def test_what_is_no_address_of_a_page_is_refused(sara, url):
    space = make(sara)
    with pytest.raises(Invalid) as refusal:
        add(sara, space, url=url)
    assert refusal.value.field == "url"
    assert not Resource.objects.exists()


def test_an_address_stands_once_and_an_archived_group_takes_none(sara):
    space = make(sara)
    add(sara, space)
    with pytest.raises(Conflict):
        add(sara, space)
    actions.archive_group(actor=sara, space=space, at=NOON)
    with pytest.raises(NotAllowed):
        add(sara, space, url="https://b.example/")
    assert Resource.objects.count() == 1


def test_units_keep_things_at_hand_too(world, sara, nima, browse):
    space = Space.objects.get(subject_type="unit", subject_id=world.service.pk)
    made = add(sara, space)
    with pytest.raises(NotFound):
        add(nima, space)
    assert browse(nima).get(reverse("spaces:resources", args=[space.pk])).status_code == 404
    assert made.title in browse(sara).get(space.get_absolute_url()).content.decode()


def test_a_closed_group_shows_its_links_to_members_alone(browse, sara, nima):
    space = make(sara, "closed")
    add(sara, space)
    assert browse(nima).get(reverse("spaces:resources", args=[space.pk])).status_code == 404
    assert "https://wiki.example/rota" not in browse(nima).get(space.get_absolute_url()).content.decode()


def test_links_are_kept_with_forms(browse, sara):
    space = make(sara)
    client, url = browse(sara), reverse("spaces:resources", args=[space.pk])
    refused = client.post(url, {"title": "Bad", "url": "javascript:alert(1)"})
    assert refused.status_code == 422
    assert client.post(url, {"title": "Rota", "url": "https://wiki.example/rota"}).status_code == 303
    made = Resource.objects.get()
    assert client.post(reverse("spaces:resource_first", args=[space.pk, made.pk]), {"first": "1"}).status_code == 303
    assert Resource.objects.get().is_first
    assert client.post(reverse("spaces:resource_removal", args=[space.pk, made.pk])).status_code == 303
    assert not Resource.objects.exists()
