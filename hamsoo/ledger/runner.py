"""What the worker runs: order the facts, keep the projections, do the followups."""

import threading
import time
from collections.abc import Callable

import structlog
from django.db import connection

from hamsoo.kernel import clock
from hamsoo.ledger import followups, projections
from hamsoo.ledger.actors import through
from hamsoo.ledger.facts import last_position
from hamsoo.ledger.sequencer import anything_pending, sequence

log = structlog.get_logger(__name__)

# The sequencer looks for facts this often and tells the lanes, so that a fact shows well within the promised 250 ms. A lane looks by
# itself for what another worker has put in order.
PAUSE = 0.04
LANE_PAUSE = 0.5
LOOK_AGAIN = 2.0
_SEQUENCER = "sequencer"


def settle(*, rounds: int = 1000) -> None:
    """Do all that is due now, in this thread: for tests, commands and loaders that want to see the end of it."""
    for _round in range(rounds):
        moved = sequence()
        moved += sum(projections.catch_up(item) for item in projections.behind())
        moved += followups.dispatch(at=clock.now()) + followups.run_due(at=clock.now())
        if not moved:
            return


class Runner:
    """The threads of the worker. Every lane has a connection of its own and outlives any error."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._news, self._told = threading.Condition(), 0
        lanes = {item.lane for item in projections.projections()}
        steps: dict[str, Callable[[], int]] = {_SEQUENCER: _sequencer_step, "followups": FollowupLane().step}
        steps.update({lane: Lane(lane).step for lane in sorted(lanes)})
        self._threads = [threading.Thread(target=self._loop, args=(name, step), name=f"ledger-{name}") for name, step in steps.items()]

    def start(self) -> None:
        """Start all lanes."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let every lane finish its batch, and wait for it."""
        self._stop.set()
        self._tell()
        for thread in self._threads:
            thread.join()

    def healthy(self) -> bool:
        """Return whether every lane is alive."""
        return all(thread.is_alive() for thread in self._threads)

    def _loop(self, name: str, step: Callable[[], int]) -> None:
        usual = pause = PAUSE if name == _SEQUENCER else LANE_PAUSE
        with through("worker"):
            while not self._stop.is_set():
                seen = self._told
                try:
                    moved = step()
                    pause = usual
                except Exception:  # A lost database or one bad batch must not end the lane: say it, wait longer, try again.
                    log.exception("ledger lane failed", lane=name)
                    connection.close()
                    pause = min(pause * 2, 10.0)
                    self._stop.wait(pause)
                    continue
                if name == _SEQUENCER:
                    self._tell() if moved else self._stop.wait(pause)
                elif not moved:
                    self._wait_for_news(seen, pause)
        connection.close()

    def _tell(self) -> None:
        with self._news:
            self._told += 1
            self._news.notify_all()

    def _wait_for_news(self, seen: int, seconds: float) -> None:
        """Wait until the sequencer has moved since `seen`, or for so long."""
        with self._news:
            self._news.wait_for(lambda: self._told != seen or self._stop.is_set(), seconds)


class Lane:
    """The projections of one lane. An idle look asks for the end of the line and nothing else."""

    def __init__(self, name: str) -> None:
        self._items = projections.projections(name)
        self._at_end: dict[str, int] = {}
        self._looked_at = 0.0

    def step(self) -> int:
        """Bring every projection that is behind one batch on; return how far they moved."""
        last = last_position()
        if time.monotonic() - self._looked_at > LOOK_AGAIN:
            # Another worker may have held a bookmark and died: what seemed at the end is looked at anew now and then.
            self._at_end.clear()
            self._looked_at = time.monotonic()
        moved = 0
        for item in self._items:
            if self._at_end.get(item.name) == last:
                continue
            step = projections.catch_up(item)
            moved += step
            if not step:
                self._at_end[item.name] = last
        return moved


def _sequencer_step() -> int:
    return sequence() if anything_pending() else 0


class FollowupLane:
    """Notes what is owed and does what is due, as cheaply when idle."""

    def __init__(self) -> None:
        self._at_end = -1
        self._looked_at = 0.0

    def step(self) -> int:
        """Dispatch one batch, run what is due; return how much was done."""
        last, moved = last_position(), 0
        if last != self._at_end or time.monotonic() - self._looked_at > LOOK_AGAIN:
            moved = followups.dispatch(at=clock.now())
            self._at_end, self._looked_at = (self._at_end if moved else last), time.monotonic()
        return moved + (followups.run_due(at=clock.now()) if followups.anything_due(at=clock.now()) else 0)
