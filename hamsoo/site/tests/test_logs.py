"""What the logs hold, and what they never hold."""

import json
import subprocess
import sys

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

BREAK = """
import structlog
from hamsoo.site.logs import configure
configure({"level": "INFO"})
def sign_in(password):
    raise ValueError("refused")
try:
    sign_in("hunter" + "2-in-clear")
except ValueError:
    structlog.get_logger("x").exception("broken")
"""


def test_a_traceback_holds_no_values() -> None:
    said = subprocess.run([sys.executable, "-c", BREAK], check=True, timeout=60, capture_output=True, text=True).stderr
    line = json.loads(said)
    assert (line["event"], line["exception"][0]["exc_type"], line["exception"][0]["frames"][-1]["name"]) == (
        "broken",
        "ValueError",
        "sign_in",
    )
    assert "hunter2-in-clear" not in said


def test_a_request_is_a_line_without_what_was_asked(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.get("/people/?q=private-words", headers={"Cookie": "a=private-cookie"})
    client.post("/accounts/login/", {"login": "private@example.ir", "password": "private-password"})
    client.get("/accounts/password/reset/key/1-private-key/")
    said = [record.getMessage() for record in caplog.records if record.name == "hamsoo.request"]
    assert len(said) == 3
    assert "/accounts/password/reset/key/1-…/" in said[2]
    assert "private" not in "".join(record.getMessage() for record in caplog.records)
