"""Which account of the operating system runs PostgreSQL, which refuses to run as root."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from hamsoo.site.language import gettext as _
from hamsoo.site.services.errors import ServiceError

_OWN = "hamsoo"
_KNOWN = (_OWN, "postgres")
_ANYWHERE = "nobody"


@dataclass(frozen=True)
class Account:
    """An unprivileged account; `override` when some folder on its way to its files is closed to it."""

    uid: int
    gid: int
    override: bool = False


def account_for(data: Path, *, reaching: Iterable[Path]) -> Account | None:
    """Return the account that PostgreSQL shall run as when we are root; None when we are not.

    Data that exists is served by its owner. New data belongs to the account `hamsoo` or `postgres`, whichever exists first;
    else an account `hamsoo` without a password or a shell is made. `reaching` are the paths it must be able to reach.
    """
    if os.geteuid() != 0:
        return None
    owner = data.stat().st_uid if (data / "PG_VERSION").exists() else 0
    entry = _named(owner) if owner else _chosen()
    closed = any(not _reaches(entry.pw_uid, path) for path in reaching)
    return Account(entry.pw_uid, entry.pw_gid, override=closed)


def _named(uid: int) -> pwd.struct_passwd:
    try:
        return pwd.getpwuid(uid)
    except KeyError:
        # The server needs no name, only initdb does, and this data has been through it.
        return pwd.struct_passwd(("", "", uid, uid, "", "/", ""))


def _chosen() -> pwd.struct_passwd:
    if not any(_exists(name) for name in _KNOWN):
        _create()
    for name in (*_KNOWN, _ANYWHERE):
        if _exists(name):
            return pwd.getpwnam(name)
    raise ServiceError(_("PostgreSQL does not run as root, and there is no account it could use. Create one: useradd --system hamsoo"))


def _exists(name: str) -> bool:
    try:
        return pwd.getpwnam(name).pw_uid != 0
    except KeyError:
        return False


def _create() -> None:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd:
        # A failure is no matter: another process may have been first, and there is still `nobody`.
        subprocess.run([useradd, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", _OWN], check=False, capture_output=True)


def _reaches(uid: int, path: Path) -> bool:
    """Say whether the account passes every folder above `path` by the rights of others or as the owner."""
    return all(folder.stat().st_uid == uid or folder.stat().st_mode & 0o001 for folder in path.absolute().parents)
