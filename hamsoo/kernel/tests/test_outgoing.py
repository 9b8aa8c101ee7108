"""Which addresses are called, whatever they are called."""

import socket

import pytest

from hamsoo.kernel import outgoing


@pytest.mark.parametrize(
    "url",
    [
        *("", "http://push.example/", "ftp://push.example/", "https://", "https://a b/", "https://u:p@push.example/", "//push.example/"),
        *("https://push.example:99999/", "https://[::1/", "https://push.example/\r\nX: y", "https://پوش.example/"),
    ],
)
def test_what_is_no_https_address_is_refused(url):
    with pytest.raises(outgoing.Refused):
        outgoing.checked(url)


@pytest.mark.parametrize("host", ["127.0.0.1", "0x7f.1", "2130706433", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "localhost"])
def test_no_spelling_of_this_machine_is_called(host):
    with pytest.raises((outgoing.Refused, outgoing.Unreachable)):
        outgoing.post(f"https://{host}/", body=b"", headers={})


def test_a_name_with_one_private_address_is_refused_and_asked_once(monkeypatch):
    asked = []

    def answers(host, port, **_options):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in ("93.184.216.34", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    with pytest.raises(outgoing.Refused):
        outgoing.public_address("push.example", 443)
    assert asked == ["push.example"]
