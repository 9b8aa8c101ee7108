"""Folders for Unix sockets, whose paths the kernel limits to about a hundred bytes."""

import hashlib
import os
import tempfile
from pathlib import Path

# sun_path has 108 bytes on Linux and 104 on macOS, the closing zero byte included.
LONGEST = 103


def socket_folder(preferred: Path, *, name: str) -> Path:
    """Return `preferred` when a socket called `name` fits into it, else a short private folder for it, made if missing."""
    if len(os.fsencode(preferred / name)) <= LONGEST:
        return preferred
    digest = hashlib.sha256(os.fsencode(preferred.absolute())).hexdigest()[:12]
    short = Path(tempfile.gettempdir()) / f"hamsoo-{os.geteuid()}-{digest}"
    if len(os.fsencode(short / name)) > LONGEST:
        short = Path("/tmp") / short.name  # noqa: S108 - the owner is checked below
    try:
        short.mkdir(mode=0o700)
    except FileExistsError:
        if not _is_private(short):
            # Somebody else took the name in the shared folder: never trust what lies there.
            return Path(tempfile.mkdtemp(prefix="hamsoo-", dir=short.parent))
    return short


def _is_private(folder: Path) -> bool:
    status = folder.lstat()
    return folder.is_dir() and not folder.is_symlink() and status.st_uid == os.geteuid() and not status.st_mode & 0o077
