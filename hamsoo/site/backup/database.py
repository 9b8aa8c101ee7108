"""Dumping the database as it was at one instant, and putting a dump in the place of everything. With PostgreSQL's own programs."""

import contextlib
import os
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, LiteralString

import psycopg
from psycopg import sql

from hamsoo.site.language import gettext as _
from hamsoo.site.services.errors import InUse, ServiceError
from hamsoo.site.services.postgres import binaries

_BLOCK = 256 * 1024
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
_OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""
# Whoever still reads a table must not hold the restore for ever.
_LOCK_SECONDS = 30
# Written by newer programs at the head of a script; older servers do not know it.
_NEWER_SETTING = b"SET transaction_timeout = 0;"


@dataclass(frozen=True)
class Instant:
    """The database at one instant, which `dump` reads, however long it takes and whatever is written meanwhile."""

    url: str
    snapshot: str
    server_version: int
    counts: dict[str, int]
    migrations: list[list[str]]

    def dump(self) -> Iterator[bytes]:
        """Yield the dump, block by block.

        Raises:
            ServiceError: `pg_dump` failed; the message is its own.
        """
        command = ["pg_dump", "--format=custom", "--compress=none", "--no-owner", "--no-privileges", "--schema=public", "--extension=*"]
        with _started([*command, f"--snapshot={self.snapshot}"], self.url, stdout=subprocess.PIPE) as program:
            while block := program.stdout.read(_BLOCK):
                yield block
            program.ensure_well()


@contextlib.contextmanager
def instant(url: str) -> Iterator[Instant]:
    """Hold the database as it is now: whoever reads through it sees the same instant, and nobody else waits."""
    with psycopg.connect(url, options="-c idle_in_transaction_session_timeout=0") as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        snapshot = _value(connection, "SELECT pg_export_snapshot()")
        tables = [name for (name,) in connection.execute(_TABLES)]
        counts = {name: int(_value(connection, sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name)))) for name in tables}
        if "django_migrations" not in counts:
            raise ServiceError(_("There is nothing to back up: the database is empty."))
        applied = connection.execute("SELECT app, name FROM django_migrations ORDER BY id")
        yield Instant(url, str(snapshot), connection.info.server_version, counts, [list(row) for row in applied])


def row_counts(url: str) -> dict[str, int]:
    """Return the number of rows of each table."""
    with psycopg.connect(url) as connection:
        tables = [name for (name,) in connection.execute(_TABLES)]
        return {name: int(_value(connection, sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name)))) for name in tables}


def ensure_alone(url: str) -> None:
    """Refuse while anybody else is connected to the database.

    Raises:
        InUse: somebody is.
    """
    with psycopg.connect(url) as connection:
        others = int(_value(connection, _OTHERS))
    if others:
        message = _("The database is in use ({count} connections). Stop every Hamsoo that works on it first.")
        raise InUse(message.format(count=others))


def replace(url: str, blocks: Iterable[bytes]) -> None:
    """Put a dump in the place of everything in the database, in one transaction: on any failure it stays as it was.

    `pg_restore` turns the dump into a script; `psql` runs it. Only when the first has ended well does the second see the end of
    its input and commit.

    Raises:
        ServiceError: it failed; the message is that of the program.
    """
    runs = ["psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
    runs += ["--command=SET client_min_messages = warning; DROP SCHEMA IF EXISTS public CASCADE", "--file=-"]
    reads = ["pg_restore", "--no-owner", "--no-privileges", "--file=-"]
    pipe = subprocess.PIPE
    with _started(reads, url, stdin=pipe, stdout=pipe) as reader, _started(runs, url, stdin=pipe) as runner:
        feeder = _Feeder(blocks, reader.stdin)
        feeder.start()
        if not _passed_on(reader.stdout, runner.stdin):
            reader.process.kill()
        feeder.join()
        if feeder.error:
            raise feeder.error
        if runner.process.poll() is None:
            # Raised before the runner sees an end of its input: it is killed, and what it has done so far is rolled back.
            reader.ensure_well()
            runner.stdin.close()
        runner.ensure_well()


class _Feeder(threading.Thread):
    """Writes blocks to a program that is read from at the same time."""

    def __init__(self, blocks: Iterable[bytes], target: IO[bytes]) -> None:
        super().__init__(name="feed the restore", daemon=True)
        self._blocks, self._target = blocks, target
        self.error: Exception | None = None

    def run(self) -> None:
        """Write everything, then close; keep what goes wrong with the blocks themselves."""
        try:
            for block in self._blocks:
                self._target.write(block)
        except BrokenPipeError:
            return  # The program has ended; its own message says why.
        except Exception as error:  # Handed to the thread that waits for this one.
            self.error = error
        finally:
            with contextlib.suppress(BrokenPipeError):
                self._target.close()


def _passed_on(source: IO[bytes], target: IO[bytes]) -> bool:
    """Pass a script on; say whether its reader took all of it."""
    head = True
    try:
        while block := source.read(_BLOCK):
            target.write(block.replace(_NEWER_SETTING, b"") if head else block)
            head = False
        target.flush()
    except BrokenPipeError:
        return False
    return True


@dataclass
class _Program:
    """A running program of PostgreSQL and what it complains of."""

    name: str
    process: "subprocess.Popen[bytes]"
    complaints: IO[bytes]

    @property
    def stdin(self) -> IO[bytes]:
        assert self.process.stdin is not None  # noqa: S101 - whoever writes to it has asked for it
        return self.process.stdin

    @property
    def stdout(self) -> IO[bytes]:
        assert self.process.stdout is not None  # noqa: S101 - whoever reads from it has asked for it
        return self.process.stdout

    def ensure_well(self) -> None:
        """Wait for the end; raise `ServiceError` with the program's own words unless it is a good one."""
        if code := self.process.wait():
            self.complaints.seek(0)
            reason = self.complaints.read().decode(errors="replace").strip()
            raise ServiceError(_("{program} failed: {reason}").format(program=self.name, reason=reason or code))


@contextlib.contextmanager
def _started(command: list[str], url: str, **streams: int) -> Iterator[_Program]:
    """Run a program of PostgreSQL on the database at `url`; it does not outlive the block."""
    name, *arguments = command
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen([str(binaries() / name), *arguments], env=_environment(url), stderr=complaints, **streams)  # type: ignore[call-overload]
        try:
            yield _Program(name, process, complaints)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
            for stream in (process.stdin, process.stdout):
                if stream:
                    with contextlib.suppress(BrokenPipeError):
                        stream.close()


def _environment(url: str) -> dict[str, str]:
    """Say the address by variables: a command line, with its password, would be everybody's to read."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    named = {
        option.envvar.decode(): option.val.decode()
        for option in psycopg.pq.Conninfo.parse(url.encode())
        if option.val is not None and option.envvar
    }
    return {
        **kept,
        **named,
        "PGOPTIONS": f"{named.get('PGOPTIONS', '')} -c lock_timeout={_LOCK_SECONDS}s".strip(),
        "PGAPPNAME": "hamsoo backup",
    }


def _value(connection: psycopg.Connection, query: "sql.Composed | LiteralString") -> str:
    row = connection.execute(query).fetchone()
    return str(row[0]) if row else ""
