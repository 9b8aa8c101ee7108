import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from hamsoo.site.services import migrations
from hamsoo.site.services.migrations import is_current, note_current


@pytest.fixture
def database() -> Iterator[str]:
    """The address of a database in which one migration was applied."""
    server, name = os.environ["HAMSOO_DATABASE_URL"], f"migrated_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as administration:
        administration.execute(f"CREATE DATABASE {name}")
        url = make_conninfo(server, dbname=name)
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE django_migrations (id int, applied timestamptz)")
            connection.execute("INSERT INTO django_migrations VALUES (1, '2026-03-21')")
        yield url
        administration.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_migrated_database_is_current_until_something_changes(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert not is_current(tmp_path, database)
    note_current(tmp_path, database)
    assert is_current(tmp_path, database)

    with monkeypatch.context() as changed:
        changed.setattr(migrations, "digest_of_code", lambda: "a new migration file")
        assert not is_current(tmp_path, database)
    with psycopg.connect(database) as connection:
        connection.execute("INSERT INTO django_migrations VALUES (2, '2026-03-22')")
    assert not is_current(tmp_path, database)


def test_another_database_is_not_current(database: str, tmp_path: Path):
    note_current(tmp_path, database)
    assert not is_current(tmp_path, os.environ["HAMSOO_DATABASE_URL"])


def test_a_broken_note_means_not_current(database: str, tmp_path: Path):
    (tmp_path / "migrated.json").write_text("{")
    assert not is_current(tmp_path, database)
