import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from hamsoo.site.services.account import account_for
from hamsoo.site.services.children import spawn, stop

# Starts a child as told, says its number and stays.
PARENT = """
import sys, time
from hamsoo.site.services.children import spawn
child = spawn([sys.executable, "-c", "import time; time.sleep(600)"], output=None, kernel_watches={kernel_watches})
print(child.pid, flush=True)
time.sleep(600)
"""
# A library starts the middle process here; it ties itself to its parent.
GRANDPARENT = """
import multiprocessing, os, time
from hamsoo.site.services.children import end_with_parent
def serve(parent):
    end_with_parent(parent)
    time.sleep(600)
worker = multiprocessing.get_context("fork").Process(target=serve, args=(os.getpid(),))
worker.start()
print(worker.pid, flush=True)
time.sleep(600)
"""


def runs(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def gone(pid: int, *, within: float = 5.0) -> bool:
    """Say whether the process ends in time; whoever inherits it may take a while to bury it."""
    deadline = time.monotonic() + within
    while runs(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not runs(pid)


def start(code: str) -> tuple[subprocess.Popen[bytes], int]:
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    return parent, int(parent.stdout.readline())


@pytest.mark.parametrize(
    "code",
    [PARENT.format(kernel_watches=True), PARENT.format(kernel_watches=False), GRANDPARENT],
    ids=["the kernel watches", "the leash watches", "a library's worker"],
)
def test_a_child_ends_when_its_parent_is_killed(code: str):
    parent, child = start(code)
    parent.kill()
    parent.wait()
    assert gone(child)


def start_told(code: str, *, kernel_watches: bool = True) -> subprocess.Popen[bytes]:
    """Start a child and wait until it says that it is ready."""
    near, far = os.pipe()
    child = spawn([sys.executable, "-c", f"{code}; print('ready', flush=True); time.sleep(600)"], output=far, kernel_watches=kernel_watches)
    os.close(far)
    with os.fdopen(near) as said:
        assert said.readline() == "ready\n"
    return child


@pytest.mark.parametrize("kernel_watches", [True, False])
def test_a_child_ends_as_it_was_asked_and_tells_how(kernel_watches: bool):
    child = start_told("import signal, sys, time; signal.signal(15, lambda *_: sys.exit(4))", kernel_watches=kernel_watches)
    assert stop(child, asking=signal.SIGTERM, grace=10.0)
    assert child.returncode == 4


def test_a_child_that_stays_is_killed():
    child = start_told("import signal, time; signal.signal(15, signal.SIG_IGN)")
    assert not stop(child, asking=signal.SIGTERM, grace=0.05)
    assert child.returncode == -signal.SIGKILL


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another account")
def test_root_hands_postgres_to_an_account_that_reaches_closed_folders(tmp_path: Path):
    tmp_path.chmod(0o700)
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    account = account_for(data, reaching=(data,))
    assert account is not None
    assert account.uid != 0
    assert account.override
    os.chown(data, account.uid, account.gid)
    code = f"import os; open({str(data / 'mark')!r}, 'w').write(str(os.geteuid()))"
    assert spawn([sys.executable, "-c", code], output=None, account=account).wait() == 0
    assert (data / "mark").read_text() == str(account.uid)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another account")
def test_data_that_exists_is_served_by_its_owner(tmp_path: Path):
    (tmp_path / "PG_VERSION").write_text("18")
    os.chown(tmp_path, 4321, 4321)
    account = account_for(tmp_path, reaching=())
    assert account is not None
    assert (account.uid, account.gid) == (4321, 4321)
