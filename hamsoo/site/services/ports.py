"""Whether the web address is free, and whether Hamsoo answers there."""

import errno
import http.client
import socket

import psutil

from hamsoo.site.language import gettext as _
from hamsoo.site.services.errors import InUse, ServiceError

_ANY = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 - asked, not listened at


def ensure_free(host: str, port: int) -> None:
    """Refuse an address that the web server could not listen at.

    Raises:
        InUse: something listens there already.
        ServiceError: there is no such address here, or we may not use it.
    """
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            # Without SO_REUSEPORT: two servers that both set it would share the port and take turns answering.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise _explained(error, host, port) from error


def _explained(error: OSError, host: str, port: int) -> ServiceError:
    if error.errno == errno.EADDRINUSE:
        message = _("Port {port} on {host} is taken{by}. Stop that program, or choose another port: --port {other}")
        return InUse(message.format(port=port, host=host, by=_taken_by(port), other=port + 1 if port < 65535 else port - 1))
    if error.errno == errno.EACCES:
        return ServiceError(_("Port {port} needs root. Choose one above 1023: --port 8000").format(port=port))
    return ServiceError(_("This machine has no address {host}: {reason}").format(host=host, reason=error.strerror or error))


def _taken_by(port: int) -> str:
    try:
        connections = psutil.net_connections("tcp")
    except psutil.AccessDenied:
        return ""
    for connection in connections:
        if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port and connection.pid:
            return _(" by process {pid}").format(pid=connection.pid)
    return ""


def answers(host: str, port: int, *, path: str = "/health/live", timeout: float = 2.0) -> bool:
    """Say whether a web server answers at the address, whatever it answers."""
    connection = http.client.HTTPConnection(_ANY.get(host, host), port, timeout=timeout)
    try:
        connection.request("GET", path)
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
