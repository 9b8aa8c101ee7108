"""Restoring a backup: everything is looked at before anything is touched."""

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psycopg

from hamsoo.site.backup import database
from hamsoo.site.backup.archive import DATABASE, FILES, BrokenArchive, Manifest, members, unpack
from hamsoo.site.language import gettext as _
from hamsoo.site.services.errors import ServiceError

Progress = Callable[[int], None]
_BLOCK = 256 * 1024


class NotEmpty(ServiceError):
    """There is something here already that a restore would remove."""


def ensure_known(manifest: Manifest, *, migrations: set[tuple[str, str]]) -> None:
    """Refuse a backup of a newer Hamsoo: `migrations` are all (app, name) that this one brings.

    Raises:
        ServiceError: the backup has been through others.
    """
    unknown = [f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in migrations]
    if unknown:
        message = _("This backup comes from Hamsoo {version}, which is newer than this one ({names}). Update first.")
        raise ServiceError(message.format(version=manifest.version, names=", ".join(unknown[:3])))


def ensure_empty(*, database_url: str, files: Path) -> None:
    """Refuse where people, facts or files are.

    Raises:
        NotEmpty: something is there; the message says how much.
    """
    with psycopg.connect(database_url) as connection:
        exists = connection.execute(
            "SELECT to_regclass('people_account') IS NOT NULL AND to_regclass('ledger_entry') IS NOT NULL"
        ).fetchone()
        counts = (0, 0)
        if exists and exists[0]:
            counts = (
                connection.execute("SELECT (SELECT count(*) FROM people_account), (SELECT count(*) FROM ledger_entry)").fetchone() or counts
            )
    file_count = sum(1 for path in files.rglob("*") if path.is_file()) if files.exists() else 0
    if any(counts) or file_count:
        message = _("This installation is not empty: {accounts} accounts, {facts} facts, {files} files. To replace all of it, say --force.")
        raise NotEmpty(message.format(accounts=counts[0], facts=counts[1], files=file_count))


def replace_all(stream: IO[bytes], manifest: Manifest, *, database_url: str, files: Path, progress: Progress) -> None:
    """Put a verified archive in the place of the database and the files.

    Files are unpacked beside the old ones first; the database is replaced in one transaction; then the folders change places. Up to
    the end of the transaction nothing of the old is lost.

    Raises:
        ServiceError: PostgreSQL refused; everything is as it was.
    """
    draft = files.with_name(f"{files.name}.{secrets.token_hex(4)}")
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, draft, ignore_errors=True)
        draft.mkdir(parents=True, mode=0o700)
        for name, content in members(stream):
            if name.startswith(FILES):
                unpack(content, draft / name.removeprefix(FILES))
                progress(int(manifest.members[name]["size"]))
        database.ensure_alone(database_url)
        database.replace(database_url, _blocks(stream, progress))
        _change_places(draft, files)


@dataclass(frozen=True)
class Difference:
    """A table that does not hold what the backup says."""

    table: str
    wanted: int
    found: int


def differences(manifest: Manifest, *, database_url: str) -> list[Difference]:
    """Return the tables whose number of rows is not what the backup says."""
    found = database.row_counts(database_url)
    return [Difference(name, wanted, found.get(name, 0)) for name, wanted in manifest.counts.items() if found.get(name) != wanted]


def _blocks(stream: IO[bytes], progress: Progress) -> Iterator[bytes]:
    for name, content in members(stream):
        if name.startswith(DATABASE):
            while block := content.read(_BLOCK):
                progress(len(block))
                yield block
        elif name.startswith(FILES):
            return


def _change_places(draft: Path, files: Path) -> None:
    old = files.with_name(f"{draft.name}.old")
    if files.exists():
        files.rename(old)
    draft.rename(files)
    shutil.rmtree(old, ignore_errors=True)


__all__ = ["BrokenArchive", "Difference", "NotEmpty", "differences", "ensure_empty", "ensure_known", "replace_all"]
