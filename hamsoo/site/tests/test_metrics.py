"""Figures for Prometheus, and who may read them."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from hamsoo.ledger.models import FollowupRun
from hamsoo.ledger.runner import settle
from hamsoo.people.models import Person
from hamsoo.questions import actions as questions
from tests.world import NOON

pytestmark = pytest.mark.django_db


def figures(client: Client, **headers: str) -> dict[str, float]:
    answer = client.get("/metrics", headers=headers)
    assert answer.status_code == 200
    lines = [line for line in answer.content.decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def test_this_machine_reads_and_nobody_else(client: Client, admin: Person, browse) -> None:
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="::1").status_code == 200
    for stranger in ({"REMOTE_ADDR": "192.0.2.7"}, {"REMOTE_ADDR": ""}, {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, {"HTTP_VIA": "1.1 proxy"}):
        assert client.get("/metrics", **stranger).status_code == 404
    assert browse(admin).get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 404


def test_a_token_is_the_only_way_when_there_is_one(client: Client, settings) -> None:
    settings.METRICS_TOKEN = "a-long-token"
    asked = {"REMOTE_ADDR": "192.0.2.7"}
    assert client.get("/metrics", headers={"Authorization": "Bearer a-long-token"}, **asked).status_code == 200
    for wrong in ("Bearer a-long", "Basic a-long-token", "Bearer ", "رمز"):
        assert client.get("/metrics", headers={"Authorization": wrong}, **asked).status_code == 404
    assert client.get("/metrics").status_code == 404


def test_requests_are_counted_by_route_and_never_by_path(client: Client, browse, sara: Person) -> None:
    name = 'hamsoo_request_seconds_count{method="%s",route="%s",status="%s"}'
    before = figures(client)
    browse(sara).get(f"/people/{sara.pk}/")
    client.get("/nothing/here")
    client.generic("BREW", "/nothing/there")
    after = figures(client)
    grown = {
        key: after[key] - before.get(key, 0) for key in after if "_count{" in key and "metrics" not in key and after[key] != before.get(key)
    }
    assert grown == {
        name % ("GET", "people:profile", 200): 1,
        name % ("GET", "unmatched", 404): 1,
        name % ("other", "unmatched", 404): 1,
    }


def test_the_ledger_tells_how_far_its_readers_are(client: Client, sara: Person) -> None:
    settle()
    questions.ask(actor=sara, title="Which limit holds?", at=NOON)
    waiting = figures(client)
    assert waiting["hamsoo_ledger_pending"] == 1
    settle()
    FollowupRun.objects.create(followup="x.y", entry_id=1, state="dead", next_at=NOON)
    done = figures(client)
    assert (done["hamsoo_ledger_pending"], done["hamsoo_ledger_position"]) == (0, waiting["hamsoo_ledger_position"] + 1)
    assert done['hamsoo_ledger_lag{reader="notices.inbox"}'] == 0
    assert done['hamsoo_followups{state="dead"}'] == 1
    assert done['hamsoo_jobs{status="failed"}'] == 0
    assert done["hamsoo_streams_open"] == 0


def test_reading_costs_a_few_queries(client: Client, django_assert_num_queries) -> None:
    client.get("/metrics")
    with django_assert_num_queries(6):
        client.get("/metrics")


COUNT = "from hamsoo.site.metrics.instruments import REQUEST_SECONDS as s, STREAMS as o; s.labels('GET', 'r', '200').observe(0.2); o.inc()"
ADD = """
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
registry = CollectorRegistry()
MultiProcessCollector(registry)
print(generate_latest(registry).decode())
"""


def test_processes_are_added_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    for _process in range(2):
        subprocess.run([sys.executable, "-c", COUNT], check=True, timeout=30)
    told = subprocess.run([sys.executable, "-c", ADD], check=True, timeout=30, capture_output=True, text=True).stdout
    assert 'hamsoo_request_seconds_count{method="GET",route="r",status="200"} 2.0' in told
