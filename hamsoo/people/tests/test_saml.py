"""Signing in with the company's own account by SAML, against a provider that runs beside the tests and signs what it says."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from allauth.socialaccount import providers
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from hamsoo.kernel import clock
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.models import Entry
from hamsoo.people import actions, events
from hamsoo.people.models import Account
from hamsoo.people.queries.policy import forget_policy
from hamsoo.people.saml.provider import CompanySaml
from hamsoo.people.tests.saml_idp import Key, Provider, Saying, assertion, encoded, response, running, signed
from hamsoo.site.config import Config
from hamsoo.site.sign_in import sign_in_settings
from tests.world import NOON

START, ACS = "/accounts/saml/company/login/", "/accounts/saml/company/acs/"
STRANGER = Key()


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with running() as found:
        yield found


@pytest.fixture
def company(provider: Provider, settings, db) -> Iterator[Provider]:
    environment = {"HAMSOO_SAML_URL": f"{provider.url}/metadata", "HAMSOO_SAML_NAME": "Acme"}
    settings.SOCIALACCOUNT_PROVIDERS = sign_in_settings(Config.from_env(environment))["SOCIALACCOUNT_PROVIDERS"]
    settings.ROOT_URLCONF = "hamsoo.people.tests.saml_urls"
    providers.registry.register(CompanySaml)
    cache.clear()
    yield provider
    del providers.registry.provider_map["saml"]


def _client() -> Client:
    return Client(headers={"Host": "localhost", "Accept-Language": "en"})


def _sent(client: Client, query: str = "") -> str:
    answer = client.get(START + query)
    assert answer.status_code == 302, answer.content
    return answer.headers["Location"]


def _honest(said: Saying, key: Key) -> str:
    return response(said, signed(assertion(said), key))


def _brought(client: Client, xml: str):
    """Bring the answer back as a browser does from another site: without the session's cookie, and then on with it."""
    other = _client()
    posted = other.post(ACS, {"SAMLResponse": encoded(xml), "RelayState": ""}, headers={"Origin": "http://localhost:1"})
    assert posted.status_code == 302, posted.content
    for name, value in other.cookies.items():
        client.cookies[name] = value.value
    return client.get(posted.headers["Location"])


def _is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def _sign_in(provider: Provider, *, subject: str, mail: str, query: str = ""):
    client = _client()
    said = provider.saying(_sent(client, query), subject=subject, mail=mail)
    return client, _brought(client, _honest(said, provider.key))


def test_a_colleague_comes_in_and_then_by_subject(company, sara):
    client, answer = _sign_in(company, subject="s-1", mail=sara.mail, query="?next=/people/")
    assert answer.headers["Location"] == "/people/"
    assert client.get("/people/me/").headers["Location"] == sara.get_absolute_url()
    linked = SocialAccount.objects.get()
    # Not where OpenID Connect keeps its subjects: the same name may be somebody else's there.
    assert (linked.provider, linked.uid) == ("company-saml", "s-1")
    again, _answer = _sign_in(company, subject="s-1", mail="changed@elsewhere.example")
    assert again.get("/people/me/").headers["Location"] == sara.get_absolute_url()


def test_a_signed_response_is_as_good_as_a_signed_assertion(company, sara):
    client = _client()
    said = company.saying(_sent(client), subject="s-1", mail=sara.mail)
    _brought(client, signed(response(said, assertion(said)), company.key))
    assert _is_in(client)


def _wrong_key(said: Saying, key: Key) -> str:
    return _honest(said, STRANGER)


def _changed_after(said: Saying, key: Key) -> str:
    return _honest(said.changed(mail="nima@rayanpayam.example"), key).replace("nima@", "sara@")


def _evil(said: Saying) -> str:
    """Return what an attacker says in place of the answer to themselves, about Sara."""
    return assertion(said.changed(subject="evil", mail="sara@rayanpayam.example", assertion_id="_evil"))


def _own(said: Saying, key: Key) -> str:
    """Return what the provider did sign: who the attacker is."""
    return signed(assertion(said.changed(subject="nobody", mail="nobody@elsewhere.example")), key)


def _wrapped_before(said: Saying, key: Key) -> str:
    return response(said, _evil(said), _own(said, key))


def _wrapped_after(said: Saying, key: Key) -> str:
    return response(said, _own(said, key), _evil(said))


def _wrapped_inside(said: Saying, key: Key) -> str:
    """Hide the signed assertion within the one that is to be believed."""
    return response(said, _evil(said).replace("</saml:Subject>", f"</saml:Subject><saml:Advice>{_own(said, key)}</saml:Advice>"))


