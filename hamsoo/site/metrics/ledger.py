"""What the tables say about the work behind the pages, asked at the moment somebody looks."""

from collections.abc import Iterator

import redis
from django.db.models import Count
from procrastinate.contrib.django.models import ProcrastinateJob
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from hamsoo.kernel import live
from hamsoo.kernel.models import Deadline
from hamsoo.ledger.facts import last_position
from hamsoo.ledger.models import Bookmark, FollowupRun, Pending
from hamsoo.site.services.heartbeat import seconds_since_beat


class LedgerCollector(Collector):
    """Reads bookmarks, queues and the worker's heartbeat."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield every figure."""
        last = last_position()
        yield _one("hamsoo_ledger_position", "Facts in order.", last)
        yield _one("hamsoo_ledger_pending", "Facts that wait for their place in the order.", Pending.objects.count())
        lag = {mark.reader: last - mark.position for mark in Bookmark.objects.all()}
        yield _many("hamsoo_ledger_lag", "Facts that a reader of the ledger is behind.", "reader", lag)
        # Those that are done are many, and nobody watches them.
        open_runs = FollowupRun.objects.exclude(state=FollowupRun.State.DONE)
        yield _many(
            "hamsoo_followups", "Followups by state; the dead were given up.", "state", _by(open_runs, "state", ("waiting", "dead"))
        )
        yield _one("hamsoo_deadlines_failing", "Deadlines whose action has failed.", Deadline.objects.filter(attempt_count__gt=0).count())
        yield _many(
            "hamsoo_jobs", "Jobs of the queue by status.", "status", _by(ProcrastinateJob.objects, "status", ("todo", "doing", "failed"))
        )
        yield from _heartbeat()


def _by(rows: object, column: str, always: tuple[str, ...]) -> dict[str, int]:
    counts = rows.values(column).annotate(number=Count("*")).order_by(column)  # type: ignore[attr-defined]
    return {**dict.fromkeys(always, 0), **{row[column]: row["number"] for row in counts}}


def _heartbeat() -> Iterator[GaugeMetricFamily]:
    try:
        seconds = seconds_since_beat(live.client())
    except redis.RedisError:
        seconds = None
    if seconds is not None:
        yield _one("hamsoo_worker_silent_seconds", "Time since the worker's last sign of life; absent when there was none.", seconds)


def _one(name: str, meaning: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, meaning, value=value)


def _many(name: str, meaning: str, label: str, values: dict[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, meaning, labels=[label])
    for key, value in sorted(values.items()):
        family.add_metric([key], value)
    return family
