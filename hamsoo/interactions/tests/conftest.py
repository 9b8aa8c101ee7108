"""What all tests of contacts need: files in a folder of their own, a mail server that is believed, no jobs carried out."""

from pathlib import Path
from typing import Any

import pytest

from hamsoo.interactions.tests.mails import SERVER


@pytest.fixture(autouse=True)
def _surroundings(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.MAIL_TRUSTED_SERVER = SERVER