def _wrapped_in_signature(said: Saying, key: Key) -> str:
    """Give the false assertion the true signature, which holds what it was made of."""
    own = _own(said, key)
    signature = own[own.index("<ds:Signature") : own.index("</ds:Signature>")]
    moved = f"{signature}<ds:Object>{own}</ds:Object></ds:Signature>"
    return response(said, _evil(said).replace("</saml:Issuer>", f"</saml:Issuer>{moved}", 1))


def _same_id(said: Saying, key: Key) -> str:
    return response(said, _evil(said).replace("_evil", said.assertion_id), _own(said, key))


def _wrapped_response(said: Saying, key: Key) -> str:
    inner = signed(response(said, assertion(said.changed(subject="nobody", mail="nobody@elsewhere.example"))), key)
    return response(said, _evil(said)).replace("<samlp:Status>", f"<samlp:Extensions>{inner}</samlp:Extensions><samlp:Status>", 1)


def _around_a_refusal(said: Saying, key: Key) -> str:
    """Bring the provider's own signature under an answer that held nothing, with a false assertion beside it."""
    return response(said, _evil(said)).replace(
        "<samlp:Status>", f"<samlp:Extensions>{signed(response(said), key)}</samlp:Extensions><samlp:Status>", 1
    )


FALSE = {
    # What it is, and why it is refused, in the words of the log.
    "unsigned": (lambda said, key: response(said, assertion(said)), "No Signature found"),
    "another key": (_wrong_key, "Signature validation failed"),
    "changed after it was signed": (_changed_after, "Signature validation failed"),
    "another audience": (
        lambda said, key: _honest(said.changed(audience="https://elsewhere.example/metadata"), key),
        "is not a valid audience",
    ),
    "another recipient": (
        lambda said, key: _honest(said.changed(acs="https://elsewhere.example/acs/", destination=said.acs), key),
        "A valid SubjectConfirmation was not found",
    ),
    "another destination": (
        lambda said, key: _honest(said.changed(destination="https://elsewhere.example/acs/"), key),
        "instead of https://elsewhere.example/acs/",
    ),
    "another issuer": (lambda said, key: _honest(said.changed(issuer="urn:example:other"), key), "Invalid issuer"),
    "expired": (lambda said, key: _honest(said.changed(begins=timedelta(hours=-2), ends=timedelta(hours=-1)), key), "expired"),
    "not yet": (lambda said, key: _honest(said.changed(begins=timedelta(hours=1), ends=timedelta(hours=2)), key), "not yet valid"),
    "an answer to nothing": (lambda said, key: _honest(said.changed(request_id=""), key), "IdP initiated SSO rejected"),
    "an answer to another": (lambda said, key: _honest(said.changed(request_id="ONELOGIN_made_up"), key), "nobody here asked"),
    "wrapped before": (_wrapped_before, "must contain 1 assertion"),
    "wrapped after": (_wrapped_after, "must contain 1 assertion"),
    "wrapped inside": (_wrapped_inside, "must contain 1 assertion"),
    "wrapped in the signature": (_wrapped_in_signature, "must contain 1 assertion"),
    "wrapped with the same id": (_same_id, "must contain 1 assertion"),
    "wrapped response": (_wrapped_response, "must contain 1 assertion"),
    "a signed refusal around it": (_around_a_refusal, "Unexpected number of Response signatures"),
    # To some readers of XML the text ends where a comment begins.
    "an address with a comment": (lambda said, key: _honest(said.changed(mail="sara@rayanpayam.example<!-- -->.evil.example"), key), ""),
    "no XML": (lambda said, key: "<samlp:Response", "XMLSyntaxError"),
    "a document type": (lambda said, key: f'<!DOCTYPE x [<!ENTITY e "x">]>{_honest(said, key)}', "DTDForbidden"),
    "nothing": (lambda said, key: "", "XMLSyntaxError"),
}


@pytest.mark.parametrize("way", FALSE)
def test_what_the_provider_did_not_say_to_us_now_lets_nobody_in(company, sara, caplog, way):
    make, reason = FALSE[way]
    client = _client()
    said = company.saying(_sent(client), subject="s-1", mail=sara.mail)
    answer = _brought(client, make(said, company.key))
    assert not _is_in(client)
    assert answer.status_code in (200, 401, 403, 502), answer.status_code
    # For the reason that is meant, not for another one.
    assert reason in caplog.text
    assert not SocialAccount.objects.exists()
    assert not Entry.objects.filter(name=events.SignedIn.name).exists()


