"""What a load balancer sees."""

import time

import pytest
import redis
from django.conf import settings
from django.test import Client

from hamsoo.kernel import live
from hamsoo.site.health import checks
from hamsoo.site.services import heartbeat

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker() -> None:
    """Let the worker seem alive."""
    heartbeat.beat(live.client())


def test_a_process_that_answers_is_live(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"status": "live"})
    assert "no-store" in answer.headers["Cache-Control"]


def test_ready_when_everything_is_well(client: Client, worker: None) -> None:
    answer = client.get("/health/ready")
    assert answer.json() == {"status": "ready", "checks": dict.fromkeys(("database", "migrations", "valkey", "worker"), "ok")}
    assert (answer.status_code, "no-store" in answer.headers["Cache-Control"]) == (200, True)


def failing(client: Client) -> set[str]:
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["status"]) == (503, "not ready")
    return {name for name, state in answer.json()["checks"].items() if state == "failed"}


def test_a_worker_that_is_silent_is_seen(client: Client) -> None:
    with redis.Redis.from_url(settings.VALKEY_URL) as valkey:
        valkey.delete("hamsoo:worker:beat")
        assert failing(client) == {"worker"}
        valkey.set("hamsoo:worker:beat", time.time() - heartbeat.LATE_SECONDS - 1)
        assert failing(client) == {"worker"}


def test_servers_that_are_gone_are_seen_and_nothing_is_told(
    client: Client, worker: None, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    parameters = checks._parameters()
    monkeypatch.setattr(checks, "_parameters", lambda: {**parameters, "dbname": "nowhere-at-all"})
    assert failing(client) == {"database", "migrations"}
    settings.VALKEY_URL = "redis://127.0.0.1:1/0"
    assert failing(client) == {"database", "migrations", "valkey", "worker"}
    assert b"nowhere" not in client.get("/health/ready").content


def test_a_migration_that_is_missing_is_seen(client: Client, worker: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "_known_migrations", lambda: frozenset({("people", "0099_wings")}))
    assert failing(client) == {"migrations"}
