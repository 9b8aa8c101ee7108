"""One browser that listens: what waits for it, and how long it may listen."""

import asyncio
import sys
from collections.abc import Mapping

BEHIND = 64
"""A reader may be this many messages behind."""
_BEAT = b": beat\n\n"


class Stream:
    """One browser that listens. `oldest` is when the oldest of what `next` gave last was sent, 0 for news that does not say so."""

    __slots__ = ("_timers", "_waiting", "_wake", "closed", "language", "oldest", "topics")

    def __init__(self, topics: Mapping[str, str], language: str = "fa") -> None:
        # Of thousands of streams many have the same topics, and every one the same few languages.
        self.topics = {sys.intern(topic): sys.intern(version) for topic, version in topics.items()}
        self.language = sys.intern(language)
        self.closed = False
        self.oldest = 0.0
        self._waiting: list[tuple[bytes, float]] = []
        self._wake = asyncio.Event()
        self._timers: list[asyncio.TimerHandle] = []

    def live(self, *, beat: float, life: float) -> None:
        """Send a beat whenever so many seconds have passed, and end after `life`."""
        loop = asyncio.get_running_loop()

        def again() -> None:
            if not self._waiting:
                self.push(_BEAT)
            self._timers[0] = loop.call_later(beat, again)

        self._timers = [loop.call_later(beat, again), loop.call_later(life, self.hang_up)]

    def push(self, data: bytes, sent: float = 0.0) -> None:
        """Hand over one event, or hang up when the reader is too far behind."""
        if self.closed:
            return
        if len(self._waiting) >= BEHIND:
            self.hang_up()
            return
        self._waiting.append((data, sent))
        self._wake.set()

    def hang_up(self) -> None:
        """End the stream; what waits is dropped, as the reader fetches anew."""
        self.closed = True
        self._waiting.clear()
        self._wake.set()

    def end(self) -> None:
        """Stop the clocks."""
        for timer in self._timers:
            timer.cancel()

    async def next(self) -> bytes:
        """Wait for what comes next and return all that waits; nothing when the stream is over."""
        await self._wake.wait()
        self._wake.clear()
        if self.closed:
            return b""
        waiting, self._waiting = self._waiting, []
        self.oldest = waiting[0][1]
        return waiting[0][0] if len(waiting) == 1 else b"".join(data for data, _sent in waiting)
