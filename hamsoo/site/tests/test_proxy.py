"""Who is believed about who asks."""

from ipaddress import ip_network

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from hamsoo.site.proxies import TrustedProxies

SSL = ("HTTP_X_FORWARDED_PROTO", "https")


def seen(peer: str, **meta: str) -> HttpRequest:
    """Return the request as views see it."""
    passed: list[HttpRequest] = []
    request = RequestFactory().get("/", REMOTE_ADDR=peer, **meta)
    TrustedProxies(lambda request: passed.append(request) or HttpResponse())(request)
    return passed[0]


@pytest.fixture(autouse=True)
def proxies(settings) -> None:
    settings.TRUSTED_PROXIES = (ip_network("127.0.0.1"), ip_network("10.0.0.0/8"), ip_network("fd00::/8"))
    settings.SECURE_PROXY_SSL_HEADER = SSL


@pytest.mark.parametrize(
    ("peer", "chain", "asker"),
    [
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "203.0.113.9, 10.1.2.3", "203.0.113.9"),
        # What stands before the first stranger was written by him.
        ("127.0.0.1", "127.0.0.1, 203.0.113.9, 10.1.2.3", "203.0.113.9"),
        ("127.0.0.1", "2001:db8::5", "2001:db8::5"),
        ("::ffff:127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("fd00::1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "unknown", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9, <script>", "127.0.0.1"),
        ("10.0.0.5", "10.0.0.6", "10.0.0.6"),
        # A stranger is believed nothing.
        ("203.0.113.9", "127.0.0.1", "203.0.113.9"),
        ("203.0.113.9", "", "203.0.113.9"),
    ],
)
def test_the_address_of_who_asks(peer: str, chain: str, asker: str) -> None:
    assert seen(peer, HTTP_X_FORWARDED_FOR=chain).META["REMOTE_ADDR"] == asker


def test_only_a_trusted_proxy_says_that_it_was_https() -> None:
    assert seen("127.0.0.1", HTTP_X_FORWARDED_PROTO="https").is_secure()
    assert not seen("127.0.0.1", HTTP_X_FORWARDED_PROTO="http").is_secure()
    assert not seen("203.0.113.9", HTTP_X_FORWARDED_PROTO="https").is_secure()


def test_a_stranger_leaves_no_such_header() -> None:
    names = ("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded", "X-Real-IP")
    request = seen("203.0.113.9", **{f"HTTP_{name.upper().replace('-', '_')}": "127.0.0.1" for name in names})
    assert [name for name in names if name in request.headers] == []
    assert request.is_passed_on


def test_without_trusted_proxies_nobody_is_believed(settings) -> None:
    settings.TRUSTED_PROXIES = ()
    request = seen("127.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.9", HTTP_X_FORWARDED_PROTO="https")
    assert (request.META["REMOTE_ADDR"], request.is_secure(), request.is_passed_on) == ("127.0.0.1", False, True)
    assert not seen("127.0.0.1").is_passed_on
