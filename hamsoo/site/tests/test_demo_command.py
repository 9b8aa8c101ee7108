import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from hamsoo.__main__ import main
from hamsoo.site.commands import demo
from hamsoo.site.services.home import HomeLock

SARA = {"name": "سارا محمدی", "role": "Agent", "email": "sara@example.ir", "password": "try-hamsoo"}


@pytest.fixture
def loader(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stand in for the loader of the demonstration; the list tells what it reported."""
    told: list[str] = []

    def ensure(progress: Callable[[str], None]) -> list[SimpleNamespace]:
        told.append("120 people")
        progress("120 people")
        return [SimpleNamespace(**SARA)]

    monkeypatch.setitem(sys.modules, "hamsoo.desk.demo.loader", SimpleNamespace(ensure=ensure))
    return told


def test_loading_leaves_the_accounts_to_sign_in_with(
    loader: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("HAMSOO_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["hamsoo", "demo", "--only-load"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    assert loader == ["120 people"]
    assert json.loads((tmp_path / "sign-ins.json").read_text()) == [SARA]
    assert (tmp_path / "sign-ins.json").stat().st_mode & 0o777 == 0o600
    demo._show_sign_ins(tmp_path)()
    said = capsys.readouterr().out
    assert all(value in said for value in SARA.values())


def test_a_reset_empties_the_folder_but_not_while_it_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    home = tmp_path / "demo"
    (home / "postgres").mkdir(parents=True)
    (home / "sign-ins.json").write_text("[]")
    monkeypatch.setenv("HAMSOO_HOME", str(tmp_path))
    monkeypatch.delenv("HAMSOO_DATABASE_URL")
    monkeypatch.setattr(sys, "argv", ["hamsoo", "demo", "--reset"])
    monkeypatch.setattr(demo, "Installation", lambda *_, **__: SimpleNamespace(run=lambda: 0))
    running = HomeLock(home)
    running.take()
    with pytest.raises(SystemExit) as refused:
        main()
    assert refused.value.code == 3
    assert f"is in use by process {os.getpid()}" in capsys.readouterr().err
    assert (home / "postgres").exists()
    running.release()
    with pytest.raises(SystemExit) as done:
        main()
    assert done.value.code == 0
    assert [path.name for path in home.iterdir()] == ["lock"]
