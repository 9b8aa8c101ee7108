"""One `hamsoo demo` for all stories of a run: the first worker that needs it starts it, whoever started the run stops it."""

import fcntl
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

START_SECONDS = 420
STOP_SECONDS = 30
_NOTE = "demonstration.json"


@dataclass(frozen=True)
class Site:
    """The running demonstration."""

    url: str
    home: Path
    sign_ins: Mapping[str, str]
    """Passwords by address."""


class NotStarted(Exception):
    """The demonstration does not answer; the message is the end of what it said."""


def ensure(run: Path) -> Site:
    """Return the demonstration of this run, started in its folder by the first who asks.

    Raises:
        NotStarted: it ended, or did not answer in time.
    """
    home = run / "site"
    with _locked(run / "starting", fcntl.LOCK_EX):
        if not (run / _NOTE).exists():
            _start(run, home)
    note = json.loads((run / _NOTE).read_text())
    rows = json.loads((home / "demo" / "sign-ins.json").read_text())
    return Site(note["url"], home / "demo", {row["email"]: row["password"] for row in rows})


@contextmanager
def visiting(run: Path, *, alone: bool = False) -> Iterator[None]:
    """Be at the site together with other workers; or `alone`, after they left, and they wait at the door meanwhile."""
    with (run / "inside").open("w") as inside:
        with _locked(run / "door", fcntl.LOCK_EX):
            fcntl.flock(inside, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield


def stop(run: Path) -> None:
    """Stop the demonstration of this run, if there was one."""
    if not (run / _NOTE).exists():
        return
    try:
        process = psutil.Process(json.loads((run / _NOTE).read_text())["pid"])
        process.terminate()
        process.wait(STOP_SECONDS)
    except psutil.NoSuchProcess:
        return
    except psutil.TimeoutExpired:
        process.kill()


def _start(run: Path, home: Path) -> None:
    home.mkdir()
    port = _free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HAMSOO_", "DJANGO_"))}
    environment = {**kept, "HAMSOO_HOME": str(home), "HAMSOO_PORT": str(port), "HAMSOO_LANGUAGE": "en"}
    said = run / "demonstration.log"
    with said.open("w") as output:
        process = subprocess.Popen([sys.executable, "-m", "hamsoo", "demo"], env=environment, stdout=output, stderr=output)
    url, end = f"http://localhost:{port}", time.monotonic() + START_SECONDS
    while not (_answers(f"{url}/accounts/login/") and (home / "demo" / "sign-ins.json").exists()):
        if process.poll() is not None or time.monotonic() > end:
            process.kill()
            raise NotStarted(said.read_text()[-4000:])
        time.sleep(0.3)
    (run / _NOTE).write_text(json.dumps({"pid": process.pid, "url": url}))


@contextmanager
def _locked(path: Path, how: int) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, how)
        yield


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False
