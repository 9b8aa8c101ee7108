"""Server time of the organisation chart with 10,000 people: the first page and opening one branch.

    python -m bench.structure [--people 10000] [--rounds 60]

Makes the people in a PostgreSQL of its own, in a folder that is removed afterwards, and asks through Django's test client: views,
queries and templates, without network and web server.
"""

import argparse
import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from bench.servers import installation


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
