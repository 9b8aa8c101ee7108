"""Bodies without end are refused before they fill memory or disk."""

from typing import Any

import pytest

from hamsoo.site.asgi import application
from hamsoo.site.bodies import LONGEST, bounded
from tests.loops import play

CHUNK = 1024**2


class Sender:
    """Somebody who sends `count` chunks, after saying `announced` (None: nothing) of their length."""

    def __init__(self, count: int, announced: bytes | None = None) -> None:
        headers = [(b"host", b"localhost")] + ([(b"content-length", announced)] if announced is not None else [])
        self.scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": headers}
        self.count, self.taken, self.answers = count, 0, []

    async def receive(self) -> dict[str, Any]:
        if self.taken == self.count:
            return {"type": "http.disconnect"}
        self.taken += 1
        return {"type": "http.request", "body": b"x" * CHUNK, "more_body": self.taken < self.count}

    async def send(self, message: Any) -> None:
        self.answers.append(message)


async def _reading(scope: Any, receive: Any, send: Any) -> None:
    """Read everything, as Django does, then answer; or stop when the sender hangs up."""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        if not message["more_body"]:
            break
    await send({"type": "http.response.start", "status": 200})


@pytest.mark.parametrize("announced", [str(LONGEST + 1).encode(), b"9" * 5000])
def test_what_is_announced_as_too_long_is_not_read(announced: bytes) -> None:
    sender = Sender(1000, announced)
    play(bounded(_reading, sender.scope, sender.receive, sender.send))
    assert (sender.answers[0]["status"], sender.taken) == (413, 0)


@pytest.mark.parametrize("announced", [None, b"5", b"-1", b"x"])
def test_what_turns_out_too_long_is_read_no_further(announced: bytes | None) -> None:
    sender = Sender(1000, announced)
    play(bounded(_reading, sender.scope, sender.receive, sender.send))
    assert (sender.answers[0]["status"], sender.taken, len(sender.answers)) == (413, LONGEST // CHUNK + 1, 2)


def test_the_longest_body_is_answered() -> None:
    sender = Sender(LONGEST // CHUNK)
    play(bounded(_reading, sender.scope, sender.receive, sender.send))
    assert sender.answers == [{"type": "http.response.start", "status": 200}]


def test_the_application_is_bounded() -> None:
    sender = Sender(1000)
    play(application(sender.scope, sender.receive, sender.send))
    assert (sender.answers[0]["status"], sender.taken, len(sender.answers)) == (413, LONGEST // CHUNK + 1, 2)
