"""What the worker runs: order the facts, keep the projections, do the followups."""

import threading
from collections.abc import Callable

import structlog
from django.db import close_old_connections, connection

from hamsoo.kernel import clock
from hamsoo.ledger import followups, projections
from hamsoo.ledger.actors import through
from hamsoo.ledger.sequencer import sequence

log = structlog.get_logger(__name__)

# Idle lanes look again this often. A fact passes two looks (order, projection), so it shows well within the promised 250 ms.
PAUSE = 0.04


def settle(*, rounds: int = 1000) -> None:
    """Do all that is due now, in this thread: for tests, commands and loaders that want to see the end of it."""
    for _round in range(rounds):
        moved = sequence()
        moved += sum(projections.catch_up(item) for item in projections.projections())
        moved += followups.dispatch(at=clock.now()) + followups.run_due(at=clock.now())
        if not moved:
            return


class Runner:
    """The threads of the worker. Every lane has a connection of its own and outlives any error."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        lanes = {item.lane for item in projections.projections()}
        steps: dict[str, Callable[[], int]] = {"followups": _followup_step}
        steps.update({lane: _lane_step(lane) for lane in sorted(lanes)})
        steps["sequencer"] = sequence
        self._threads = [threading.Thread(target=self._loop, args=(name, step), name=f"ledger-{name}") for name, step in steps.items()]

    def start(self) -> None:
        """Start all lanes."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let every lane finish its batch, and wait for it."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def healthy(self) -> bool:
        """Return whether every lane is alive."""
        return all(thread.is_alive() for thread in self._threads)

    def _loop(self, name: str, step: Callable[[], int]) -> None:
        pause = PAUSE
        with through("worker"):
            while not self._stop.is_set():
                try:
                    moved = step()
                    pause = PAUSE
                except Exception:  # A lost database or one bad batch must not end the lane: say it, wait longer, try again.
                    log.exception("ledger lane failed", lane=name)
                    connection.close()
                    moved, pause = 0, min(pause * 2, 10.0)
                close_old_connections()
                if not moved:
                    self._stop.wait(pause)
        connection.close()


def _lane_step(lane: str) -> Callable[[], int]:
    return lambda: sum(projections.catch_up(item) for item in projections.projections(lane))


def _followup_step() -> int:
    return followups.dispatch(at=clock.now()) + followups.run_due(at=clock.now())
