"""The live hub: memory of a stream, and how soon news arrives.

    python -m bench.live [--streams 1000] [--messages 400]

Runs the hub in granian on PostgreSQL-less ground (it needs none) with a Valkey of its own; opens the streams from this process, then
publishes news to topics of one listener and to one topic of all, beside a bare Valkey subscriber in the same run.
"""

import argparse
import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import redis.asyncio

from hamsoo.site.services.valkey import ValkeyServer

_SERVE = """
from granian import Granian
from granian.constants import Interfaces
Granian("bench.live_app:application", address="127.0.0.1", port={port}, interface=Interfaces.ASGI, workers=1, websockets=False).serve()
"""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _memory(process: subprocess.Popen[bytes]) -> float:
    """Return the resident memory of the server and its workers, in MB."""
    parent = psutil.Process(process.pid)
    return sum(one.memory_info().rss for one in [parent, *parent.children(recursive=True)]) / 1e6


async def _open(port: int, topics: list[str], heard: dict[int, list[float]]) -> tuple[asyncio.StreamWriter, asyncio.Task[None]]:
    """Open one stream; each message's time of arrival goes to `heard` under its id."""
    from hamsoo.site.live.hub import PATH
    from hamsoo.site.live.tickets import issue

    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {PATH}?ticket={issue(topics)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    await writer.drain()
    while b": hello" not in await reader.readline():
        continue

    async def listen() -> None:
        while line := await reader.readline():
            if line.startswith(b"data: "):
                heard.setdefault(json.loads(line[6:])["id"], []).append(time.perf_counter())

    return writer, asyncio.create_task(listen())


def _line(name: str, delays: list[float]) -> str:
    ordered = sorted(delays)
    p95, p99 = (ordered[int(len(ordered) * share)] for share in (0.95, 0.99))
    return (
        f"  {name:34} median {statistics.median(ordered) * 1000:6.1f} ms   p95 {p95 * 1000:6.1f}   p99 {p99 * 1000:6.1f}   n {len(ordered)}"
    )


async def _measure(port: int, server: subprocess.Popen[bytes], url: str, streams: int, messages: int) -> None:
    heard: dict[int, list[float]] = {}
    before = _memory(server)
    opened = [await _open(port, [f"inbox:{number}", "all:0"], heard) for number in range(streams)]
    await asyncio.sleep(1)
    after = _memory(server)
    print(f"{streams} streams: {after - before:.1f} MB more than {before:.1f} MB without ({(after - before) * 1000 / streams:.1f} kB each)")
    client = redis.asyncio.Redis.from_url(url)
    bare: list[float] = []
    sent: dict[int, float] = {}

    async def subscribe() -> None:
        async with client.pubsub(ignore_subscribe_messages=True) as bus:
            await bus.subscribe("hamsoo:live")
            async for message in bus.listen():
                bare.append(time.perf_counter() - sent[json.loads(message["data"])["id"]])

    subscriber = asyncio.create_task(subscribe())
    await asyncio.sleep(0.3)
    for number in range(messages):
        sent[number] = time.perf_counter()
        await client.publish("hamsoo:live", json.dumps({"topic": f"inbox:{number % streams}", "id": number}))
        await asyncio.sleep(0.005)
    await asyncio.sleep(1)
    single = [moment - sent[number] for number in range(messages) for moment in heard.get(number, [])]
    whole = range(messages, messages + 5)
    for number in whole:
        sent[number] = time.perf_counter()
        await client.publish("hamsoo:live", json.dumps({"topic": "all:0", "id": number}))
        await asyncio.sleep(1)
    everybody = [moment - sent[number] for number in whole for moment in heard.get(number, [])]
    subscriber.cancel()
    print(_line("bare subscriber in this process", bare))
    print(_line("one listener a message", single), f"of {messages}")
    print(_line(f"one message to {streams} listeners", everybody), f"of {5 * streams}")
    for writer, task in opened:
        task.cancel()
        writer.close()


def main() -> None:
    """Run all and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--streams", type=int, default=1000)
    parser.add_argument("--messages", type=int, default=400)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        valkey, port = ValkeyServer(Path(folder) / "vk"), _free_port()
        valkey.start()
        os.environ.update(
            HAMSOO_VALKEY_URL=valkey.url, HAMSOO_HOME=folder, DJANGO_SETTINGS_MODULE="hamsoo.site.settings", HAMSOO_SECRET_KEY="bench"
        )
        server = subprocess.Popen([sys.executable, "-c", _SERVE.format(port=port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            import django

            django.setup()
            _wait(port)
            asyncio.run(_measure(port, server, valkey.url, options.streams, options.messages))
        finally:
            server.terminate()
            server.wait(20)
            valkey.stop()


def _wait(port: int) -> None:
    for _attempt in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the hub did not start")


if __name__ == "__main__":
    main()
