"""Signing in with the company's own account, against a real OpenID provider that runs beside the tests."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import httpx
import oidc_provider_mock
import pytest
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import EmailAddress, Login
from allauth.core import context
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as django_settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import reverse

from hamsoo.kernel import clock
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.people import actions, events, keys
from hamsoo.people.models import Account, Person, SignInPolicy
from hamsoo.people.queries.policy import forget_policy
from hamsoo.site.config import Config
from hamsoo.site.sign_in import sign_in_settings
from tests.world import NOON, PASSWORD

START = "/accounts/oidc/company/login/"


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """Run a provider; it signs with a key of its own and checks clients, redirects and PKCE as others do."""
    with oidc_provider_mock.run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def company(provider: str, settings) -> str:
    environment = {
        "HAMSOO_OIDC_URL": provider,
        "HAMSOO_OIDC_CLIENT_ID": "hamsoo",
        "HAMSOO_OIDC_CLIENT_SECRET": "s",
        "HAMSOO_OIDC_NAME": "Acme",
    }
    settings.SOCIALACCOUNT_PROVIDERS = sign_in_settings(Config.from_env(environment))["SOCIALACCOUNT_PROVIDERS"]
    return provider


def _known(provider: str, subject: str, **claims: object) -> None:
    """Let the provider know somebody."""
    httpx.put(f"{provider}/users/{subject}", json=claims).raise_for_status()


def _asked(client: Client, query: str = "") -> str:
    answer = client.get(START + query)
    assert answer.status_code == 302, answer.content
    return answer.headers["Location"]


def _answered(url: str, subject: str) -> str:
    """Sign in at the provider; return the path and query that it sends the browser back to."""
    back = httpx.post(url, data={"sub": subject})
    assert back.status_code in (302, 303), back.text
    parts = urlsplit(back.headers["Location"])
    return f"{parts.path}?{parts.query}"


def _sign_in(provider: str, subject: str, query: str = "") -> tuple[Client, object]:
    client = Client()
    return client, client.get(_answered(_asked(client, query), subject))


def _is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_colleague_comes_in_by_a_confirmed_address_and_then_by_subject(company, sara):
    _known(company, "s-1", email=sara.mail, email_verified=True)
    client, answer = _sign_in(company, "s-1", "?next=/people/")
    assert answer.headers["Location"] == "/people/"
    assert client.get("/people/me/").headers["Location"] == sara.get_absolute_url()
    assert SocialAccount.objects.get().uid == "s-1"
    # Linked once, the address does not matter any more.
    _known(company, "s-1", email="changed@elsewhere.example", email_verified=True)
    again, _answer = _sign_in(company, "s-1")
    assert again.get("/people/me/").headers["Location"] == sara.get_absolute_url()


def test_the_password_stays(company, sara):
    assert sara.account
    sara.account.set_password(PASSWORD)
    sara.account.save()
    _known(company, "s-2", email=sara.mail, email_verified=True)
    client, _answer = _sign_in(company, "s-2")
    assert _is_in(client)
    assert Account.objects.get(pk=sara.account.pk).check_password(PASSWORD)


@pytest.mark.parametrize("verified", [False, "true", "1", 1, None, [True]])
def test_an_address_that_is_not_confirmed_is_nobodys(company, sara, verified):
    _known(company, "s-3", email=sara.mail, email_verified=verified)
    client, _answer = _sign_in(company, "s-3")
    assert not _is_in(client)
    assert not SocialAccount.objects.exists()


def test_who_is_not_on_record_gets_no_account(company, sara):
    _known(company, "s-4", email="stranger@elsewhere.example", email_verified=True)
    client, answer = _sign_in(company, "s-4")
    assert not _is_in(client)
    assert "not on record" in answer.content.decode() or "ثبت" in answer.content.decode()
    assert not Account.objects.filter(email="stranger@elsewhere.example").exists()


def test_customers_and_leavers_do_not_come_in(company, sara, mina):
    _known(company, "s-5", email=mina.email, email_verified=True)
    assert not _is_in(_sign_in(company, "s-5")[0])
    _known(company, "s-6", email=sara.mail, email_verified=True)
    assert _is_in(_sign_in(company, "s-6")[0])
    actions.leave(actor=SYSTEM, person=sara, left_on=NOON.date(), at=NOON)
    assert not _is_in(_sign_in(company, "s-6")[0])


def test_a_state_serves_once_and_one_browser(company, sara):
    _known(company, "s-7", email=sara.mail, email_verified=True)
    client = Client()
    back = _answered(_asked(client), "s-7")
    stranger = Client()
    stranger.get(back)
    assert not _is_in(stranger)
    client.get(back)
    assert _is_in(client)
    client.post("/accounts/logout/")
    client.get(back)
    assert not _is_in(client)
    assert not _is_in(_visited(re.sub(r"state=[^&]*", "state=made-up", back)))
    assert not _is_in(_visited(re.sub(r"&?state=[^&]*", "", back)))


def _visited(path: str) -> Client:
    client = Client()
    client.get(path)
    return client


def test_an_answer_with_another_nonce_is_refused(company, sara):
    _known(company, "s-8", email=sara.mail, email_verified=True)
    client = Client()
    for nonce in ("stolen", None):
        parts = urlsplit(_asked(client))
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        assert len(asked["nonce"]) >= 32
        asked = {**asked, "nonce": nonce} if nonce else {name: value for name, value in asked.items() if name != "nonce"}
        answer = client.get(_answered(urlunsplit(parts._replace(query=urlencode(asked))), "s-8"))
        assert not _is_in(client)
        assert answer.status_code in (200, 401)
    assert not SocialAccount.objects.exists()


def test_a_code_alone_is_worth_nothing(company, sara):
    """PKCE: whoever catches the answer has not the verifier that the question was bound to."""
    asked = parse_qs(urlsplit(_asked(Client())).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}


def test_a_link_adds_nothing_to_what_is_asked(company, db):
    client = Client()
    sent = "?scope=admin&auth_params=prompt%3Dnone%26nonce%3Dmine&process=connect"
    asked = parse_qs(urlsplit(_asked(client, sent)).query)
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert "prompt" not in asked
    assert asked["nonce"] != ["mine"]
    states = client.session["socialaccount_states"]
    assert [state[0]["process"] for state in states.values()] == ["login"]


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_the_way_back_leads_nowhere_else(company, sara, to):
    _known(company, "s-10", email=sara.mail, email_verified=True)
    _client, answer = _sign_in(company, "s-10", f"?next={to}")
    assert answer.headers["Location"] == "/"


def test_a_new_session_begins(company, sara):
    _known(company, "s-11", email=sara.mail, email_verified=True)
    client = Client()
    back = _answered(_asked(client), "s-11")
    before = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    client.get(back)
    assert client.cookies[django_settings.SESSION_COOKIE_NAME].value != before


def test_the_way_in_offers_it_only_where_it_is(company, settings, db):
    assert "Acme" in Client().get(reverse("account_login")).content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert "Acme" not in Client().get(reverse("account_login")).content.decode()
    assert Client().get(START).status_code == 404


def test_a_provider_that_is_not_there_is_said(company, settings, db):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:9"
    answer = Client().get(START)
    assert answer.status_code == 502


NAVA = "nava@rayanpayam.example"


@pytest.fixture
def nava(world) -> Person:
    """Be on record, without an account."""
    return actions.add_person(actor=SYSTEM, code="nava", name_fa="نوا", name_en="Nava", unit=world.service, mail=NAVA, at=NOON)


@pytest.fixture
def policy(admin):
    """Return what changes the policy, for this very request on."""

    def change(**wanted: object) -> None:
        actions.change_sign_in_policy(actor=admin, second_factor="nobody", grace_days=7, at=NOON, **wanted)
        forget_policy()

    yield change
    forget_policy()


def test_policy_lets_in_whom_the_record_knows(company, policy, admin, nava):
    policy(admits="record")
    invitation = actions.invite(actor=admin, person=nava, at=NOON)
    _known(company, "n-1", email=NAVA.upper(), email_verified=True)
    client, _answer = _sign_in(company, "n-1")
    assert client.get("/people/me/").headers["Location"] == nava.get_absolute_url()
    account = Account.objects.get(person=nava)
    assert (account.email, account.has_usable_password()) == (NAVA, False)
    assert EmailAddress.objects.get(user=account).verified
    fact = Entry.objects.get(name=events.AccountOpened.name)
    assert fact.payload == {"person_id": nava.pk, "account_id": account.pk}
    with pytest.raises(actions.InvitationNotValid):
        key = keys.invitation_key(invitation_id=invitation.pk, round=invitation.round)
        actions.accept_invitation(key=key, password=PASSWORD, at=NOON)
    again, _answer = _sign_in(company, "n-1")
    assert _is_in(again)
    assert Account.objects.filter(person=nava).count() == 1
    assert Entry.objects.filter(name=events.AccountOpened.name).count() == 1


def test_without_the_policy_an_account_has_to_be_there(company, policy, nava):
    policy()
    _known(company, "n-2", email=NAVA, email_verified=True)
    assert not _is_in(_sign_in(company, "n-2")[0])
    assert not Account.objects.filter(email=NAVA).exists()


@pytest.mark.parametrize("case", ["stranger", "not confirmed", "leaver", "two of them", "somebody else's", "no address"])
def test_nobody_else_gets_an_account(company, policy, admin, nava, mina, world, case):
    policy(admits="record")
    address, confirmed = NAVA, True
    if case == "stranger":
        address = "stranger@elsewhere.example"
    elif case == "not confirmed":
        confirmed = False
    elif case == "leaver":
        actions.leave(actor=admin, person=nava, left_on=NOON.date(), at=NOON)
    elif case == "two of them":
        actions.add_person(actor=SYSTEM, code="twin", name_fa="نوای دیگر", unit=world.service, mail=NAVA, at=NOON)
    elif case == "somebody else's":
        # A customer's contact signs in with it.
        address = mina.email
        actions.change_record(actor=admin, person=nava, changes={"mail": mina.email}, at=NOON)
    else:
        address = ""
        actions.change_record(actor=admin, person=nava, changes={"mail": ""}, at=NOON)
    before = Account.objects.count()
    _known(company, "n-3", email=address, email_verified=confirmed)
    assert not _is_in(_sign_in(company, "n-3")[0])
    assert Account.objects.count() == before
    assert not Entry.objects.filter(name=events.AccountOpened.name).exists()


def test_an_answer_that_nobody_asked_for_makes_no_account(company, policy, nava):
    policy(admits="record")
    _known(company, "n-4", email=NAVA, email_verified=True)
    client = Client()
    parts = urlsplit(_asked(client))
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()} | {"nonce": "stolen"}
    client.get(_answered(urlunsplit(parts._replace(query=urlencode(asked))), "n-4"))
    assert not _is_in(client)
    assert not Account.objects.filter(email=NAVA).exists()


def _by_password(account: Account) -> Client:
    account.set_password(PASSWORD)
    account.save()
    client = Client()
    client.post(reverse("account_login"), {"login": account.email, "password": PASSWORD})
    return client


def test_company_account_only_leaves_administrators_a_way_back(company, policy, settings, sara, admin, mina, nava):
    policy(is_company_only=True)
    client = Client(headers={"Accept-Language": "en"})
    sara.account.set_password(PASSWORD)
    sara.account.save()
    answer = client.post(reverse("account_login"), {"login": sara.mail, "password": PASSWORD}, follow=True)
    assert not _is_in(client)
    assert "Colleagues sign in with the company’s account here." in answer.content.decode()
    assert Entry.objects.filter(name=events.SignInFailed.name, objects_rows__object_id=sara.account.pk).exists()
    assert _is_in(_by_password(admin.account))
    assert _is_in(_by_password(mina))
    shown = Client(headers={"Accept-Language": "en"}).get(reverse("account_login")).content.decode()
    assert shown.index("Sign in with Acme") < shown.index("Administrators and guests: another way in") < shown.index('type="password"')
    _known(company, "c-1", email=sara.mail, email_verified=True)
    assert _is_in(_sign_in(company, "c-1")[0])
    invitation = actions.invite(actor=admin, person=nava, at=clock.now())
    link = f"/invitations/{keys.invitation_key(invitation_id=invitation.pk, round=invitation.round)}/"
    invited = Client()
    assert invited.post(link, {"password1": PASSWORD, "password2": PASSWORD}).headers["Location"] == reverse("account_login")
    assert not _is_in(invited)
    # Without a provider nobody could come in: then it is asked of nobody.
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert _is_in(_by_password(sara.account))


def test_company_account_only_ends_sessions_that_began_otherwise(company, policy, sara, nima, admin, mina):
    nimas, saras, admins, minas = (_by_password(account) for account in (nima.account, sara.account, admin.account, mina))
    _known(company, "s-9", email=nima.mail, email_verified=True)
    by_company, _answer = _sign_in(company, "s-9")
    policy(admits="record")
    settle()
    everybody = (by_company, nimas, saras, admins, minas)
    assert [_still_in(client) for client in everybody] == [True, True, True, True, True]
    policy(is_company_only=True)
    settle()
    assert [_still_in(client) for client in everybody] == [True, False, False, True, True]
    ended = Entry.objects.filter(name=events.SessionsEnded.name)
    assert sorted(ended.values_list("payload__account_id", "payload__count")) == sorted([(sara.account.pk, 1), (nima.account.pk, 1)])


def _still_in(client: Client) -> bool:
    return client.get(reverse("people:sessions")).status_code == 200


def test_no_colleague_is_sent_a_link_to_a_password_that_lets_nobody_in(company, policy, sara, admin, mina):
    page = reverse("account_reset_password")
    policy(is_company_only=True)
    client = Client(headers={"Accept-Language": "en"})
    assert "Colleagues sign in with the company’s account here" in client.get(page).content.decode()
    answers = [client.post(page, {"email": email}).headers["Location"] for email in (sara.mail, admin.mail, mina.email, "no@body.example")]
    assert set(answers) == {reverse("account_reset_password_done")}
    sent = {message.to[0]: (message.subject, "/password/reset/key/" in message.body) for message in mail.outbox}
    assert sent[sara.mail] == ("Sign in to Hamsoo with the company’s account", False)
    assert sent[admin.mail][1]
    assert sent[mina.email][1]


def test_a_passkey_is_no_way_round_the_company_account(company, policy, sara, admin):
    """Every way in passes this one stage, whatever was shown before it."""
    policy(is_company_only=True)
    for person, enters in ((sara, False), (admin, True)):
        request = RequestFactory().get("/")
        SessionMiddleware(lambda _request: None).process_request(request)
        MessageMiddleware(lambda _request: None).process_request(request)
        request.user = AnonymousUser()
        with context.request_context(request):
            perform_login(request, Login(user=person.account))
        assert ("_auth_user_id" in request.session) is enters


def test_the_page_refuses_a_policy_that_would_lock_everybody_out(company, settings, browse, admin, sara):
    page = reverse("people:sign_in_policy")
    wanted = {"second_factor": "nobody", "grace_days": "7", "admits": "accounts", "is_company_only": "on"}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    refused = browse(admin).post(page, wanted)
    assert refused.status_code == 422
    assert "No account of the company is set up here" in refused.content.decode()
    assert not SignInPolicy.objects.filter(is_company_only=True).exists()
    assert not Entry.objects.filter(name=events.SignInPolicyChanged.name).exists()
    assert browse(sara).post(page, wanted).status_code == 404
