"""Keeping the partners that cases are handed to."""

from collections.abc import Callable

import pytest
from django.test import Client

from hamsoo.cases import actions, events
from hamsoo.cases.models import Partner
from hamsoo.kernel.errors import Invalid, NotAllowed
from hamsoo.ledger.models import Entry
from hamsoo.people.models import Person
from tests.world import NOON, World

PARTNERS = "/administration/partners/"
PARTO = {"name_fa": "پرتو", "name_en": "Parto", "address": "Desk@Partner.example", "is_active": "on"}


def test_partners_are_added_changed_and_asked_no_more(world: World, admin: Person, browse: Callable[..., Client]) -> None:
    client = browse(admin)
    assert "No partner yet" in client.get(PARTNERS).content.decode()
    assert client.post(f"{PARTNERS}new", PARTO).status_code == 303
    partner = Partner.objects.get()
    assert (partner.name_fa, partner.address, partner.is_active) == ("پرتو", "desk@partner.example", True)
    assert "another partner has this address" in client.post(f"{PARTNERS}new", PARTO).content.decode().lower()
    # The same again is no fact.
    for active in ("on", "on", ""):
        client.post(f"{PARTNERS}{partner.pk}/", {**PARTO, "is_active": active})
    assert "no longer asked" in client.get(PARTNERS).content.decode()
    told = Entry.objects.filter(name=events.PartnerKept.name).order_by("id").values_list("payload", flat=True)
    assert [(one["is_new"], one["is_active"]) for one in told] == [(True, True), (False, False)]


def test_nobody_else_keeps_them_and_what_is_wrong_is_named(
    world: World, sara: Person, admin: Person, browse: Callable[..., Client]
) -> None:
    assert browse(sara).get(PARTNERS).status_code == 404
    with pytest.raises(NotAllowed):
        actions.keep_partner(actor=sara, partner=None, name_fa="پرتو", address="a@partner.example", at=NOON)
    for says, field in (({"name_fa": " "}, "name_fa"), ({"address": "nobody"}, "address"), ({"name_fa": "x" * 121}, "name_fa")):
        with pytest.raises(Invalid) as refused:
            actions.keep_partner(actor=admin, partner=None, at=NOON, **{"name_fa": "پرتو", "address": "a@partner.example", **says})
        assert refused.value.field == field
    assert not Partner.objects.exists()
