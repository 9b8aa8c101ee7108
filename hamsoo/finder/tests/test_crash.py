"""The writer is killed while it writes: what was committed is there, and the next writer goes on."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from hamsoo.finder.documents import Document
from hamsoo.finder.index import folder, writing
from hamsoo.finder.index.matching import snapshot

WRITER = """
import itertools
import django
django.setup()
from hamsoo.finder.tests.test_crash import note
from hamsoo.finder.index import writing
for number in itertools.count():
    writing.replace(gone=[], documents=[note(number % 50, number)], open_space_ids=frozenset({1}))
    print(number, flush=True)
"""
COMMITS_BEFORE_DEATH = 3


def note(number: int, version: int) -> Document:
    at = datetime.fromtimestamp(version, UTC)
    return Document("note", number, "custody", f"version {version}", at, (1,), (), f"/notes/{number}")


def test_a_killed_writer_loses_nothing_and_locks_nobody_out(settings, tmp_path: Path) -> None:
    settings.INDEX_FOLDER = tmp_path / "index"
    environment = {**os.environ, "HAMSOO_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "hamsoo.site.settings"}
    process = subprocess.Popen([sys.executable, "-c", WRITER], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        for _ in range(COMMITS_BEFORE_DEATH):
            committed = int(process.stdout.readline())
        time.sleep(0.01)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()

    found = snapshot({1}).scored(["custody"], limit=100)
    writing.replace(gone=[], documents=[note(99, 99)], open_space_ids={1})
    after = snapshot({1}).scored(["custody"], limit=100)

    assert len(found) >= committed + 1
    assert len(after) == len(found) + 1
    assert folder.ensure() > 0
