import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from hamsoo.__main__ import main
from hamsoo.site.commands import COMMANDS, hamsoo
from hamsoo.site.config import Config
from hamsoo.site.doctor import databases, machine
from hamsoo.site.doctor.findings import Finding, Level, carried_out, ok
from hamsoo.site.services.session import Addresses

HELP = """
import sys
from hamsoo.__main__ import main
try:
    main()
finally:
    print("django" in sys.modules, "psycopg" in sys.modules)
"""


@dataclass(frozen=True)
class Done:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Run the command in this process, under an environment of its own."""

    def run(*arguments: str, **environ: str) -> Done:
        for name in [name for name in os.environ if name.startswith("HAMSOO_")]:
            monkeypatch.delenv(name)
        for name, value in {"HAMSOO_LANGUAGE": "en", **environ}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["hamsoo", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Done(int(ended.value.code or 0), said.out, said.err)

    return run


def levels(found: list[Finding]) -> dict[str, Level]:
    return {finding.subject: finding.level for finding in found}


def test_help_names_every_command_and_loads_none():
    done = subprocess.run([sys.executable, "-c", HELP, "--help"], capture_output=True, text=True, check=True)
    assert [name for name in COMMANDS if f"  {name} " in done.stdout] == list(COMMANDS)
    assert done.stdout.endswith("False False\n")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_can_be_loaded_and_says_what_it_does(name: str):
    command = hamsoo.get_command(None, name)
    assert command is not None
    assert command.help == COMMANDS[name]


@pytest.mark.parametrize(
    ("arguments", "environ", "code", "said"),
    [
        (["fly"], {}, 2, "No such command 'fly'"),
        (["up", "--port", "none"], {}, 2, "HAMSOO_PORT: “none” is not a whole number from 1 to 65535"),
        (["doctor"], {"HAMSOO_DATABASE_URL": "oracle://"}, 2, "HAMSOO_DATABASE_URL: the address must begin with"),
        (["demo"], {"HAMSOO_DATABASE_URL": "postgresql://db/x"}, 1, "The demonstration keeps to databases of its own"),
    ],
)
def test_exit_codes(run: Callable[..., Done], arguments: list[str], environ: dict[str, str], code: int, said: str):
    done = run(*arguments, **environ)
    assert done.code == code
    assert said in done.err


def test_doctor_before_the_first_start_finds_nothing_wrong(run: Callable[..., Done], tmp_path: Path):
    done = run("doctor", "--json", HAMSOO_HOME=str(tmp_path / "home"), HAMSOO_PORT=str(free_port()))
    found = {finding["subject"]: finding["level"] for finding in json.loads(done.out)}
    assert done.code == 0
    assert found["Data folder"] == found["PostgreSQL"] == "warn"
    assert found["Python"] == found["Time zones"] == found["Web address"] == "ok"
    assert not (tmp_path / "home").exists()


def test_doctor_fails_when_others_can_read_the_secret_key(run: Callable[..., Done], tmp_path: Path):
    (tmp_path / "secret.key").write_text("known to all")
    (tmp_path / "secret.key").chmod(0o644)
    done = run("doctor", HAMSOO_HOME=str(tmp_path), HAMSOO_PORT=str(free_port()))
    assert done.code == 1
    assert f"✗ Secret key: others can read {tmp_path}/secret.key\n  → chmod 600 {tmp_path}/secret.key\n" in done.out


def test_doctor_notices_a_taken_port(tmp_path: Path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        config = Config(home=tmp_path, port=other.getsockname()[1])
        found = list(carried_out(machine.checks(config), advice=""))
    assert levels(found)["Web address"] == Level.WARN


def test_doctor_looks_at_both_servers():
    addresses = Addresses(os.environ["HAMSOO_DATABASE_URL"], os.environ["HAMSOO_VALKEY_URL"])
    found = levels(list(carried_out(databases.checks(addresses), advice="")))
    assert found["PostgreSQL"] == found["PostgreSQL: encoding"] == found["PostgreSQL: extensions"] == found["Valkey"] == Level.OK
    # The servers of tests are fast and careless, which must never pass where data counts.
    assert found["PostgreSQL: fsync"] == found["PostgreSQL: full_page_writes"] == Level.FAIL


def test_a_broken_check_is_a_failure_and_the_others_go_on():
    def broken():
        raise ConnectionError("nobody there")

    found = list(carried_out([("Valkey", broken), ("Python", lambda: [ok("Python", "3")])], advice="Start it."))
    assert found == [Finding(Level.FAIL, "Valkey", "ConnectionError: nobody there", "Start it."), ok("Python", "3")]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
