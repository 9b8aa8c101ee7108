"""Followups: once for each fact, retried, dead-lettered, started again."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import ClassVar, cast

import pytest
from django.db import transaction

from hamsoo.ledger import followups
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.events import Event
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.followups import ATTEMPTS, dispatch, followup, followup_together, run_due
from hamsoo.ledger.models import FollowupRun
from hamsoo.ledger.sequencer import sequence
from hamsoo.people.models import Skill
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


class PlatePlaced(Event, icon="circle", sentence="%(actor)s placed a plate"):
    number: int


class Table:
    """How many plates the followup of this test was given at once, and which of them falls."""

    given: ClassVar[list[int]] = []
    falls = 0


@followup_together(PlatePlaced)
def fill(facts: Sequence[Fact]) -> None:
    numbers = [cast("PlatePlaced", fact.event).number for fact in facts]
    Table.given.append(len(numbers))
    for number in numbers:
        Skill.objects.create(code=f"plate-{number}", name_fa="بشقاب")
        if number == Table.falls:
            raise RuntimeError("it fell")


@pytest.fixture
def table() -> type[Table]:
    Table.given, Table.falls = [], 0
    return Table


def place_plates(count: int) -> None:
    with transaction.atomic():
        for number in range(1, count + 1):
            record(PlatePlaced(number=number), actor=SYSTEM, objects=[], spaces=[], at=NOON)
    sequence()
    dispatch(at=NOON)


def plates() -> list[str]:
    return list(Skill.objects.order_by("pk").values_list("code", flat=True))


def test_many_facts_are_done_in_one_call(table: type[Table]) -> None:
    place_plates(4)

    assert run_due(at=NOON, limit=3) == 3
    assert run_due(at=NOON) == 1
    assert run_due(at=NOON) == 0

    assert table.given == [3, 1]
    assert plates() == ["plate-1", "plate-2", "plate-3", "plate-4"]
    assert set(FollowupRun.objects.values_list("followup", "state", "attempt_count", "finished_at")) == {("ledger.fill", "done", 1, NOON)}


def test_where_one_of_many_fails_the_others_are_done(table: type[Table]) -> None:
    table.falls = 2
    place_plates(3)

    assert run_due(at=NOON) == 3

    assert table.given == [3, 1, 1, 1]
    assert plates() == ["plate-1", "plate-3"]
    assert list(FollowupRun.objects.order_by("entry_id").values_list("state", flat=True)) == ["done", "waiting", "done"]
    table.falls = 0
    assert run_due(at=NOON + timedelta(seconds=1)) == 1
    assert plates() == ["plate-1", "plate-3", "plate-2"]


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
