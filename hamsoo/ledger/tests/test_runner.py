"""The runner's threads: everything is kept, quickly, and an idle one asks for little."""

import time
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test.utils import CaptureQueriesContext

from hamsoo.ledger import runner
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.events import Event
from hamsoo.ledger.models import Bookmark, Line
from hamsoo.ledger.runner import FollowupLane, Lane, Runner
from tests.world import NOON

pytestmark = pytest.mark.django_db(transaction=True)


class LampLit(Event, icon="dot", sentence="%(actor)s lit a lamp"):
    number: int


def light(number: int) -> None:
    with transaction.atomic():
        record(LampLit(number=number), actor=SYSTEM, objects=[], spaces=[], at=NOON)


@pytest.fixture
def running() -> Iterator[Runner]:
    started = Runner()
    started.start()
    yield started
    started.stop()


def until_read(position: int) -> None:
    for _look in range(300):
        positions = list(Bookmark.objects.values_list("position", flat=True))
        if positions and min(positions) >= position:
            return
        time.sleep(0.02)
    pytest.fail("the lanes did not come to the end")


def test_lanes_are_told_and_need_not_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "LANE_PAUSE", 60.0)
    started = Runner()
    started.start()
    try:
        until_read(0)
        for number in (1, 2):
            light(number)
            until_read(number)
    finally:
        begun = time.monotonic()
        started.stop()
    assert time.monotonic() - begun < 10


def test_every_lane_follows_and_stops(running: Runner) -> None:
    for number in range(5):
        light(number)
    until_read(5)
    assert Line.objects.count() == 5
    assert running.healthy()
    running.stop()
    assert not running.healthy()


def test_an_idle_look_is_one_query_a_lane() -> None:
    light(1)
    runner.settle()
    for lane, queries in ((Lane("fast"), 1), (Lane("search"), 1), (FollowupLane(), 2)):
        lane.step()
        with CaptureQueriesContext(runner.connection) as asked:
            assert lane.step() == 0
        assert len(asked) == queries


def test_a_lane_goes_on_when_a_new_fact_comes() -> None:
    lane = Lane("fast")
    light(1)
    runner.sequence()
    assert lane.step() > 0
    assert lane.step() == 0
    light(2)
    runner.sequence()
    assert lane.step() > 0
