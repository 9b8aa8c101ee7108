"""Looking at a page of the world outside, for somebody who may not be trusted: the address comes from a user.

Only a public address is connected to (`public`). There are no redirects, no other ports, no packed answers, and an end in time and size
for all of it.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit

from hamsoo.kernel.public import Address, NoSuchHost, NotPublic, address_of, is_public

SECONDS = 5.0
LARGEST = 256 * 1024
PORTS = {"http": 80, "https": 443}

_HEADERS = "User-Agent: Hamsoo link preview\r\nAccept: text/html\r\nAccept-Encoding: identity\r\nConnection: close\r\n"


class NotLookedAt(Exception):
    """The page is not looked at, or does not answer as it should; the message says why, for the log."""


@dataclass(frozen=True, slots=True)
class Page:
    """The beginning of an answer, `LARGEST` bytes at most, and its media type with the charset it names."""

    content: bytes
    media_type: str
    charset: str


def fetch(
    url: str, *, may_connect: Callable[[Address], bool] = is_public, seconds: float = SECONDS, ports: dict[str, int] | None = None
) -> Page:
    """Return the page at `url`; raise `NotLookedAt` for everything but a plain answer of a public address."""
    scheme, host, port, path = _parts(url, PORTS if ports is None else ports)
    try:
        address = address_of(host, port, may_connect=may_connect)
    except NoSuchHost as error:
        raise NotLookedAt("no such host") from error
    except NotPublic as error:
        raise NotLookedAt("not a public address") from error
    try:
        connection = socket.create_connection((str(address), port), timeout=seconds)
    except OSError as error:
        raise NotLookedAt(f"no connection: {error}") from error
    # A timeout holds for one piece only: who sends a byte a second would hold us for hours.
    held, late = [connection], threading.Event()
    end = threading.Timer(seconds, _hang_up, [held, late])
    end.daemon = True
    end.start()
    try:
        page = _answer(held, scheme, host, path)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NotLookedAt(f"no answer: {type(error).__name__}") from error
    finally:
        end.cancel()
        held[-1].close()
    if late.is_set():
        raise NotLookedAt("too slow")
    return page


def _parts(url: str, ports: dict[str, int]) -> tuple[str, str, int, str]:
    try:
        parts = urlsplit(url)
        host, given = (parts.hostname or "").rstrip("."), parts.port
        name = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError as error:
        raise NotLookedAt("no address") from error
    if parts.scheme not in ports or not name or "%" in name or parts.username is not None or parts.password is not None:
        raise NotLookedAt("not an address to look at")
    port = ports[parts.scheme]
    if given not in (None, port):
        raise NotLookedAt("another port")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not path.isascii() or any(sign <= " " or sign == "\x7f" for sign in path):
        raise NotLookedAt("not an address to look at")
    return parts.scheme, name, port, path


def _hang_up(held: list[socket.socket], late: threading.Event) -> None:
    # First: whoever reads wakes up as soon as it is hung up.
    late.set()
    try:
        held[-1].shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _answer(held: list[socket.socket], scheme: str, host: str, path: str) -> Page:
    if scheme == "https":
        # The plain socket is empty from here on: what is hung up is the one around it, its handshake included.
        held.append(ssl.create_default_context().wrap_socket(held[-1], server_hostname=host, do_handshake_on_connect=False))
        cast("ssl.SSLSocket", held[-1]).do_handshake()
    stream = held[-1]
    name = f"[{host}]" if ":" in host else host
    asked = f"GET {path} HTTP/1.1\r\nHost: {name}\r\n{_HEADERS}\r\n"
    stream.sendall(asked.encode("ascii"))
    response = http.client.HTTPResponse(stream, method="GET")
    response.begin()
    if response.status != 200:
        raise NotLookedAt(f"status {response.status}")
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise NotLookedAt("packed")
    media_type = response.headers.get_content_type()
    if media_type not in ("text/html", "application/xhtml+xml"):
        raise NotLookedAt("no page")
    return Page(response.read(LARGEST), media_type, response.headers.get_content_charset("utf-8"))
