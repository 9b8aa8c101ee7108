"""Many people who listen, as raw sockets in a process of its own: `python -m bench.live_listeners PORT < topics.json`.

Reads a JSON list of topic lists, opens a stream for each, and says "ready". At the next line of its input it writes what arrived, as
JSON: {"arrived": [[topic, number, when], ...], "hung_up": count}.
"""

import asyncio
import json
import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamsoo.site.settings")

AT_ONCE = 50
arrived: list[tuple[str, int, float]] = []
ended: list[float] = []


async def _listen(port: int, topics: list[str], turn: asyncio.Semaphore, tasks: list[asyncio.Task[None]]) -> None:
    from hamsoo.site.live.hub import PATH
    from hamsoo.site.live.tickets import issue

    async with turn:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
        writer.write(f"GET {PATH}?ticket={issue(topics)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        await writer.drain()
        while b": hello" not in (line := await reader.readline()):
            if not line:
                raise SystemExit("the hub did not let somebody in")
    tasks.append(asyncio.create_task(_take(reader, writer)))


async def _take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while line := await reader.readline():
        if line.startswith(b"data: "):
            now = time.time()
            news = json.loads(line[6:])
            arrived.append((news["topic"], news.get("number", news.get("id", 0)), now))
    ended.append(time.time())
    writer.close()


async def _run(port: int) -> None:
    import django

    django.setup()
    wanted = json.loads(sys.stdin.readline())
    turn, tasks = asyncio.Semaphore(AT_ONCE), []  # type: ignore[var-annotated]
    await asyncio.gather(*(_listen(port, topics, turn, tasks) for topics in wanted))
    print("ready", flush=True)
    loop = asyncio.get_running_loop()
    while await loop.run_in_executor(None, sys.stdin.readline):
        print(json.dumps({"arrived": arrived, "hung_up": len(ended)}), flush=True)
        arrived.clear()


if __name__ == "__main__":
    asyncio.run(_run(int(sys.argv[1])))
