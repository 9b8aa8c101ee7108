"""The web server lets a company in, and not only its first thousand."""

from pathlib import Path
from typing import Any

import pytest

from hamsoo.site.config import Config
from hamsoo.site.services import web


def test_every_open_page_may_hold_its_stream(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: dict[str, Any] = {}

    class Server:
        def __init__(self, _target: str, **options: Any) -> None:
            asked.update(options)

        def serve(self, **_options: Any) -> None:
            return

    monkeypatch.setattr(web, "Granian", Server)
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    web.serve(Config.from_env({"HAMSOO_HOME": str(tmp_path)}))
    assert asked["backpressure"] == web.STREAMS >= 10_000


def test_as_many_files_as_the_machine_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = [1_024, 4_096]
    monkeypatch.setattr(web.resource, "getrlimit", lambda _what: tuple(limits))
    monkeypatch.setattr(web.resource, "setrlimit", lambda _what, wanted: limits.__setitem__(slice(2), wanted))
    web._allow_many_files()
    assert limits == [4_096, 4_096]
