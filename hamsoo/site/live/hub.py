"""The hub: one small ASGI application that fans news out over server-sent events.

It holds no database connection and no thread: a stream is one coroutine and one short queue, a process has one subscription to
Valkey. Whoever reads too slowly, and everybody when the subscription breaks, is hung up on: the browser comes back with a new ticket
and fetches what it shows again, so nothing is missed silently.
"""

import asyncio
import contextlib
import json
from collections import defaultdict
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

import redis.asyncio
import structlog

from hamsoo.kernel.live import CHANNEL
from hamsoo.site.live.tickets import BadTicket, topics_of

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

PATH = "/live/stream"
BEAT_SECONDS = 20.0
LIFE_SECONDS = 15 * 60.0
"""A stream ends after this time, so that whoever lost a right or a session does not listen for ever."""
BEHIND = 64
"""A reader may be this many messages behind."""

log = structlog.get_logger(__name__)
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


_REFUSAL = [(b"content-type", b"text/plain"), (b"cache-control", b"no-store")]


class Stream:
    """One browser that listens."""

    __slots__ = ("closed", "queue", "topics")

    def __init__(self, topics: list[str]) -> None:
        self.topics = topics
        self.queue: asyncio.Queue[bytes | None] = asyncio.Queue(BEHIND)
        self.closed = False

    def push(self, data: bytes) -> None:
        """Hand over one message, or hang up when the reader is too far behind."""
        if self.closed:
            return
        try:
            self.queue.put_nowait(data)
        except asyncio.QueueFull:
            self.hang_up()

    def hang_up(self) -> None:
        """End the stream; what waits in its queue is dropped, as the reader fetches anew."""
        self.closed = True
        while not self.queue.empty():
            self.queue.get_nowait()
        self.queue.put_nowait(None)


class Hub:
    """The streams of one process and their one subscription."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._listening: dict[str, set[Stream]] = defaultdict(set)
        self._task: asyncio.Task[None] | None = None

    @property
    def stream_count(self) -> int:
        """Return how many streams are open."""
        return len({stream for streams in self._listening.values() for stream in streams})

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request for a stream."""
        ticket = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("ticket", [""])[0]
        try:
            topics = topics_of(ticket)
        except BadTicket:
            await send({"type": "http.response.start", "status": 403, "headers": _REFUSAL})
            await send({"type": "http.response.body", "body": b"This ticket is not valid any more."})
            return
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._subscribe())
        stream = Stream(topics)
        for topic in topics:
            self._listening[topic].add(stream)
        try:
            await self._serve(stream, receive, send)
        finally:
            self._leave(stream)

    def deliver(self, data: bytes) -> None:
        """Pass one message of the bus to all who listen to its topic."""
        for stream in tuple(self._listening.get(json.loads(data)["topic"], ())):
            stream.push(data)

    def _leave(self, stream: Stream) -> None:
        for topic in stream.topics:
            self._listening[topic].discard(stream)
            if not self._listening[topic]:
                del self._listening[topic]

    async def _serve(self, stream: Stream, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        await send({"type": "http.response.body", "body": b": hello\n\n", "more_body": True})
        gone = asyncio.create_task(_disconnected(receive))
        gone.add_done_callback(lambda _task: stream.hang_up())
        end = asyncio.get_running_loop().time() + LIFE_SECONDS
        try:
            while asyncio.get_running_loop().time() < end:
                try:
                    data = await asyncio.wait_for(stream.queue.get(), BEAT_SECONDS)
                except TimeoutError:
                    data = b""
                if data is None:
                    break
                body = b"data: " + data + b"\n\n" if data else b": beat\n\n"
                await send({"type": "http.response.body", "body": body, "more_body": True})
        finally:
            gone.cancel()
            with contextlib.suppress(Exception):
                # Whoever has gone already cannot be told the end.
                await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _subscribe(self) -> None:
        """Listen to the bus for as long as the process lives, coming back when it breaks."""
        pause = 0.5
        while True:
            try:
                async with redis.asyncio.Redis.from_url(self._url) as client, client.pubsub(ignore_subscribe_messages=True) as bus:
                    await bus.subscribe(CHANNEL)
                    pause = 0.5
                    async for message in bus.listen():
                        self.deliver(message["data"])
            except (redis.RedisError, OSError) as error:
                log.warning("live subscription lost", error=str(error), again_in=pause)
            for stream in {stream for streams in self._listening.values() for stream in streams}:
                stream.hang_up()
            await asyncio.sleep(pause)
            pause = min(pause * 2, 10.0)


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue
