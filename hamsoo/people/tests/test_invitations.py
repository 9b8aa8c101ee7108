"""Coming in by an invitation: a link that works once, for a week, for whom it was sent to."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from freezegun import freeze_time

from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.people import actions, events, keys
from hamsoo.people.models import Account, Invitation, Person
from tests.world import NOON, PASSWORD

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def newcomer(world) -> Person:
    return actions.add_person(
        actor=SYSTEM, code="nava", name_fa="نوا", name_en="Nava", unit=world.service, mail="nava@rayanpayam.example", at=NOON
    )


def _key(invitation: Invitation) -> str:
    return keys.invitation_key(invitation_id=invitation.pk, round=invitation.round)


def _accept(key: str, password: str | None = PASSWORD, at=LATER) -> Account:
    return actions.accept_invitation(key=key, password=password, at=at)


def test_the_mail_brings_a_link_that_lets_in(admin, newcomer):
    with freeze_time(LATER):
        invitation = actions.invite(actor=admin, person=newcomer, at=LATER)
        settle()
        (message,) = mail.outbox
        assert message.to == ["nava@rayanpayam.example"]
        link = re.search(r"http\S+/invitations/(\w+)/", message.body)
        assert link
        assert link[1] == _key(invitation)
        assert link[1] not in str(Invitation.objects.values().get())
        invitation.refresh_from_db()
        assert invitation.mailed_at == LATER
        settle()
        assert len(mail.outbox) == 1
        client = Client()
        page = client.get(f"/invitations/{link[1]}/")
        assert page.status_code == 200
        done = client.post(f"/invitations/{link[1]}/", {"password1": PASSWORD, "password2": PASSWORD})
        assert done.headers["Location"] == "/"
        assert client.get("/people/me/").status_code == 303
    account = Account.objects.get(email="nava@rayanpayam.example")
    assert account.check_password(PASSWORD)
    assert account.person == newcomer
    told = Entry.objects.filter(name__in=[events.InvitationSent.name, events.InvitationAccepted.name, events.SignedIn.name])
    assert told.count() == 3


def test_a_passkey_takes_the_place_of_a_password(admin, newcomer):
    invitation = actions.invite(actor=admin, person=newcomer, at=NOON)
    with freeze_time(LATER):
        client = Client()
        done = client.post(f"/invitations/{_key(invitation)}/", {"passkey": "1"})
        assert done.headers["Location"] == reverse("mfa_add_webauthn")
        assert client.get(done.headers["Location"]).status_code == 200
    assert not Account.objects.get(person=newcomer).has_usable_password()


@pytest.mark.parametrize("password", [("short", "short"), ("12345678901", "12345678901"), (PASSWORD, "another"), ("", "")])
def test_bad_passwords_are_refused_and_the_link_stays(admin, newcomer, password):
    invitation = actions.invite(actor=admin, person=newcomer, at=NOON)
    with freeze_time(LATER):
        answer = Client().post(f"/invitations/{_key(invitation)}/", {"password1": password[0], "password2": password[1]})
        assert answer.status_code == 422
    invitation.refresh_from_db()
    assert invitation.accepted_at is None
    assert not Account.objects.filter(person=newcomer).exists()


def test_a_link_works_once(admin, newcomer):
    invitation = actions.invite(actor=admin, person=newcomer, at=NOON)
    _accept(_key(invitation))
    with pytest.raises(actions.InvitationNotValid):
        _accept(_key(invitation), "another-long-secret")
    assert Account.objects.get(person=newcomer).check_password(PASSWORD)


def test_links_end_by_time_withdrawal_and_a_new_one(admin, newcomer):
    first = actions.invite(actor=admin, person=newcomer, at=NOON)
    old = _key(first)
    again = actions.invite(actor=admin, person=newcomer, at=NOON)
    assert (again.pk, again.round) == (first.pk, 2)
    with pytest.raises(actions.InvitationNotValid):
        _accept(old)
    with pytest.raises(actions.InvitationNotValid):
        _accept(_key(again), at=NOON + timedelta(days=7))
    actions.revoke_invitation(actor=admin, invitation=again, at=NOON)
    with pytest.raises(actions.InvitationNotValid):
        _accept(_key(again))
    with pytest.raises(Conflict):
        actions.revoke_invitation(actor=admin, invitation=again, at=NOON)
    assert not Account.objects.filter(email=newcomer.mail).exists()


@pytest.mark.parametrize("key", ["x", "0" * 64, "ژ" * 64, "'; --", "None"])
def test_what_was_never_sent_lets_nobody_in(admin, newcomer, key):
    invitation = actions.invite(actor=admin, person=newcomer, at=NOON)
    Invitation.objects.create(person=admin, email="a@b.example", invited_at=NOON, expires_at=NOON + timedelta(days=900))
    with pytest.raises(actions.InvitationNotValid):
        _accept("")
    with freeze_time(LATER):
        over = Client().get(f"/invitations/{key}/")
        actions.accept_invitation(key=_key(invitation), password=PASSWORD, at=LATER)
        used = Client().get(f"/invitations/{_key(invitation)}/")
    assert (over.status_code, used.status_code) == (410, 410)
    # Nobody learns whether there ever was one.
    assert _without_secrets(over.content.decode()) == _without_secrets(used.content.decode())


def _without_secrets(page: str) -> str:
    return re.sub(r'value="[^"]*"|Token": "[^"]*"', "", page)


def test_who_left_is_not_let_in(admin, newcomer):
    invitation = actions.invite(actor=admin, person=newcomer, at=NOON)
    actions.leave(actor=admin, person=newcomer, left_on=NOON.date(), at=NOON)
    with pytest.raises(actions.InvitationNotValid):
        _accept(_key(invitation))
    with pytest.raises(Conflict):
        actions.invite(actor=admin, person=newcomer, at=NOON)


def test_an_invitation_ends_somebody_elses_session_in_the_browser(admin, newcomer, browse, nima):
    invitation = actions.invite(actor=admin, person=newcomer, at=NOON)
    client = browse(nima)
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    with freeze_time(LATER):
        client.post(f"/invitations/{_key(invitation)}/", {"password1": PASSWORD, "password2": PASSWORD})
        assert client.get("/people/me/").headers["Location"] == newcomer.get_absolute_url()
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before


def test_who_may_invite_whom(admin, newcomer, sara, nima):
    with pytest.raises(NotAllowed):
        actions.invite(actor=sara, person=newcomer, at=NOON)
    role = actions.create_role(actor=admin, name_fa="میزبان", at=NOON)
    actions.set_rights(actor=admin, role=role, wanted={"people.invite": "unit"}, at=NOON)
    for person in (sara, nima):
        actions.give_role(actor=admin, role=role, kind="person", subject_id=person.pk, at=NOON)
    assert actions.invite(actor=sara, person=newcomer, at=NOON).by == sara
    with pytest.raises(NotAllowed):
        actions.invite(actor=nima, person=newcomer, at=NOON)
    boss = actions.add_person(
        actor=SYSTEM, code="boss", name_fa="رئیس", unit=sara.unit, mail="boss@rayanpayam.example", is_administrator=True, at=NOON
    )
    with pytest.raises(NotAllowed):
        actions.invite(actor=sara, person=boss, at=NOON)


def test_nobody_is_invited_who_can_come_in_or_cannot_be_reached(admin, sara, newcomer, world):
    assert sara.account
    sara.account.set_password(PASSWORD)
    sara.account.save()
    with pytest.raises(Conflict):
        actions.invite(actor=admin, person=sara, at=NOON)
    mute = actions.add_person(actor=SYSTEM, code="mute", name_fa="بی‌نشان", unit=world.service, at=NOON)
    same = actions.add_person(actor=SYSTEM, code="same", name_fa="همان", unit=world.service, mail="SARA@rayanpayam.example", at=NOON)
    for person in (mute, same):
        with pytest.raises(Invalid) as refused:
            actions.invite(actor=admin, person=person, at=NOON)
        assert refused.value.field == "who"
    assert not Invitation.objects.exists()


def test_page_of_invitations(browse, admin, newcomer, sara, django_assert_num_queries):
    client, page = browse(admin), reverse("people:invitations")
    assert "Nava" in client.get(page).content.decode()
    assert client.post(page, {"who": "nobody"}).status_code == 422
    client.post(page, {"who": "nava"})
    shown = client.get(page).content.decode()
    assert "Waiting" in shown
    client.post(reverse("people:invite", args=[newcomer.pk]))
    invitation = Invitation.objects.get()
    assert invitation.round == 2
    with django_assert_num_queries(4):
        client.get(page)
    client.post(reverse("people:revoke_invitation", args=[invitation.pk]))
    assert "Withdrawn" in client.get(page).content.decode()
    assert browse(sara).get(page).status_code == 404
    assert browse(sara).post(reverse("people:revoke_invitation", args=[invitation.pk])).status_code == 404
