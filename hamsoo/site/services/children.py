"""Processes that end when the process that started them ends, however it ends."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from hamsoo.site.services import leash
from hamsoo.site.services.account import Account

_LEASH = Path(leash.__file__)
_KERNEL_WATCHES = sys.platform == "linux"


def spawn(
    command: Sequence[str | Path],
    *,
    output: IO[bytes] | int | None,
    env: Mapping[str, str] | None = None,
    orphan_signal: signal.Signals = signal.SIGKILL,
    account: Account | None = None,
    kernel_watches: bool = _KERNEL_WATCHES,
) -> subprocess.Popen[bytes]:
    """Start `command` (absolute path first) so that it gets `orphan_signal` when this process is gone.

    Both output streams go to `output`. The child leads a process group of its own: a Ctrl-C at the terminal reaches only
    this process, which then stops its children in order. Call it from a thread that lives as long as the child shall: for
    the kernel a child's parent is the thread that started it.
    """
    near, far = (None, None) if kernel_watches else os.pipe()
    orders: dict[str, Any] = {
        "parent": os.getpid(),
        "signal": int(orphan_signal),
        "uid": account.uid if account else None,
        "gid": account.gid if account else None,
        "override": account.override if account else False,
        "pipe": near,
    }
    leash = [sys.executable, "-I", "-S", str(_LEASH), json.dumps(orders), *[str(part) for part in command]]
    child = subprocess.Popen(
        leash,
        env=None if env is None else dict(env),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        pass_fds=() if near is None else (near,),
        process_group=0,
    )
    if near is not None and far is not None:
        os.close(near)
        # Held open as long as this process lives: its end is the news that the leash waits for.
        child.leash_pipe = far  # type: ignore[attr-defined]
    return child


def stop(child: subprocess.Popen[bytes], *, asking: signal.Signals, grace: float) -> bool:
    """Ask the child to stop, wait `grace` seconds, then kill it; say whether it went when asked."""
    if child.poll() is not None:
        return True
    child.send_signal(asking)
    try:
        child.wait(grace)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
        return False
    return True


def end_with_parent(parent: int) -> None:
    """Make this very process end when its parent does; for processes that a library starts and `spawn` cannot.

    `parent` is the number the parent knew itself by: it may be gone already.
    """
    if _KERNEL_WATCHES:
        leash.control(leash.PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        threading.Thread(target=_end_after, args=(parent,), name="end with parent", daemon=True).start()
    if os.getppid() != parent:
        os._exit(leash.PARENT_GONE)


def _end_after(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(leash.PARENT_GONE)
