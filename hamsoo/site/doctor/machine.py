"""Checks that need neither a database nor Django."""

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hamsoo.site.config import Config
from hamsoo.site.doctor.findings import Check, Finding, fail, ok, warn
from hamsoo.site.language import gettext as _
from hamsoo.site.services import ports
from hamsoo.site.services.errors import InUse, ServiceError
from hamsoo.site.services.home import HomeLock, read_state

LOWEST_PYTHON = (3, 11)
SCARCE_BYTES = 2 * 1024**3
FULL_BYTES = 256 * 1024**2


def checks(config: Config) -> list[tuple[str, Check]]:
    """Return the checks of the machine, by subject."""
    return [
        ("Python", _python),
        (_("Data folder"), lambda: _data_folder(config)),
        (_("Secret key"), lambda: _secret_key(config)),
        (_("Disk"), lambda: _disk(config)),
        (_("Time zones"), _time_zones),
        (_("Web address"), lambda: _web_address(config)),
    ]


def _python() -> Iterator[Finding]:
    version = platform.python_version()
    if sys.version_info < LOWEST_PYTHON:
        yield fail("Python", version, _("Install Python 3.11 or newer."))
    else:
        yield ok("Python", version)


def _data_folder(config: Config) -> Iterator[Finding]:
    subject, home = _("Data folder"), config.home
    if not home.exists():
        parent = next(folder for folder in home.parents if folder.exists())
        if os.access(parent, os.W_OK):
            yield warn(subject, _("{home} is not there yet").format(home=home), _("`hamsoo up` will make it."))
        else:
            yield fail(subject, _("{home} cannot be made").format(home=home), _("Set HAMSOO_HOME to a folder that you may write to."))
    elif not os.access(home, os.R_OK | os.W_OK | os.X_OK):
        yield fail(subject, _("{home} is closed to this account").format(home=home), _("Run as its owner, or set HAMSOO_HOME."))
    else:
        yield ok(subject, str(home))


def _secret_key(config: Config) -> Iterator[Finding]:
    path = config.home / "secret.key"
    subject = _("Secret key")
    if config.given_secret_key:
        yield ok(subject, "HAMSOO_SECRET_KEY")
    elif not path.exists():
        yield ok(subject, _("made at the first start"))
    elif path.stat().st_mode & 0o077:
        yield fail(subject, _("others can read {path}").format(path=path), f"chmod 600 {path}")
    else:
        yield ok(subject, str(path))


def _disk(config: Config) -> Iterator[Finding]:
    folder = next(folder for folder in (config.home, *config.home.parents) if folder.exists())
    free = shutil.disk_usage(folder).free
    seen = _("{gigabytes:.1f} GB free").format(gigabytes=free / 1024**3)
    if free < FULL_BYTES:
        yield fail(_("Disk"), seen, _("Make room: PostgreSQL stops when the disk is full."))
    elif free < SCARCE_BYTES:
        yield warn(_("Disk"), seen, _("Make room soon."))
    else:
        yield ok(_("Disk"), seen)


def _time_zones() -> Iterator[Finding]:
    subject, advice = _("Time zones"), _("Install or update the package tzdata.")
    try:
        offset = datetime(2026, 7, 1, tzinfo=ZoneInfo("Asia/Tehran")).utcoffset()
    except ZoneInfoNotFoundError:
        yield fail(subject, _("Asia/Tehran is unknown"), advice)
        return
    # Iran gave up summer time in 2022; older data moves every summer appointment by an hour.
    if offset != timedelta(hours=3, minutes=30):
        yield fail(subject, _("the data is older than 2022"), advice)
    else:
        yield ok(subject, "Asia/Tehran")


def _web_address(config: Config) -> Iterator[Finding]:
    subject, address = _("Web address"), f"{config.host}:{config.port}"
    if running_pid(config) is not None:
        if ports.answers(config.host, config.port):
            yield ok(subject, _("Hamsoo answers at {address}").format(address=config.public_url))
        else:
            yield fail(subject, _("nothing answers at {address}").format(address=address), _("See the messages of `hamsoo up`."))
        return
    try:
        ports.ensure_free(config.host, config.port)
        yield ok(subject, _("{address} is free").format(address=address))
    except InUse as error:
        yield warn(subject, str(error), _("Choose another port: HAMSOO_PORT"))
    except ServiceError as error:
        yield fail(subject, str(error), _("Correct HAMSOO_HOST or HAMSOO_PORT."))


def running_pid(config: Config) -> int | None:
    """Return the process id of a running `hamsoo up` over this data folder."""
    state = read_state(config.home)
    if state is None:
        return None
    lock = HomeLock(config.home)
    if lock.try_take():
        lock.release()
        return None
    return state.pid
