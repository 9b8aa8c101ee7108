"""The way in: sessions, what guessing costs, the second factor that policy asks for, and what a stranger can not do."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client
from django.urls import reverse
from freezegun import freeze_time

from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.people import actions, events
from hamsoo.people.accounts.adapter import SEEN_KEY
from hamsoo.people.models import Account, Person, SignInPolicy
from hamsoo.people.queries.policy import forget_policy
from tests.world import NOON, PASSWORD

LOGIN = "/accounts/login/"
ENGLISH = {"Accept-Language": "en"}
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def account(sara: Person) -> Account:
    assert sara.account
    sara.account.set_password(PASSWORD)
    sara.account.save()
    return sara.account


def _sign_in(account: Account, client: Client | None = None, password: str = PASSWORD, address: str = "127.0.0.1", **sent: str) -> Client:
    client = client or Client(headers={"User-Agent": FIREFOX})
    client.post(LOGIN, {"login": account.email, "password": password, **sent}, REMOTE_ADDR=address)
    return client


def _is_in(client: Client) -> bool:
    return client.get("/people/me/").status_code == 303


def test_sessions_are_listed_and_ended_one_by_one(account, nima):
    here, there, third = (_sign_in(account) for _number in range(3))
    page = here.get(reverse("people:sessions")).content.decode()
    assert page.count("Firefox · Windows") == 3
    assert page.count("This device") == 1
    away = UserSession.objects.get(session_key=there.session.session_key)
    stranger = Client()
    stranger.force_login(nima.account)
    assert stranger.post(reverse("people:end_session", args=[away.pk])).status_code == 404
    assert _is_in(there)
    here.post(reverse("people:end_session", args=[away.pk]))
    assert [_is_in(client) for client in (here, there, third)] == [True, False, True]
    here.post(reverse("people:end_other_sessions"))
    assert [_is_in(client) for client in (here, third)] == [True, False]
    assert list(Entry.objects.filter(name=events.SessionsEnded.name).values_list("payload__count", flat=True)) == [1, 1]


def test_sessions_of_others_can_not_be_ended(account, nima):
    _sign_in(account)
    with pytest.raises(NotFound):
        actions.end_session(account=nima.account, session_id=UserSession.objects.get().pk, at=NOON)
    assert UserSession.objects.count() == 1


def test_a_session_is_seen_every_few_minutes(account, django_assert_num_queries):
    client = _sign_in(account)
    row = UserSession.objects.get()
    session = client.session
    session[SEEN_KEY] -= 301
    session.save()
    client.get(reverse("people:me"), REMOTE_ADDR="198.51.100.7")
    row.refresh_from_db()
    assert row.ip == "198.51.100.7"
    client.get(reverse("people:me"), REMOTE_ADDR="198.51.100.8")
    row.refresh_from_db()
    assert row.ip == "198.51.100.7"


def test_a_role_given_or_taken_ends_sessions(account, admin, sara, browse):
    role = actions.create_role(actor=admin, name_fa="میزبان", at=NOON)
    first, untracked = _sign_in(account), browse(sara)
    holder = actions.give_role(actor=admin, role=role, kind="person", subject_id=sara.pk, at=NOON)
    assert not _is_in(first)
    # A session that stands in no list ends as well.
    assert not _is_in(untracked)
    second = _sign_in(account)
    assert _is_in(second)
    actions.take_role(actor=admin, holder=holder, at=NOON)
    assert not _is_in(second)


def test_becoming_an_administrator_ends_sessions(account, admin, sara):
    client = _sign_in(account)
    actions.set_administrator(actor=admin, person=sara, is_administrator=True, at=NOON)
    assert not _is_in(client)


def test_leaving_ends_everything_at_once(account, sara):
    client = _sign_in(account)
    actions.leave(actor=SYSTEM, person=sara, left_on=NOON.date(), at=NOON)
    assert not _is_in(client)
    assert not UserSession.objects.filter(user=account).exists()
    assert not _is_in(_sign_in(account))


def test_a_stranger_can_not_lock_anybody_out(account):
    home = _sign_in(account)
    home.post("/accounts/logout/")
    guesser = Client(headers=ENGLISH)
    for _number in range(8):
        _sign_in(account, guesser, "wrong", address="203.0.113.5")
    # Even the right password is not looked at any more, from where nobody is known.
    refused = guesser.post(LOGIN, {"login": account.email, "password": PASSWORD}, REMOTE_ADDR="203.0.113.5")
    assert "Too many attempts" in refused.content.decode()
    assert not _is_in(guesser)
    assert _is_in(_sign_in(account, home))
    slowed = Entry.objects.filter(name=events.SignInSlowed.name)
    assert slowed.count() == 1
    assert slowed.get().payload["account_id"] == account.pk
    settle()
    (message,) = mail.outbox
    assert message.to == [account.email]
    assert "203.0.113.5" in message.body


def test_a_wrong_password_is_told_how_often_another_may_be_tried(account):
    told = []
    for email in (account.email, "nobody@rayanpayam.example"):
        client = Client(headers=ENGLISH)
        pages = [client.post(LOGIN, {"login": email, "password": "wrong"}).content.decode() for _number in range(6)]
        told.append([(page.count("4 more times"), page.count("once more"), page.count("Too many attempts")) for page in pages])
    assert told[0] == told[1]
    assert told[0] == [(1, 0, 0), (0, 0, 0), (0, 0, 0), (0, 1, 0), (0, 0, 1), (0, 0, 1)]


def test_the_way_in_says_whose_it_is(world):
    assert "Rayan Payam" in Client(headers=ENGLISH).get(LOGIN).content.decode()


def test_a_known_device_is_slowed_down_too_and_nobody_learns_of_accounts(account):
    home = _sign_in(account)
    home.post("/accounts/logout/")
    for _number in range(6):
        _sign_in(account, home, "wrong")
    assert not _is_in(_sign_in(account, home))
    nobody = Client(headers=ENGLISH)
    for _number in range(6):
        answer = nobody.post(LOGIN, {"login": "nobody@rayanpayam.example", "password": "wrong"})
    assert "Too many attempts" in answer.content.decode()
    settle()
    assert [message.to for message in mail.outbox] == [[account.email]]


def test_a_device_cookie_of_somebody_else_counts_for_nothing(account, nima):
    home = _sign_in(account)
    assert nima.account
    nima.account.set_password(PASSWORD)
    nima.account.save()
    guesser = Client()
    guesser.cookies[settings.DEVICE_COOKIE_NAME] = home.cookies[settings.DEVICE_COOKIE_NAME].value
    for _number in range(6):
        _sign_in(nima.account, guesser, "wrong", address="203.0.113.6")
    assert not _is_in(_sign_in(nima.account, address="203.0.113.7"))


def test_an_office_behind_one_address_can_sign_in(account):
    assert all(_is_in(_sign_in(account)) for _number in range(40))


def test_administrators_see_who_was_slowed_down(account, admin, browse, sara):
    for _number in range(7):
        _sign_in(account, password="wrong")
    page = browse(admin).get(reverse("people:sign_in_policy")).content.decode()
    assert "Sara Mohammadi" in page
    assert browse(sara).get(reverse("people:sign_in_policy")).status_code == 404


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "https:evil.example"])
def test_signing_in_leads_nowhere_else(account, to):
    client = Client()
    answer = client.post(f"{LOGIN}?next={to}", {"login": account.email, "password": PASSWORD, "next": to})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/"


def test_every_form_of_the_way_in_asks_for_its_token(account):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(account)
    addresses = [
        LOGIN,
        "/accounts/logout/",
        "/accounts/password/change/",
        "/accounts/password/reset/",
        "/accounts/sessions/others/end",
        "/accounts/sessions/1/end",
        "/accounts/tokens/",
        "/accounts/tokens/1/revocation",
        "/invitations/x/",
        "/administration/roles/",
        "/administration/sign-in/",
        "/administration/invitations/",
    ]
    assert {address: strict.post(address, {}).status_code for address in addresses} == dict.fromkeys(addresses, 403)
    assert _is_in(strict)


def _force(admin: Person, days: int = 0, kind: str = "everybody", roles: tuple = ()) -> None:
    actions.change_sign_in_policy(actor=admin, second_factor=kind, grace_days=days, roles=roles, at=NOON - timedelta(days=2))
    forget_policy()
    Account.objects.update(joined_at=NOON - timedelta(days=30))


def test_a_forced_factor_can_not_be_walked_round(account, admin, sara, browse):
    _force(admin)
    with freeze_time(NOON):
        client = browse(sara)
        assert client.get("/people/").headers["Location"] == reverse("mfa_index")
        assert client.post("/people/me/presence", {"presence": "busy"}).headers["Location"] == reverse("mfa_index")
        fragment = client.get("/people/", headers={"HX-Request": "true"})
        assert fragment.headers["HX-Redirect"] == reverse("mfa_index")
        assert "Sara" not in fragment.content.decode()
        api = client.get("/api/v1/questions")
        assert (api.status_code, api.json()["code"]) == (403, "SecondFactorNeeded")
        assert client.get("/administration/roles/").status_code == 302
        assert client.get("/nowhere/at/all/").status_code in (302, 404)
        assert client.get("/accounts/sessions/").status_code == 302
        assert client.get(reverse("mfa_index")).status_code == 200
        sara.refresh_from_db()
        assert sara.presence != "busy"
        TOTP.activate(account, generate_totp_secret())
        assert client.get("/people/").status_code == 200


def test_there_is_time_to_set_it_up(admin, sara, browse):
    _force(admin, days=7)
    with freeze_time(NOON):
        assert browse(sara).get("/people/").status_code == 200
    with freeze_time(NOON + timedelta(days=6)):
        assert browse(sara).get("/people/").status_code == 302


def test_a_factor_that_is_asked_for_stays(account, admin, sara, browse):
    _force(admin)
    TOTP.activate(account, generate_totp_secret())
    client = _sign_in(account)
    assert client.get("/people/").status_code == 302
    browser = browse(sara)
    assert browser.post(reverse("mfa_deactivate_totp"), {}).status_code in (200, 302, 422)
    assert account.authenticator_set.filter(type="totp").exists()


def test_policy_asks_of_some_only(admin, sara, nima, browse):
    role = actions.create_role(actor=admin, name_fa="مالی", at=NOON)
    actions.give_role(actor=admin, role=role, kind="unit", subject_id=nima.unit_id, at=NOON)
    _force(admin, kind="roles", roles=(role,))
    with freeze_time(NOON):
        assert [browse(one).get("/people/").status_code for one in (sara, nima, admin)] == [200, 302, 302]
    _force(admin, kind="administrators")
    with freeze_time(NOON):
        assert [browse(one).get("/people/").status_code for one in (sara, nima, admin)] == [200, 200, 302]


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"second_factor": "some"}, "second_factor"), ({"grace_days": 91}, "grace_days"), ({"second_factor": "roles"}, "roles")],
)
def test_bad_policies_are_refused(admin, sara, changed, field):
    wanted = {"second_factor": "everybody", "grace_days": 7, **changed}
    with pytest.raises(Invalid) as refused:
        actions.change_sign_in_policy(actor=admin, at=NOON, **wanted)
    assert refused.value.field == field
    with pytest.raises(NotAllowed):
        actions.change_sign_in_policy(actor=sara, second_factor="everybody", grace_days=0, at=NOON)
    assert not SignInPolicy.objects.exclude(second_factor="nobody").exists()
    assert not Entry.objects.filter(name=events.SignInPolicyChanged.name).exists()


def test_page_of_the_policy(admin, browse):
    client, page = browse(admin), reverse("people:sign_in_policy")
    wanted = {"second_factor": "everybody", "admits": "record"}
    assert client.post(page, {**wanted, "grace_days": "۱۴"}).status_code == 303
    policy = SignInPolicy.objects.get()
    assert (policy.second_factor, policy.grace_days, policy.admits) == ("everybody", 14, "record")
    assert client.post(page, {**wanted, "grace_days": "1000"}).status_code == 422
    assert client.post(page, {"second_factor": "everybody", "grace_days": "14"}).status_code == 422
    assert Entry.objects.filter(name=events.SignInPolicyChanged.name).count() == 1


def test_a_wrong_password_is_hashed_for_nobody_too(account, monkeypatch):
    asked: list[str] = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: asked.append("") or encode(*given))
    counts = []
    for email in (account.email, "nobody@rayanpayam.example"):
        asked.clear()
        Client().post(LOGIN, {"login": email, "password": "wrong"})
        counts.append(len(asked))
    assert counts == [1, 1]
