"""A cheap answer to "must `migrate` run?": Django alone needs two seconds to find that there is nothing to do."""

import hashlib
import json
import sysconfig
from pathlib import Path

import psycopg

_PACKAGE = Path(__file__).resolve().parents[2]
_NOTE = "migrated.json"


def is_current(home: Path, database_url: str) -> bool:
    """Say whether this very code has migrated this very database, and nothing has touched either since."""
    try:
        note = json.loads((home / _NOTE).read_text())
    except (FileNotFoundError, ValueError):
        return False
    return bool(note == _state(database_url))


def note_current(home: Path, database_url: str) -> None:
    """Remember that the database is at the state of the code."""
    (home / _NOTE).write_text(json.dumps(_state(database_url)))


def _state(database_url: str) -> dict[str, str | None]:
    return {"code": digest_of_code(), "database": _database(database_url)}


def digest_of_code() -> str:
    """Return a digest of our migrations and the versions of everything installed: other packages bring migrations too."""
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.glob("**/migrations/*.py")):
        digest.update(str(path.relative_to(_PACKAGE)).encode() + path.read_bytes())
    for path in sorted(Path(sysconfig.get_path("purelib")).glob("*.dist-info")):
        digest.update(path.name.encode())
    return digest.hexdigest()


def _database(url: str) -> str | None:
    """Name the database and what has been applied to it; None when nothing has."""
    with psycopg.connect(url) as connection:
        identity = connection.execute(
            "SELECT system_identifier, (SELECT oid FROM pg_database WHERE datname = current_database()) FROM pg_control_system()"
        ).fetchone()
        exists = connection.execute("SELECT to_regclass('django_migrations')").fetchone()
        if exists is None or exists[0] is None:
            return None
        applied = connection.execute("SELECT count(*), max(id), max(applied) FROM django_migrations").fetchone()
    return f"{identity} {applied}"
