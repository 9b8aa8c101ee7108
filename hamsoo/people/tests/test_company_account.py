"""Signing in with the company's own account, against a real OpenID provider that runs beside the tests."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import httpx
import oidc_provider_mock
import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

from hamsoo.ledger.actors import SYSTEM
from hamsoo.people import actions
from hamsoo.people.models import Account
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
