"""Checks of PostgreSQL and Valkey, by their addresses alone."""

from collections.abc import Iterator

import psycopg
import redis

from hamsoo.site.doctor.findings import Check, Finding, fail, ok, warn
from hamsoo.site.language import gettext as _
from hamsoo.site.services.session import Addresses

LOWEST_VERSION = 15
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist", "btree_gin")
LOWEST_CONNECTIONS = 50


def checks(addresses: Addresses) -> list[tuple[str, Check]]:
    """Return the checks of both servers, by subject."""
    return [
        ("PostgreSQL", lambda: _postgres(addresses.database_url)),
        ("Valkey", lambda: _valkey(addresses.valkey_url)),
    ]


def _postgres(url: str) -> Iterator[Finding]:
    with psycopg.connect(url, connect_timeout=5) as connection:
        yield _version(connection)
        yield _encoding(connection)
        yield _extensions(connection)
        yield from _settings(connection)


def _version(connection: psycopg.Connection) -> Finding:
    version = _setting(connection, "server_version")
    if connection.info.server_version < LOWEST_VERSION * 10_000:
        return fail("PostgreSQL", version, _("Hamsoo needs PostgreSQL {version} or newer.").format(version=LOWEST_VERSION))
    return ok("PostgreSQL", version)


def _encoding(connection: psycopg.Connection) -> Finding:
    encoding, subject = _setting(connection, "server_encoding"), _("PostgreSQL: encoding")
    if encoding != "UTF8":
        return fail(subject, encoding, _("Create the database anew with ENCODING 'UTF8'; Persian text needs it."))
    return ok(subject, encoding)


def _extensions(connection: psycopg.Connection) -> Finding:
    rows = connection.execute("SELECT name FROM pg_available_extensions").fetchall()
    missing = sorted(set(EXTENSIONS) - {name for (name,) in rows})
    subject = _("PostgreSQL: extensions")
    if missing:
        return fail(subject, _("missing: {names}").format(names=", ".join(missing)), _("Install the server's contrib package."))
    return ok(subject, ", ".join(EXTENSIONS))


def _settings(connection: psycopg.Connection) -> Iterator[Finding]:
    for name in ("fsync", "full_page_writes"):
        if _setting(connection, name) != "on":
            yield fail(f"PostgreSQL: {name}", "off", _("Turn it on: a power failure may destroy all data."))
    connections = int(_setting(connection, "max_connections"))
    if connections < LOWEST_CONNECTIONS:
        advice = _("Raise it to {number} at least.").format(number=LOWEST_CONNECTIONS)
        yield warn("PostgreSQL: max_connections", str(connections), advice)
    used = connection.execute("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'").fetchone()
    if used and used[0] > connections * 0.8:
        seen = _("{used} of {all} in use").format(used=used[0], all=connections)
        yield warn(_("PostgreSQL: connections"), seen, _("Raise max_connections, or run fewer web processes."))


def _setting(connection: psycopg.Connection, name: str) -> str:
    row = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
    return str(row[0]) if row else ""


def _valkey(url: str) -> Iterator[Finding]:
    with redis.Redis.from_url(url, socket_timeout=5, decode_responses=True) as client:
        facts = client.info("server")
        memory = client.info("memory")
    yield ok("Valkey", str(facts.get("valkey_version") or facts.get("redis_version")))
    limit, used = int(memory["maxmemory"]), int(memory["used_memory"])
    if limit and used > limit * 0.9:
        seen = _("{used} of {all} MB in use").format(used=used // 1024**2, all=limit // 1024**2)
        yield warn(_("Valkey: memory"), seen, _("Raise its setting maxmemory."))
