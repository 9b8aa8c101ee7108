"""What an installation may say about signing in, and the SAML extra."""

import os
import subprocess
import sys
import warnings
from importlib.util import find_spec

import pytest

from hamsoo.site.config import Config, ConfigError
from hamsoo.site.sign_in import sign_in_apps, sign_in_settings


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
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(environment, name):
    with pytest.raises(ConfigError) as refused:
        Config.from_env(environment)
    assert refused.value.name == name


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


_ASK = """
import django; django.setup()
from django.urls import reverse
print(reverse("saml_metadata", kwargs={"organization_slug": "company"}))
"""


def test_saml_has_its_routes():
    if find_spec("onelogin") is None:
        warnings.warn("SAML is not tested: hamsoo[saml] is not installed.", stacklevel=1)
        pytest.skip("SAML is not tested: hamsoo[saml] is not installed")
    environment = {**os.environ, "HAMSOO_SAML_URL": "https://idp.example/metadata", "DJANGO_SETTINGS_MODULE": "hamsoo.site.settings"}
    done = subprocess.run([sys.executable, "-c", _ASK], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("/saml/company/metadata/")
