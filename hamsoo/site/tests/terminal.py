"""The `hamsoo` command as somebody at a terminal uses it, on the database of the tests and over a home of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from hamsoo.__main__ import main
from hamsoo.site.commands import ready

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def hamsoo(tmp_path: Path, settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return how to run the command here, in this process: `hamsoo("find-expert", "custody", language="fa")`."""
    settings.INDEX_FOLDER = tmp_path / "index"
    # Django is set up already, and what it logs goes where the tests look.
    monkeypatch.setattr(ready.django, "setup", lambda: None)

    def run(*arguments: str | Path, language: str = "en") -> subprocess.CompletedProcess[str]:
        for name, value in _environment(tmp_path, language).items():
            monkeypatch.setenv(name, value)
        command = ["hamsoo", *map(str, arguments)]
        monkeypatch.setattr(sys, "argv", command)
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return subprocess.CompletedProcess(command, int(ended.value.code or 0), said.out, said.err)

    return run


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """Return how to run the command in a process of its own, as it is run outside the tests."""

    def run(*arguments: str | Path, language: str = "en") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "hamsoo", *map(str, arguments)]
        environ = {**os.environ, **_environment(tmp_path, language)}
        return subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=120)

    return run


def _environment(home: Path, language: str) -> dict[str, str]:
    at = connection.settings_dict
    url = f"postgresql:///{at['NAME']}?host={at['HOST']}&port={at['PORT']}&user={at['USER']}&password={at['PASSWORD']}"
    return {"HAMSOO_DATABASE_URL": url, "HAMSOO_HOME": str(home), "HAMSOO_LANGUAGE": language, "COLUMNS": "200"}
