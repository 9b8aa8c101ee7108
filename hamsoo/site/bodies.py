"""How much anybody may send: Django writes a body to disk before it asks who sends it, however long it is."""

from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from typing import Any

from django.conf import settings

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Any, Any, Any], Awaitable[None]]

LONGEST = max(10 * 1024**2, settings.LARGEST_FILE) + 2 * 1024**2
"""Bytes of a body. Files may have 10 MB (attached ones LARGEST_FILE) and forms 5 (DATA_UPLOAD_MAX_MEMORY_SIZE): who exceeds that a little
is told so by a page."""

_HEADERS = [(b"content-type", b"text/plain"), (b"connection", b"close")]


async def bounded(application: Application, scope: Message, receive: Receive, send: Send) -> None:
    """Have `application` answer an HTTP request, unless its body is longer than `LONGEST`: then 413, and no more of it is read."""
    if _announced(scope) > LONGEST:
        await _refuse(send)
        return
    count, is_refused = 0, False

    async def counted() -> Message:
        nonlocal count, is_refused
        message: Message = {} if is_refused else await receive()
        count += len(message.get("body", b""))
        if count > LONGEST and not is_refused:
            is_refused = True
            await _refuse(send)
        # To the application it looks as if the sender had hung up: it stops, and answers nothing.
        return {"type": "http.disconnect"} if is_refused else message

    await application(scope, counted, send)


def _announced(scope: Message) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"")
    if not length.isdigit():
        return 0
    return int(length) if len(length) < 20 else LONGEST + 1


async def _refuse(send: Send) -> None:
    await send({"type": "http.response.start", "status": HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "headers": _HEADERS})
    await send({"type": "http.response.body", "body": b"This is too much."})
