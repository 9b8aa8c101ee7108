"""The data folder: who holds it, and what the running installation tells other commands about itself."""

import fcntl
import json
import os
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

import psutil

from hamsoo.site.config import make_home
from hamsoo.site.language import gettext as _
from hamsoo.site.services.errors import InUse

_LOCK = "lock"
_RUN = "run.json"
_POLL_SECONDS = 0.05
LEAVING_SECONDS = 15.0


class HomeLock:
    """The right to run servers over one data folder; the kernel takes it back when its holder dies."""

    def __init__(self, home: Path) -> None:
        """Name the folder; it is made when the lock is taken."""
        self.home = home
        self._file: IO[str] | None = None

    def take(self, *, wait: float = 0.0) -> None:
        """Take the lock, trying for `wait` seconds: a short command will be over, a running installation will not.

        Raises:
            InUse: another process holds it; the message says which.
        """
        deadline = time.monotonic() + wait
        while not self.try_take():
            if time.monotonic() >= deadline or self._is_held_by_an_installation():
                message = _("The data folder {home} is in use by process {pid}. Stop that first, or set HAMSOO_HOME.")
                raise InUse(message.format(home=self.home, pid=self.holder() or "?"))
            time.sleep(_POLL_SECONDS)

    def try_take(self) -> bool:
        """Take the lock if it is free; say whether it is ours now."""
        make_home(self.home)
        file = (self.home / _LOCK).open("a+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        self._file = file
        return True

    def _is_held_by_an_installation(self) -> bool:
        state = read_state(self.home)
        return state is not None and state.pid == self.holder()

    def holder(self) -> int | None:
        """Return the process that took the lock last."""
        try:
            return int((self.home / _LOCK).read_text() or 0) or None
        except (FileNotFoundError, ValueError):
            return None

    def release(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            self._file.close()
            self._file = None


@dataclass(frozen=True)
class RunState:
    """What `hamsoo up` leaves in `run.json`, readable by its own account only.

    `children` maps the name of each child to its process id and that process' time of birth: numbers are used again.
    """

    pid: int
    database_url: str
    valkey_url: str
    address: str
    children: dict[str, tuple[int, float]] = field(default_factory=dict)


def write_state(home: Path, state: RunState) -> None:
    """Replace `run.json` in one step."""
    draft = home / f"{_RUN}.new"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(asdict(state), file, indent=1)
    draft.replace(home / _RUN)


def read_state(home: Path) -> RunState | None:
    """Return what the last `hamsoo up` wrote, if it has not taken it away; it may be dead."""
    try:
        return RunState(**json.loads((home / _RUN).read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def clear_state(home: Path) -> None:
    """Remove `run.json`."""
    (home / _RUN).unlink(missing_ok=True)


def born_at(pid: int) -> float:
    """Return when the process began, in seconds since the epoch; 0 when there is none."""
    try:
        return psutil.Process(pid).create_time()
    except psutil.NoSuchProcess:
        return 0.0


def wait_for_leftovers(home: Path, *, timeout: float = LEAVING_SECONDS) -> None:
    """Wait until the children of a killed `hamsoo up` are gone. Call it with the lock in hand.

    Raises:
        InUse: one of them stays.
    """
    state = read_state(home)
    deadline = time.monotonic() + timeout
    for name, (pid, birth) in state.children.items() if state else ():
        while _runs(pid, birth):
            if time.monotonic() > deadline:
                message = _("“{name}” of an earlier run (process {pid}) is still there. Stop it: kill {pid}")
                raise InUse(message.format(name=name, pid=pid))
            time.sleep(_POLL_SECONDS)
    clear_state(home)


def _runs(pid: int, birth: float) -> bool:
    try:
        process = psutil.Process(pid)
        return abs(process.create_time() - birth) < 1 and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
