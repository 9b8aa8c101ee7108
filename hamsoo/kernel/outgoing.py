"""Calling addresses that somebody else chose: over HTTPS, to public addresses alone, within bounds.

The name is asked for once, and exactly the address that was found public (`public`) is called. Redirects are not followed.
"""

import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from hamsoo.kernel.public import NoSuchHost, NotPublic, address_of

SECONDS = 10.0
_MOST_READ = 4096

context = ssl.create_default_context()


class Refused(Exception):
    """The address is none that may be called; nothing was sent."""


class Unreachable(Exception):
    """Nobody answered there, or not in time."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: the status, and how long the server wants to be left alone (in seconds, 0: it says nothing)."""

    status: int
    retry_after: int


def public_address(host: str, port: int) -> str:
    """Return an IP address of `host`; raise `Refused` when any that it has is not public, and `Unreachable` when it has none."""
    try:
        return str(address_of(host, port))
    except NoSuchHost as error:
        raise Unreachable(f"{host} is not known") from error
    except NotPublic as error:
        raise Refused(f"{host} is not on the open internet") from error


def checked(url: str) -> tuple[str, int, str]:
    """Return host, port and path of an address over HTTPS without a name or password in it; raise `Refused` for everything else."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or 443
    except ValueError as error:
        raise Refused("no address") from error
    written = url.isascii() and url.isprintable() and " " not in url
    if parts.scheme != "https" or not host or not written or parts.username is not None or parts.password is not None:
        raise Refused("only addresses that begin with https:// are called")
    return host, port, (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def post(url: str, *, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Send `body` to `url` and return what was answered. Raise `Refused` before anything is sent, `Unreachable` when nobody answers."""
    host, port, path = checked(url)
    connection = _Pinned(host, port, public_address(host, port))
    try:
        connection.request("POST", path, body=body, headers=dict(headers))
        response = connection.getresponse()
        response.read(_MOST_READ)
        after = response.headers.get("Retry-After", "")
        return Answer(response.status, int(after) if after.isascii() and after.isdigit() and len(after) < 6 else 0)
    except (OSError, HTTPException) as error:
        raise Unreachable(str(error) or type(error).__name__) from error
    finally:
        connection.close()


class _Pinned(HTTPSConnection):
    """A connection to the address that was checked, and to no other; the certificate must be that of the name."""

    def __init__(self, host: str, port: int, address: str) -> None:
        super().__init__(host, port, timeout=SECONDS, context=context)
        self._address = address

    def connect(self) -> None:
        """Connect to the checked address."""
        raw = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = context.wrap_socket(raw, server_hostname=self.host)
