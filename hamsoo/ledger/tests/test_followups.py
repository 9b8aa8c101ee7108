"""Followups: once for each fact, retried, dead-lettered, started again."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction

from hamsoo.ledger import followups
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.events import Event
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.followups import ATTEMPTS, dispatch, followup, run_due
from hamsoo.ledger.models import FollowupRun
from hamsoo.ledger.sequencer import sequence
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Space
from tests.world import NOON

pytestmark = pytest.mark.django_db(transaction=True)


class BellRung(Event, icon="bell", sentence="%(actor)s rang the bell"):
    times: int


class Kitchen:
    """What the followup of this test did, and whether it should fail."""

    broken = False


@followup(BellRung)
def serve(fact: Fact) -> None:
    spaces.found_organisation(name_fa=f"شام {fact.event.times}", at=NOON)
    if Kitchen.broken:
        raise RuntimeError("the oven is cold")


@pytest.fixture(autouse=True)
def warm() -> Iterator[None]:
    yield
    Kitchen.broken = False


def ring(times: int = 1) -> None:
    with transaction.atomic():
        record(BellRung(times=times), actor=SYSTEM, objects=[], spaces=[], at=NOON)
    sequence()


def test_it_runs_once_for_each_fact() -> None:
    ring()
    assert dispatch(at=NOON) == 1
    assert dispatch(at=NOON) == 0
    assert run_due(at=NOON) == 1
    assert run_due(at=NOON) == 0
    run = FollowupRun.objects.get()
    assert (run.followup, run.state, run.attempt_count, run.finished_at) == ("ledger.serve", "done", 1, NOON)
    assert Space.objects.filter(name_fa="شام 1").exists()


def test_what_a_failed_attempt_wrote_is_undone_and_it_is_tried_again_later() -> None:
    ring()
    dispatch(at=NOON)
    Kitchen.broken = True
    assert run_due(at=NOON) == 1
    assert not Space.objects.exists()
    run = FollowupRun.objects.get()
    assert run.state == "waiting"
    assert run.next_at == NOON + timedelta(seconds=1)
    assert "the oven is cold" in run.error
    Kitchen.broken = False
    assert run_due(at=NOON) == 0
    assert run_due(at=NOON + timedelta(seconds=1)) == 1
    assert FollowupRun.objects.get().state == "done"
    assert Space.objects.filter(kind="organisation").count() == 1


def test_after_all_attempts_it_is_dead_until_somebody_starts_it_again() -> None:
    ring()
    dispatch(at=NOON)
    Kitchen.broken = True
    at = NOON
    for _attempt in range(ATTEMPTS + 2):
        at += timedelta(hours=1)
        run_due(at=at)
    run = FollowupRun.objects.get()
    assert (run.state, run.attempt_count) == ("dead", ATTEMPTS)
    Kitchen.broken = False
    followups.retry(run=run, at=at)
    assert run_due(at=at) == 1
    assert FollowupRun.objects.get().state == "done"
