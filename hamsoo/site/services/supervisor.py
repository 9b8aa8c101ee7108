"""Keep a few processes running: start them in order, restart what dies, stop them in reverse order."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import NoReturn

from hamsoo.site.language import gettext as _
from hamsoo.site.services.children import stop
from hamsoo.site.services.errors import ServiceError
from hamsoo.site.services.home import born_at
from hamsoo.site.services.output import Reporter

_POLL_SECONDS = 0.1
_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequested(BaseException):
    """A signal asked for the end; not an Exception, so that nothing on the way takes it for a failure."""


class GaveUp(ServiceError):
    """A child dies again and again."""


@dataclass(frozen=True)
class Patience:
    """How dying children are treated; times in seconds.

    The n-th restart in a row waits `first * 2**(n-1)`, at most `longest`. A child that has run for `stable` is forgiven its
    earlier deaths. After `deaths` of them in a row nothing is restarted any more.
    """

    first: float = 0.5
    longest: float = 30.0
    stable: float = 60.0
    deaths: int = 6

    def delay(self, deaths: int) -> float:
        """Return how long to wait after this many deaths in a row."""
        return min(self.longest, self.first * 2 ** (deaths - 1))


@dataclass
class Child:
    """One process to keep: how it starts (given the descriptor of its output) and how it is asked to stop."""

    name: str
    launch: Callable[[int], subprocess.Popen[bytes]]
    asking: signal.Signals = signal.SIGTERM
    grace: float = 10.0
    after_stop: Callable[[], None] | None = None
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    deaths: int = field(default=0, init=False)
    started_at: float = field(default=0.0, init=False)
    due_at: float | None = field(default=None, init=False)


class Supervisor:
    """Holds children from their first start to their last stop. Use it from the main thread only."""

    def __init__(self, *, reporter: Reporter, patience: Patience | None = None) -> None:
        """Report what happens to `reporter`."""
        self.reporter = reporter
        self.patience = patience or Patience()
        self.children: list[Child] = []

    def start(self, child: Child) -> None:
        """Start `child` and keep it from now on.

        Raises:
            ServiceError: it could not be started.
        """
        self.children.append(child)
        self._launch(child)

    def run_once(self, name: str, launch: Callable[[int], subprocess.Popen[bytes]]) -> None:
        """Run a process to its end.

        Raises:
            ServiceError: it ended with an error.
        """
        child = Child(name, launch)
        self.children.append(child)
        code = self._launch(child).wait()
        self.children.remove(child)
        if code != 0:
            raise ServiceError(_("“{name}” failed ({ending}).").format(name=name, ending=_ending(code)))

    def watch(self, *, each_round: Callable[[], None]) -> NoReturn:
        """Restart what dies, until a signal asks for the end; call `each_round` ten times a second.

        Raises:
            StopRequested: a signal came.
            GaveUp: a child died too often.
        """
        while True:
            for child in self.children:
                self._tend(child, now=time.monotonic())
            each_round()
            time.sleep(_POLL_SECONDS)

    def stop(self) -> None:
        """Stop every child, the last started first."""
        while self.children:
            child = self.children.pop()
            if child.process is not None and not stop(child.process, asking=child.asking, grace=child.grace):
                message = _("“{name}” did not stop within {seconds:.0f} seconds and was killed.")
                self.reporter.say(message.format(name=child.name, seconds=child.grace), bad=True)
            if child.after_stop is not None:
                child.after_stop()

    def processes(self) -> dict[str, tuple[int, float]]:
        """Return the process id and the time of birth of each living child, by name."""
        living = [child for child in self.children if child.process is not None and child.process.poll() is None]
        return {child.name: (child.process.pid, born_at(child.process.pid)) for child in living if child.process}

    def _launch(self, child: Child) -> subprocess.Popen[bytes]:
        output = self.reporter.listen(child.name)
        try:
            child.started_at, child.due_at = time.monotonic(), None
            child.process = child.launch(output)
        finally:
            os.close(output)
        return child.process

    def _tend(self, child: Child, *, now: float) -> None:
        if child.due_at is not None:
            if now >= child.due_at:
                self._relaunch(child, now=now)
        elif child.process is None or child.process.poll() is None:
            if now - child.started_at >= self.patience.stable:
                child.deaths = 0
        else:
            self._mourn(child, _ending(child.process.returncode), now=now)

    def _relaunch(self, child: Child, *, now: float) -> None:
        try:
            self._launch(child)
        except ServiceError as error:
            self._mourn(child, str(error), now=now)

    def _mourn(self, child: Child, ending: str, *, now: float) -> None:
        child.deaths += 1
        if child.deaths >= self.patience.deaths:
            message = _("“{name}” died {count} times in a row ({ending}). Giving up; its messages stand above.")
            raise GaveUp(message.format(name=child.name, count=child.deaths, ending=ending))
        delay = self.patience.delay(child.deaths)
        child.due_at = now + delay
        message = _("“{name}” died ({ending}); starting it again in {seconds:.1f} seconds.")
        self.reporter.say(message.format(name=child.name, ending=ending, seconds=delay), bad=True)


@contextmanager
def stop_on_signals() -> Iterator[None]:
    """Raise StopRequested at the first SIGINT, SIGTERM or SIGHUP; later ones change nothing: the stop has limits of its own."""
    before = {number: signal.getsignal(number) for number in _STOPPING}

    def on_signal(_number: int, _frame: FrameType | None) -> NoReturn:
        for other in _STOPPING:
            signal.signal(other, signal.SIG_IGN)
        raise StopRequested

    for number in _STOPPING:
        signal.signal(number, on_signal)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _ending(code: int) -> str:
    if code < 0:
        return _("signal {number}").format(number=-code)
    return _("exit code {code}").format(code=code)
