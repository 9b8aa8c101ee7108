"""Server time of the main pages, on the demonstration: one reader, then many who think in between.

    python -m bench.pages [--readers 100] [--think 5] [--seconds 40] [--url http://localhost:8000]

Starts `hamsoo demo` in a folder of its own (about a minute) and waits until it has read itself, or uses the demonstration at --url.
Server time is what the server itself says (`Server-Timing`); the wait is what the reader sees, from a client on the same two cores. The
sign-in page is printed beside the others as the baseline of a page that asks the database for nothing.
"""

import argparse
import asyncio
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
import psutil

PASSWORD = "hamsoo-demo"
NEEDS = (
    "انتقال کیف امانی",
    "webhook signature retries",
    "خسارت درمان مدارک",
    "postgres backup replication",
    "مالیات صورت‌حساب",
    "leave policy",
)


@contextmanager
def demonstration() -> Iterator[str]:
    """Run the demonstration on a free port and give its address."""
    with tempfile.TemporaryDirectory() as home, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environment = {**os.environ, "HAMSOO_HOME": home, "HAMSOO_PORT": str(port)}
        process = subprocess.Popen(
            [sys.executable, "-m", "hamsoo", "demo"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        url = f"http://localhost:{port}"
        try:
            for _attempt in range(600):
                time.sleep(0.5)
                try:
                    urllib.request.urlopen(f"{url}/health/ready", timeout=2).close()
                    break
                except OSError:
                    continue
            _settle(psutil.Process(process.pid))
            yield url
        finally:
            process.terminate()
            process.wait(30)


def _settle(demonstration: psutil.Process, *, at_most: float = 120) -> None:
    """Wait until nobody is busy: the worker first reads all that the demonstration was filled with, which takes some ten seconds."""
    begun = time.monotonic()
    used = _used(demonstration)
    while time.monotonic() - begun < at_most:
        time.sleep(2)
        before, used = used, _used(demonstration)
        if used - before < 0.4:
            break
    print(f"measured from {time.monotonic() - begun:.0f} s after the first page was served")


def _used(demonstration: psutil.Process) -> float:
    """Return the seconds of CPU that it and all its children have used."""
    return sum(sum(one.cpu_times()[:2]) for one in (demonstration, *demonstration.children(recursive=True)))


@dataclass
class Reader:
    """Somebody at a browser, and the addresses of questions that they may read."""

    client: httpx.AsyncClient
    questions: list[str]


async def sign_in(url: str, email: str) -> Reader:
    """Return a reader signed in as `email`."""
    client = httpx.AsyncClient(base_url=url, timeout=60)
    await client.get("/accounts/login/")
    words = {"login": email, "password": PASSWORD, "csrfmiddlewaretoken": client.cookies["hamsoo-csrf"]}
    answer = await client.post("/accounts/login/", data=words)
    if answer.status_code != 302:
        raise SystemExit(f"{email} could not sign in: {answer.status_code}")
    listed = (await client.get("/questions/")).text
    return Reader(client, sorted(set(re.findall(r"/questions/\d+/", listed)))[:20])


Measured = dict[str, list[tuple[float, float]]]
"""By page: server time and wait, both in ms."""


async def read(client: httpx.AsyncClient, name: str, path: str, measured: Measured) -> None:
    """Fetch one page and note its times."""
    begun = time.perf_counter()
    answer = await client.get(path)
    wait = (time.perf_counter() - begun) * 1000
    if answer.status_code != 200:
        raise SystemExit(f"{path}: {answer.status_code}")
    measured[name].append((float(re.search(r"dur=([\d.]+)", answer.headers["Server-Timing"])[1]), wait))


def pages(chance: random.Random, questions: list[str]) -> dict[str, str]:
    """Return an address of each of the four pages."""
    return {"home": "/", "inbox": "/inbox/", "question": chance.choice(questions), "expert": f"/experts/?q={chance.choice(NEEDS)}"}


async def one_reader(url: str, email: str, measured: Measured) -> None:
    """Read each page 100 times, one after the other; the first ten of each warm up."""
    reader, chance = await sign_in(url, email), random.Random(1)
    warm: Measured = defaultdict(list)
    for number in range(110):
        for name, path in pages(chance, reader.questions).items():
            await read(reader.client, name, path, warm if number < 10 else measured)
    async with httpx.AsyncClient(base_url=url) as stranger:
        for number in range(110):
            await read(stranger, "sign-in (baseline)", "/accounts/login/", warm if number < 10 else measured)
    await reader.client.aclose()


async def many_readers(url: str, emails: list[str], *, think: float, seconds: float, measured: Measured) -> None:
    """Let everybody read, each with pauses of about `think` seconds."""
    # Some readers are the same person at several desks: signing in is not what is measured.
    known = [await sign_in(url, email) for email in emails[:20]]
    readers = [known[number % len(known)] for number in range(len(emails))]
    # All browsers are open before the first reads: opening one takes this process long enough that many would begin at once.
    browsers = [httpx.AsyncClient(base_url=url, timeout=60, cookies=reader.client.cookies, verify=False) for reader in readers]
    end = time.perf_counter() + seconds

    async def desk(number: int) -> None:
        chance = random.Random(number)
        await asyncio.sleep(chance.uniform(0, think))
        while time.perf_counter() < end:
            await read(browsers[number], *chance.choice(list(pages(chance, readers[number].questions).items())), measured)
            await asyncio.sleep(chance.uniform(0.5 * think, 1.5 * think))

    await asyncio.gather(*(desk(number) for number in range(len(readers))))
    for browser in (*browsers, *(reader.client for reader in known)):
        await browser.aclose()


def show(title: str, measured: Measured) -> None:
    """Print a table."""
    print(title)
    for name, times in sorted(measured.items()):
        columns = []
        for values in zip(*times, strict=True):
            ordered = sorted(values)
            columns.append(f"median {statistics.median(ordered):6.1f}  p95 {ordered[int(len(ordered) * 0.95)]:6.1f}")
        print(f"  {name:20} server {columns[0]}   wait {columns[1]}   n {len(times)}")


async def measure(url: str, options: argparse.Namespace) -> None:
    """Measure both and print."""
    from datetime import date

    from hamsoo.desk.demo import build

    emails = [person.email for person in build(today=date.today()).people][: options.readers]
    alone: Measured = defaultdict(list)
    await one_reader(url, emails[0], alone)
    show("one reader, ms", alone)
    together: Measured = defaultdict(list)
    await many_readers(url, emails, think=options.think, seconds=options.seconds, measured=together)
    show(f"{len(emails)} readers, {options.think:g} s think time, {options.seconds:g} s, ms", together)


def main() -> None:
    """Run all and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readers", type=int, default=100)
    parser.add_argument("--think", type=float, default=5)
    parser.add_argument("--seconds", type=float, default=40)
    parser.add_argument("--url")
    options = parser.parse_args()
    if options.url:
        asyncio.run(measure(options.url, options))
    else:
        with demonstration() as url:
            asyncio.run(measure(url, options))


if __name__ == "__main__":
    main()
