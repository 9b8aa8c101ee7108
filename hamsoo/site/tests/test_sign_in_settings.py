"""What an installation may say about signing in, and the SAML extra."""

import os
import subprocess
import sys

import pytest

from hamsoo.site.config import Config, ConfigError
from hamsoo.site.sign_in import sign_in_apps, sign_in_settings

VIEWS = "hamsoo.people.saml.views"


def test_without_a_word_there_is_no_provider():
    config = Config.from_env({})
    assert sign_in_apps(config) == []
    found = sign_in_settings(config)
    assert found["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"] == []
    assert found["ACCOUNT_RATE_LIMITS"]["login"] == "300/m/ip"
    assert found["ACCOUNT_RATE_LIMITS"]["login_failed"].startswith("60/m/ip,5/300s/key")


def test_limits_are_chosen():
    limits = sign_in_settings(Config.from_env({"HAMSOO_SIGN_INS_PER_MINUTE": "2000"}))["ACCOUNT_RATE_LIMITS"]
    assert (limits["login"], limits["login_failed"]) == ("2000/m/ip", "400/m/ip,5/300s/key,20/3600s/key")


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"HAMSOO_OIDC_URL": "https://login.example"}, "HAMSOO_OIDC_CLIENT_ID"),
        ({"HAMSOO_OIDC_URL": "login.example", "HAMSOO_OIDC_CLIENT_ID": "x"}, "HAMSOO_OIDC_URL"),
        ({"HAMSOO_OIDC_TRUSTS_MAIL": "perhaps"}, "HAMSOO_OIDC_TRUSTS_MAIL"),
        ({"HAMSOO_SIGN_INS_PER_MINUTE": "5"}, "HAMSOO_SIGN_INS_PER_MINUTE"),
        ({"HAMSOO_SAML_URL": "ftp://idp"}, "HAMSOO_SAML_URL"),
        ({"HAMSOO_SAML_URL": "http://idp.example/metadata"}, "HAMSOO_SAML_URL"),
        ({"HAMSOO_SAML_URL": "http://localhost.example/metadata"}, "HAMSOO_SAML_URL"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(environment, name):
    with pytest.raises(ConfigError) as refused:
        Config.from_env(environment)
    assert refused.value.name == name


@pytest.mark.parametrize("url", ["https://idp.example/metadata", "http://localhost:8080/metadata", "http://[::1]/metadata"])
def test_saml_metadata_comes_by_a_safe_way_or_from_this_machine(url):
    assert Config.from_env({"HAMSOO_SAML_URL": url}).saml_url == url


def test_addresses_are_trusted_only_when_told():
    given = {"HAMSOO_OIDC_URL": "https://login.example", "HAMSOO_OIDC_CLIENT_ID": "x"}
    for more, trusted in (({}, None), ({"HAMSOO_OIDC_TRUSTS_MAIL": "1"}, True)):
        found = sign_in_settings(Config.from_env({**given, **more}))["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"][0]
        assert found["settings"].get("verified_email") is trusted


def test_saml_says_what_is_missing(monkeypatch):
    monkeypatch.setattr("hamsoo.site.sign_in.find_spec", lambda _name: None)
    with pytest.raises(ConfigError) as refused:
        sign_in_apps(Config.from_env({"HAMSOO_SAML_URL": "https://idp.example/metadata"}))
    assert "hamsoo[saml]" in str(refused.value)


def test_a_saml_provider_may_go_by_another_name_than_its_address():
    given = {"HAMSOO_SAML_URL": "https://idp.example/metadata"}
    for more, name in (({}, None), ({"HAMSOO_SAML_ENTITY_ID": "urn:example:idp"}, "urn:example:idp")):
        found = sign_in_settings(Config.from_env({**given, **more}))["SOCIALACCOUNT_PROVIDERS"]["saml"]["APPS"][0]
        assert found["settings"]["idp"] == {"entity_id": name, "metadata_url": "https://idp.example/metadata"}


_ASK = """
import django; django.setup()
from django.urls import resolve, reverse
for name in ("saml_login", "saml_acs", "saml_finish_acs", "saml_sls", "saml_metadata"):
    address = reverse(name, kwargs={"organization_slug": "company"})
    print(address, resolve(address).func.__module__)
"""


def test_saml_has_its_routes():
    """What `hamsoo/people/tests/test_saml.py` walks through is what an installation has."""
    environment = {**os.environ, "HAMSOO_SAML_URL": "https://idp.example/metadata", "DJANGO_SETTINGS_MODULE": "hamsoo.site.settings"}
    done = subprocess.run([sys.executable, "-c", _ASK], env=environment, capture_output=True, text=True, check=True)
    told = dict(line.split() for line in done.stdout.splitlines())
    assert told == dict.fromkeys((f"/accounts/saml/company/{end}/" for end in ("login", "acs", "acs/finish", "sls", "metadata")), VIEWS)
