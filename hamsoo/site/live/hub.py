"""The hub: one small ASGI application that fans news out over server-sent events.

It holds no database connection and no thread: a stream is one coroutine and one short queue, a process has one subscription to
Valkey. Whoever reads too slowly, whose rights may be less than when they came, and everybody when the subscription breaks, is hung up
on: the browser comes back with a new ticket and fetches what it shows again, so nothing is missed silently. When what was sent arrives
late the hub says so on the bus, and those who send are asked to wait.
"""

import asyncio
import contextlib
import json
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any
from urllib.parse import parse_qs

import redis.asyncio
import structlog

from hamsoo.kernel.live import CHANNEL, RIGHTS, slowness
from hamsoo.site.live.streams import Stream
from hamsoo.site.live.tickets import BadTicket, read

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

PATH = "/live/stream"
BEAT_SECONDS = 20.0
LIFE_SECONDS = 15 * 60.0
"""A stream ends after this time, so that whoever lost a right or a session does not listen for ever."""
LATE_SECONDS = 0.5
"""News that is older than this when it is handed over says that there is more of it than can be passed on."""

log = structlog.get_logger(__name__)
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


_REFUSAL = [(b"content-type", b"text/plain"), (b"cache-control", b"no-store")]


class Hub:
    """The streams of one process and their one subscription."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._listening: dict[str, set[Stream]] = defaultdict(set)
        self._task: asyncio.Task[None] | None = None
        self._telling: asyncio.Task[None] | None = None
        self._said_slow_at = 0.0

    @property
    def stream_count(self) -> int:
        """Return how many streams are open."""
        return len({stream for streams in self._listening.values() for stream in streams})

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request for a stream."""
        shown = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("ticket", [""])[0]
        try:
            ticket = read(shown)
        except BadTicket:
            await send({"type": "http.response.start", "status": 403, "headers": _REFUSAL})
            await send({"type": "http.response.body", "body": b"This ticket is not valid any more."})
            return
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._subscribe())
        stream = Stream(ticket.topics, ticket.language)
        for topic in stream.topics:
            self._listening[topic].add(stream)
        try:
            await self._serve(stream, receive, send)
        finally:
            self._leave(stream)

    def deliver(self, data: bytes) -> None:
        """Pass one message of the bus to all who listen to its topic."""
        news = json.loads(data)
        topic = news["topic"]
        streams = tuple(self._listening.get(topic, ()))
        if topic.startswith(RIGHTS):
            for stream in streams:
                stream.hang_up()
        elif "version" in news:
            self._push(streams, news)
        else:
            for stream in streams:
                stream.push(b"data: " + data + b"\n\n")

    def _push(self, streams: tuple[Stream, ...], news: Mapping[str, Any]) -> None:
        """Hand a whole message to those who came under the same rights; the others come back with a new ticket, or without."""
        topic, version, html = news["topic"], news["version"], news["html"]
        written: dict[str, bytes] = {}
        for stream in streams:
            if stream.topics[topic] != version:
                stream.hang_up()
                continue
            language = stream.language
            if language not in written:
                own = {"topic": topic, **news["news"], **({"html": html[language]} if language in html else {})}
                written[language] = b"data: " + json.dumps(own, ensure_ascii=False).encode() + b"\n\n"
            stream.push(written[language], sent=news["sent"])

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
        stream.live(beat=BEAT_SECONDS, life=LIFE_SECONDS)
        try:
            while body := await stream.next():
                await send({"type": "http.response.body", "body": body, "more_body": True})
                if stream.oldest and time.time() - stream.oldest > LATE_SECONDS:
                    self._say_slow()
        finally:
            gone.cancel()
            stream.end()
            with contextlib.suppress(Exception):
                # Whoever has gone already cannot be told the end.
                await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _say_slow(self) -> None:
        """Say on the bus that news arrives late; once a second is enough."""
        if time.monotonic() - self._said_slow_at > 1:
            self._said_slow_at = time.monotonic()
            self._telling = asyncio.create_task(self._tell_slow())

    async def _tell_slow(self) -> None:
        key, seconds = slowness()
        log.warning("live news arrives late", streams=self.stream_count)
        with contextlib.suppress(redis.RedisError, OSError):
            async with redis.asyncio.Redis.from_url(self._url) as client:
                await client.set(key, 1, ex=seconds)

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