def test_an_answer_serves_once_and_one_browser(company, sara):
    client = _client()
    said = company.saying(_sent(client), subject="s-1", mail=sara.mail)
    xml = _honest(said, company.key)
    stranger = _client()
    _brought(stranger, xml)
    assert not _is_in(stranger)
    # Who asked something else does not take it for the answer to that.
    _sent(stranger)
    _brought(stranger, xml)
    assert not _is_in(stranger)
    _brought(client, xml)
    assert _is_in(client)
    client.post("/accounts/logout/")
    _brought(client, xml)
    assert not _is_in(client)


def test_strangers_customers_and_leavers_do_not_come_in(company, sara, mina):
    for mail in ("stranger@elsewhere.example", mina.email):
        assert not _is_in(_sign_in(company, subject="s-2", mail=mail)[0])
    assert not Account.objects.filter(email="stranger@elsewhere.example").exists()
    assert _is_in(_sign_in(company, subject="s-3", mail=sara.mail)[0])
    actions.leave(actor=SYSTEM, person=sara, left_on=NOON.date(), at=NOON)
    assert not _is_in(_sign_in(company, subject="s-3", mail=sara.mail)[0])
    assert not _is_in(_sign_in(company, subject="s-4", mail=sara.mail)[0])


def test_policy_lets_in_whom_the_record_knows(company, admin, world):
    nava = actions.add_person(actor=SYSTEM, code="nava", name_fa="نوا", unit=world.service, mail="nava@rayanpayam.example", at=NOON)
    assert not _is_in(_sign_in(company, subject="n-1", mail=nava.mail)[0])
    actions.change_sign_in_policy(actor=admin, second_factor="nobody", grace_days=7, admits="record", at=NOON)
    forget_policy()
    client = _client()
    said = company.saying(_sent(client), subject="n-1", mail=nava.mail)
    _brought(client, _honest(said.changed(request_id="ONELOGIN_made_up"), company.key))
    assert not Account.objects.filter(person=nava).exists()
    assert _is_in(_sign_in(company, subject="n-1", mail=nava.mail)[0])
    assert Account.objects.get(person=nava).email == nava.mail
    forget_policy()


def test_only_the_provider_signs_out(company, sara):
    client, _answer = _sign_in(company, subject="s-5", mail=sara.mail)
    address = "/accounts/saml/company/sls/"
    for key in (None, STRANGER):
        query = company.sign_out_query(to=f"http://localhost{address}", subject="s-5", key=key)
        assert client.get(f"{address}?{query}").status_code == 400
        assert _is_in(client)
    query = company.sign_out_query(to=f"http://localhost{address}", subject="s-5", key=company.key)
    assert client.get(f"{address}?{query}").headers["Location"].startswith(f"{company.url}/slo?")
    assert not _is_in(client)


def test_the_way_in_offers_it_and_tells_the_provider_who_we_are(company, sara):
    assert "Sign in with Acme" in _client().get(reverse("account_login")).content.decode()
    told = _client().get("/accounts/saml/company/metadata/").content.decode()
    assert f'Location="http://localhost{ACS}"' in told
    assert _client().get("/accounts/saml/other/login/").status_code == 404
    assert _client().get(ACS).status_code == 405


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example"])
def test_the_way_back_leads_nowhere_else(company, sara, to):
    _client_in, answer = _sign_in(company, subject="s-6", mail=sara.mail, query=f"?next={to}")
    assert answer.headers["Location"] == "/"


def test_a_provider_that_is_not_there_is_said(company, settings):
    settings.SOCIALACCOUNT_PROVIDERS["saml"]["APPS"][0]["settings"]["idp"]["metadata_url"] = "http://127.0.0.1:9/metadata"
    assert _client().get(START).status_code == 502


def test_the_provider_can_be_named_where_the_metadata_knows_several(company, settings):
    settings.SOCIALACCOUNT_PROVIDERS["saml"]["APPS"][0]["settings"]["idp"]["entity_id"] = "urn:example:other"
    assert _client().get(START).status_code == 502
    settings.SOCIALACCOUNT_PROVIDERS["saml"]["APPS"][0]["settings"]["idp"]["entity_id"] = company.entity_id
    assert _client().get(START).status_code == 302


def test_what_anybody_posts_as_an_answer_is_kept_short_and_not_for_long(company, db):
    for much in ({"SAMLResponse": "x" * 300_000}, {"SAMLResponse": "x", "more": "x" * 300_000}):
        assert _client().post(ACS, much).status_code == 413
    assert not Session.objects.exists()
    _client().post(ACS, {"SAMLResponse": "x"})
    assert Session.objects.get().expire_date < clock.now() + timedelta(minutes=6)
