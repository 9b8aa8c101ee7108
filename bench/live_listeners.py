"""Many people who listen, as raw sockets in a process of its own: `python -m bench.live_listeners PORT < topics.json`.

Reads a JSON list of topic lists, opens a stream for each, and says "ready". At the next line of its input it writes what arrived, as
JSON: {"arrived": [[topic, number, when], ...], "hung_up": count}.
"""

import asyncio
import json
import os
import re
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamsoo.site.settings")

AT_ONCE = 50
arrived: list[tuple[str, int, float]] = []
ended: list[float] = []
# Reading whole messages, as browsers do on thousands of machines, would take the core that the hub is measured on.
_NEWS = re.compile(rb'data: \{"topic": "([^"]+)",[^\n]{0,160}?"(?:number|id)": (\d+)')
_HEAD = 240


class Listener(asyncio.Protocol):
    """One stream: notes what begins to arrive, and when."""

    def __init__(self, request: bytes) -> None:
        self._request = request
        self._rest = b""
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the stream."""
        transport.write(self._request)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        """Note the messages that stand in it; what may be the beginning of one is kept for the next part."""
        now, data = time.time(), self._rest + data
        if not self.opened.done() and b": hello" in data:
            self.opened.set_result(None)
        end = 0
        for found in _NEWS.finditer(data):
            arrived.append((found[1].decode(), int(found[2]), now))
            end = found.end()
        self._rest = data[max(end, len(data) - _HEAD) :]

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio calls it so
        """Note that the hub hung up."""
        ended.append(time.time())
        if not self.opened.done():
            self.opened.set_exception(ConnectionError("the hub did not let somebody in"))


async def _listen(port: int, topics: list[str], turn: asyncio.Semaphore) -> None:
    from hamsoo.site.live.hub import PATH
    from hamsoo.site.live.tickets import issue

    async with turn:
        request = f"GET {PATH}?ticket={issue(topics)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
        _transport, listener = await asyncio.get_running_loop().create_connection(lambda: Listener(request), "127.0.0.1", port)
        await asyncio.wait_for(listener.opened, 60)


async def _run(port: int) -> None:
    import django

    django.setup()
    wanted = json.loads(sys.stdin.readline())
    turn = asyncio.Semaphore(AT_ONCE)
    await asyncio.gather(*(_listen(port, topics, turn) for topics in wanted))
    print("ready", flush=True)
    loop = asyncio.get_running_loop()
    while await loop.run_in_executor(None, sys.stdin.readline):
        print(json.dumps({"arrived": arrived, "hung_up": len(ended)}), flush=True)
        arrived.clear()


if __name__ == "__main__":
    asyncio.run(_run(int(sys.argv[1])))
