"""Making a backup: the database at one instant and the uploaded files, in one file that appears only when it is whole."""

import os
import secrets
import stat
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from hamsoo import __version__
from hamsoo.site.backup.archive import Manifest, Writer
from hamsoo.site.backup.database import Instant, instant
from hamsoo.site.language import gettext as _
from hamsoo.site.services.errors import ServiceError

Progress = Callable[[int], None]


def make(*, database_url: str, files: Path, target: Path, at: datetime, force: bool = False, progress: Progress) -> Manifest:
    """Write the backup `target`, readable by its owner only; `progress` is told how many bytes were taken in.

    Files come after the database, so whatever its rows name is there; one that is removed in between is left out.

    Raises:
        ServiceError: `target` exists and `force` is not given, the folder cannot be written to, or PostgreSQL refuses.
    """
    if target.exists() and not force:
        raise ServiceError(_("{path} exists already. Choose another name, or say --force.").format(path=target))
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        manifest = _write(draft, database_url, files, at, progress)
        _put(draft, target, force=force)
    except OSError as error:
        raise ServiceError(_("{path} cannot be written: {reason}").format(path=target, reason=error.strerror or error)) from error
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def _write(draft: Path, database_url: str, files: Path, at: datetime, progress: Progress) -> Manifest:
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        with Writer(stream) as writer:
            with instant(database_url) as now:
                writer.add_dump(_told(now, progress))
                manifest = Manifest(__version__, at.isoformat(), now.server_version, now.migrations, now.counts, writer.members)
            _add_files(writer, files, progress)
            writer.finish(manifest)
        stream.flush()
        os.fsync(stream.fileno())
    return manifest


def _told(now: Instant, progress: Progress) -> Iterator[bytes]:
    for block in now.dump():
        progress(len(block))
        yield block


def _add_files(writer: Writer, files: Path, progress: Progress) -> None:
    for path in sorted(files.rglob("*")):
        try:
            # A link could lead anywhere on this machine, and opening a pipe would wait for ever.
            regular = stat.S_ISREG(path.lstat().st_mode)
            file = open(path, "rb", opener=_without_following) if regular else None  # noqa: SIM115 - closed below
        except FileNotFoundError:
            continue
        if file:
            with file:
                size = os.fstat(file.fileno()).st_size
                writer.add_file(path.relative_to(files).as_posix(), file, size)
            progress(size)


def _without_following(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW)


def _put(draft: Path, target: Path, *, force: bool) -> None:
    if force:
        draft.replace(target)
        return
    try:
        # Unlike renaming, linking never takes the place of a file that has come meanwhile.
        os.link(draft, target)
    except FileExistsError:
        raise ServiceError(_("{path} exists already. Choose another name, or say --force.").format(path=target)) from None
