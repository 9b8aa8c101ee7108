"""The databases of the workers of one run: copies of one that was migrated once, and kept until a migration changes."""

import fcntl
import os
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo
from pytest_django.plugin import DjangoDbBlocker

from hamsoo.site.backup.database import instant, replace
from hamsoo.site.services.errors import ServiceError
from hamsoo.site.services.migrations import digest_of_code
from tests.servers import MIGRATED

KEPT = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "hamsoo-tests"
"""Migrating takes longer than most tests: what it leads to is kept here, by what it was made of."""
MOST_KEPT = 8


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Have the first worker make a migrated database for all of them; each takes a copy of it as its own."""
    with (Path(os.environ["HAMSOO_TEST_RUN"]) / "migrated").open("a+") as note, django_db_blocker.unblock():
        fcntl.flock(note, fcntl.LOCK_EX)
        note.seek(0)
        if not note.read():
            _make()
            note.write("done")
    connection.settings_dict["TEST"]["TEMPLATE"] = MIGRATED


def _make() -> None:
    url, kept = os.environ["HAMSOO_DATABASE_URL"], KEPT / digest_of_code()
    migrated = make_conninfo(url, dbname=MIGRATED)
    if kept.exists():
        with psycopg.connect(url, autocommit=True) as administration:
            administration.execute(f"DROP DATABASE IF EXISTS {MIGRATED}")
            administration.execute(f"CREATE DATABASE {MIGRATED}")
        replace(migrated, [kept.read_bytes()])
        kept.touch()
        return
    _migrate()
    try:
        _keep(migrated, kept)
    except (OSError, ServiceError):
        # Another server's programs, or nowhere to write: the next run migrates again.
        return


def _migrate() -> None:
    known = connection.settings_dict
    own, own_test = known["NAME"], known["TEST"]["NAME"]
    known["TEST"]["NAME"] = MIGRATED
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    # A database that somebody is connected to can not be copied.
    connection.close()
    connection.close_pool()
    known["NAME"], known["TEST"]["NAME"] = own, own_test


def _keep(url: str, kept: Path) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    draft = kept.with_suffix(f".{os.getpid()}")
    with instant(url) as now:
        draft.write_bytes(b"".join(now.dump()))
    draft.rename(kept)
    for older in sorted(KEPT.iterdir(), key=lambda path: path.stat().st_mtime)[:-MOST_KEPT]:
        older.unlink(missing_ok=True)
