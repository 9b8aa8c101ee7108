"""The organisation chart with 10,000 people: server time of its pages, and when a browser paints it.

    python -m bench.structure [--people 10000] [--rounds 60]

Makes the people in a PostgreSQL of its own, in a folder that is removed afterwards, and asks through Django's test client: views,
queries and templates, without network and web server. Then the web server is started and Chromium, on the same cores, opens the chart:
cold is a browser that was never there, warm one that keeps styles and scripts. First paint is the browser's own first-contentful-paint.
"""

import argparse
import os
import random
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from bench.servers import installation
from tests.chromium import FLAGS, chromium

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAINTS = 15


def timed(ask: Callable[[], object], rounds: int) -> list[float]:
    """Return the sorted milliseconds of `rounds` calls, after three that warm up."""
    times = []
    for number in range(rounds + 3):
        begun = time.perf_counter()
        ask()
        if number >= 3:
            times.append((time.perf_counter() - begun) * 1000)
    return sorted(times)


def show(name: str, times: list[float], size: int) -> None:
    """Print one line of the table."""
    p95 = times[int(len(times) * 0.95)]
    print(f"{name:44} median {statistics.median(times):7.1f} ms   p95 {p95:7.1f} ms   {size / 1000:6.1f} kB")


def measure(count: int, rounds: int) -> None:
    """Make the people, then ask for each page."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from hamsoo.people.models import Account
    from hamsoo.people.tests import many_people
    from hamsoo.spaces.actions import found_organisation

    found_organisation(name_fa="سنجش", name_en="Bench", at=datetime.now(UTC))
    people = many_people.make(count, since=date.today() - timedelta(days=400))
    reader = people[-1]
    reader.account = Account.objects.create_user("reader@bench.example")
    reader.save()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client, chance = Client(), random.Random(1)
    client.force_login(reader.account)
    managers = people[1 : (count - 1) // many_people.SPAN]
    page, branch = reverse("people:structure"), "people:structure_of_person"
    asks = {
        "people, from the top": lambda: client.get(page),
        "people, from the reader's manager": lambda: client.get(page, {"root": reader.manager_id, "focus": reader.pk}),
        "opening one branch": lambda: client.get(reverse(branch, args=[chance.choice(managers).pk]), headers={"HX-Request": "true"}),
        "units, from the top": lambda: client.get(page, {"view": "units"}),
        "searching a name": lambda: client.get(page, {"q": f"همکار {chance.randrange(count)}"}, headers={"HX-Request": "true"}),
        "layers and spans": lambda: client.get(reverse("people:layers"), headers={"HX-Request": "true"}),
    }
    for name, ask in asks.items():
        answer = ask()
        assert answer.status_code == 200, (name, answer.status_code)
        show(name, timed(ask, rounds), len(answer.content))
    painted(page, client.cookies[settings.SESSION_COOKIE_NAME].value)


@contextmanager
def served() -> Iterator[str]:
    """Run the web server on a free port, on what was filled, and give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://localhost:{port}"
    web = subprocess.Popen(
        [sys.executable, "-m", "hamsoo.site.services.web"],
        env={**os.environ, "HAMSOO_PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _attempt in range(200):
            time.sleep(0.3)
            try:
                urllib.request.urlopen(f"{url}/accounts/login/", timeout=2).close()
                break
            except OSError:
                continue
        yield url
    finally:
        web.terminate()
        web.wait(30)


def painted(address: str, session: str) -> None:
    """Open the chart in a browser, again and again, and print when it was painted."""
    from django.conf import settings
    from playwright.sync_api import sync_playwright

    path = chromium()
    if path is None:
        print("There is no Chromium here: when a browser paints the chart was not measured.")
        return
    with served() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": url}

        def opened() -> "Page":
            context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=url)
            context.add_cookies([cookie])  # type: ignore[list-item]
            return context.new_page()

        kept = opened()
        kept.goto(address)
        for name, pages in (("cold", [opened() for _ in range(PAINTS)]), ("warm", [kept] * PAINTS)):
            times = sorted(_paint(page, address) for page in pages)
            show(f"first paint in a browser, {name}", times, len(kept.content()))
        browser.close()


def _paint(page: "Page", address: str) -> float:
    page.goto(address)
    page.locator("[role=treeitem]").first.wait_for()
    painted = page.wait_for_function("performance.getEntriesByName('first-contentful-paint')[0]?.startTime")
    return float(painted.json_value())


def main() -> None:
    """Run all and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=60)
    options = parser.parse_args()
    with installation():
        from django.conf import settings

        settings.ALLOWED_HOSTS = ["testserver"]
        measure(options.people, options.rounds)


if __name__ == "__main__":
    main()
