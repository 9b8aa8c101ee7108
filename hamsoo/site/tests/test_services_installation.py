import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
import pytest

from hamsoo.site.config import Config
from hamsoo.site.services.home import HomeLock, read_state
from hamsoo.site.services.session import session

pytestmark = pytest.mark.servers


@dataclass
class Up:
    """A running stand-in of `hamsoo up`."""

    process: subprocess.Popen[str]
    home: Path
    port: int

    def page(self) -> bytes:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=5) as answer:
            return answer.read()

    def below(self) -> dict[str, psutil.Process]:
        """Every process below, by number; names are not unique."""
        return {str(process.pid): process for process in psutil.Process(self.process.pid).children(recursive=True)}

    def child(self, name: str) -> int | None:
        state = read_state(self.home)
        return state.children[name][0] if state and name in state.children else None

    def wait_ready(self) -> str:
        """Wait for the first page and the worker behind it."""
        said = wait_for_line(self.process, "Hamsoo is ready") + wait_for_line(self.process, "worker sees")
        time.sleep(0.15)  # run.json follows within a round
        return said

    def end(self) -> str:
        self.process.terminate()
        return self.process.communicate(timeout=20)[0]


def wait_for_line(process: subprocess.Popen[str], text: str) -> str:
    seen = []
    for line in process.stdout:
        seen.append(line)
        if text in line:
            return "".join(seen)
    raise AssertionError(f"“{text}” was not said:\n{''.join(seen)}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def begin(home: Path, port: int, **environ: str) -> Up:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("HAMSOO_")}
    own = {"HAMSOO_HOME": str(home), "HAMSOO_PORT": str(port), "HAMSOO_LANGUAGE": "en"}
    process = subprocess.Popen(
        [sys.executable, "-m", "hamsoo.site.tests.stand_in"],
        env={**inherited, **own, **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return Up(process, home, port)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder for the module: its set-up takes a second."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def up(home: Path) -> Iterator[Up]:
    """One installation for the tests that leave it running."""
    up = begin(home, free_port())
    up.wait_ready()
    yield up
    up.end()


@pytest.fixture(scope="module")
def other_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another one, for the tests that take it for themselves, one after the other."""
    return tmp_path_factory.mktemp("other")


@pytest.fixture
def own_up(other_home: Path) -> Iterator[Up]:
    """An installation for one test."""
    up = begin(other_home, free_port())
    up.wait_ready()
    yield up
    if up.process.poll() is None:
        up.end()


def runs(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def all_gone(processes: dict[str, psutil.Process], *, within: float) -> bool:
    deadline = time.monotonic() + within
    while any(map(runs, processes.values())) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not any(map(runs, processes.values()))


def test_serves_and_stops_cleanly(own_up: Up):
    assert own_up.page() == b"served"
    state = read_state(own_up.home)
    assert set(state.children) == {"postgres", "valkey", "worker", "web"}
    assert (own_up.home / "run.json").stat().st_mode & 0o777 == 0o600
    below = own_up.below()
    said = own_up.end()
    assert own_up.process.returncode == 0
    assert "Stopping." in said
    assert "killed" not in said
    assert all_gone(below, within=2)
    assert read_state(own_up.home) is None
    assert "database system is shut down" in said


def test_nothing_survives_a_kill_and_the_next_start_recovers(own_up: Up):
    with psycopg.connect(read_state(own_up.home).database_url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept AS SELECT 7 AS number")
    below = own_up.below()
    assert len(below) > 6, "PostgreSQL's own processes and the one below the web are among them"
    own_up.process.kill()
    own_up.process.wait()
    began_at = time.monotonic()
    again = begin(own_up.home, own_up.port)
    again.wait_ready()
    assert time.monotonic() - began_at < 8
    assert all_gone(below, within=0.5)
    with psycopg.connect(read_state(own_up.home).database_url) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (7,)
    again.end()
    assert again.process.returncode == 0


@pytest.mark.parametrize("name", ["postgres", "valkey", "worker", "web"])
def test_a_child_that_died_is_started_again(up: Up, name: str):
    before = up.child(name)
    os.kill(before, signal.SIGKILL)
    wait_for_line(up.process, f"“{name}” died (signal 9)")
    deadline = time.monotonic() + 10
    while up.child(name) in (before, None):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_second_instance_is_told_who_has_the_folder(up: Up):
    second = begin(up.home, free_port())
    said = second.process.communicate(timeout=20)[0]
    assert second.process.returncode == 3
    assert f"is in use by process {up.process.pid}" in said
    assert up.page() == b"served"


def test_a_busy_port_is_said_plainly(tmp_path: Path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        up = begin(tmp_path, port)
        said = up.process.communicate(timeout=20)[0]
    assert up.process.returncode == 3
    assert re.search(rf"Port {port} on 127\.0\.0\.1 is taken by process {os.getpid()}\. .* --port {port + 1}", said)
    assert list(tmp_path.glob("postgres*")) == []


def test_servers_named_outside_are_used(tmp_path: Path):
    database_url, valkey_url = os.environ["HAMSOO_DATABASE_URL"], os.environ["HAMSOO_VALKEY_URL"]
    up = begin(tmp_path, free_port(), HAMSOO_DATABASE_URL=database_url, HAMSOO_VALKEY_URL=valkey_url)
    said = up.wait_ready()
    assert set(read_state(tmp_path).children) == {"worker", "web"}
    said += up.end()
    assert f"worker sees {database_url} {valkey_url}" in said
    assert not (tmp_path / "postgres").exists()


def test_a_command_joins_a_running_installation(up: Up, restored_environ: None):
    with session(Config(home=up.home)) as addresses:
        assert addresses.database_url == read_state(up.home).database_url
    assert up.page() == b"served"


def test_a_command_starts_servers_for_itself_and_takes_them_away(other_home: Path, restored_environ: None):
    with session(Config(home=other_home)) as addresses:
        with psycopg.connect(addresses.database_url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert os.environ["HAMSOO_VALKEY_URL"] == addresses.valkey_url
        assert not HomeLock(other_home).try_take()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(addresses.database_url)
    lock = HomeLock(other_home)
    assert lock.try_take()
    lock.release()


def test_the_state_file_of_an_unknown_form_is_no_trouble(tmp_path: Path):
    (tmp_path / "run.json").write_text(json.dumps({"surprise": 1}))
    assert read_state(tmp_path) is None


@pytest.fixture
def restored_environ(monkeypatch: pytest.MonkeyPatch) -> None:
    """What `session` writes into the environment is undone."""
    for name in ("HAMSOO_DATABASE_URL", "HAMSOO_VALKEY_URL"):
        monkeypatch.setenv(name, os.environ[name])
