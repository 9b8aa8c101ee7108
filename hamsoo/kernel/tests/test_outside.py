"""Looking outside: every spelling of an address that is not a public one is refused, and whoever answers badly is left."""

import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from hamsoo.kernel import outside
from hamsoo.kernel.outside import NotLookedAt, fetch

PRIVATE = [
    *("127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "017700000001", "0177.0.0.1", "0x7f.0.0.0x1", "127.0.0.1."),
    *("0", "0.0.0.0", "10.0.0.1", "10.1", "0xa000001", "172.16.0.1", "192.168.1.1", "192.168.257", "100.64.0.1", "198.18.0.1"),
    *("169.254.169.254", "2852039166", "0xa9fea9fe", "169.254.43518", "0251.0376.0251.0376", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
    *("[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[::ffff:a9fe:a9fe]", "[64:ff9b::7f00:1]"),
    *("[64:ff9b::a9fe:a9fe]", "[2002:7f00:1::]", "[2002:a9fe:a9fe::1]", "[fe80::1]", "[fe80::1%25lo]", "[fc00::1]", "[fd00:ec2::254]"),
    *("[ff02::1]", "[fec0::1]", "[2001:db8::1]", "[0:0:0:0:0:0:0:1]", "[2001:0:53aa:64c:0:0:80ff:fffe]"),
    *("localhost", "LOCALHOST", "localhost.", "ⓛocalhost", "①②⑦.⓪.⓪.①", "127。0。0。1"),
]
"""Addresses of this machine, of private networks and of clouds' own services, as attackers write them."""


@pytest.fixture
def nobody_connects(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("connected")

    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.mark.usefixtures("nobody_connects")
@pytest.mark.parametrize("host", PRIVATE)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_spelling_of_a_private_address_is_connected_to(host: str, scheme: str) -> None:
    with pytest.raises(NotLookedAt):
        fetch(f"{scheme}://{host}/")


@pytest.mark.usefixtures("nobody_connects")
@pytest.mark.parametrize(
    "url",
    [
        *(
            "file:///etc/passwd",
            "ftp://example.org/",
            "gopher://example.org/",
            "javascript:alert(1)",
            "//example.org/",
            "http://",
            "http:///x",
        ),
        *("http://user@example.org/", "http://user:word@example.org/", "http://example.org:22/", "https://example.org:80/", "http://[::1"),
        *(
            "http://example.org:99999/",
            "http://exa mple.org/",
            "http://example.org/\r\nX: y",
            "http://example.org/é",
            "http://" + "a" * 300,
        ),
    ],
)
def test_what_is_no_plain_address_is_not_looked_at(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_o: pytest.fail("resolved") if "example.org" in url else _none())
    with pytest.raises(NotLookedAt):
        fetch(url)


def _none() -> list[object]:
    raise socket.gaierror


@pytest.mark.usefixtures("nobody_connects")
def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 80)) for one in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_o: found)
    with pytest.raises(NotLookedAt, match="not a public address"):
        fetch("http://example.org/")


def test_the_name_is_resolved_once_and_that_address_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, connected = [], []

    def resolve(*_arguments: object, **_options: object) -> list[object]:
        asked.append(1)
        address = "93.184.215.14" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80))]

    def connect(to: tuple[str, int], **_options: object) -> socket.socket:
        connected.append(to)
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(NotLookedAt):
        fetch("http://example.org/")
    assert (len(asked), connected) == (1, [("93.184.215.14", 80)])


Say = Callable[[socket.socket], None]


@pytest.fixture
def answering() -> Iterator[Callable[[Say], dict[str, int]]]:
    """Have a server of this machine answer one request as it is told to."""
    servers = []

    def serve(say: Say) -> dict[str, int]:
        server = socket.create_server(("127.0.0.1", 0))
        servers.append(server)

        def answer() -> None:
            try:
                connection, _from = server.accept()
                with connection:
                    connection.recv(4096)
                    say(connection)
            except OSError:
                return

        threading.Thread(target=answer, daemon=True).start()
        return {"http": server.getsockname()[1]}

    yield serve
    for server in servers:
        server.close()


def look(ports: dict[str, int], seconds: float = 2.0) -> outside.Page:
    return fetch("http://127.0.0.1/a?b=c", may_connect=lambda _address: True, ports=ports, seconds=seconds)


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


def test_a_page_is_read(answering) -> None:
    ports = answering(lambda to: to.sendall(OK + b"\r\n<title>Hello</title>"))
    assert look(ports) == outside.Page(b"<title>Hello</title>", "text/html", "utf-8")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\n\r\n", "status 302"),
        (b"HTTP/1.1 404 Not Found\r\n\r\n", "status 404"),
        (OK + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b", "packed"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG", "no page"),
        (b"nonsense\r\n\r\n", "no answer"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 100_000 + b"\r\n\r\n", "no answer"),
        (b"", "no answer"),
    ],
)
def test_whoever_answers_otherwise_is_left(answering, answer: bytes, why: str) -> None:
    with pytest.raises(NotLookedAt, match=why):
        look(answering(lambda to: to.sendall(answer)))


def test_no_more_is_read_than_a_beginning(answering) -> None:
    def pour(to: socket.socket) -> None:
        to.sendall(OK + b"\r\n" + b"x" * (outside.LARGEST * 3))

    assert len(look(answering(pour)).content) == outside.LARGEST


def test_who_lets_us_wait_is_left_after_a_while(answering) -> None:
    asked = threading.Event()

    def drip(to: socket.socket) -> None:
        to.sendall(OK)
        # A byte now and then: no pause is as long as the timeout.
        while not asked.wait(0.02):
            to.sendall(b"x")

    began = time.monotonic()
    with pytest.raises(NotLookedAt):
        look(answering(drip), seconds=0.1)
    asked.set()
    assert time.monotonic() - began < 1


def test_a_handshake_without_end_is_left_too(answering) -> None:
    asked = threading.Event()
    port = answering(lambda _to: asked.wait(5))["http"]
    began = time.monotonic()
    with pytest.raises(NotLookedAt):
        fetch("https://127.0.0.1/", may_connect=lambda _address: True, ports={"https": port}, seconds=0.1)
    asked.set()
    assert time.monotonic() - began < 1
