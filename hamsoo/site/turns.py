"""One page at a time: a process of Python computes on one core, and pages that compute together only hold one another up.

A page asks the database a dozen times. After each answer its thread has to get the interpreter back from another one that computes,
which gives it up after five milliseconds: two pages at once take far more than twice as long as one after the other, and the more
wait the worse it becomes. So each request waits for its turn. Whoever takes longer than `PATIENCE` does not hold the others up: the next
one begins. It begins sooner, after `GLANCE`, while the process computes next to nothing: who waits for a directory or a mail server needs
no core, and forty of them at once would make the rest wait ten seconds.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.http import HttpRequest, HttpResponse

PATIENCE = 0.25
GLANCE = 0.03
"""Seconds."""
_IDLE = 0.1
"""Of a core: a page that asks the database computes far more than this, on a busy machine too; who waits for another server far less."""


class Turns:
    """Lets one through at a time, in the order of coming; one that takes longer than `patience` seconds counts no more.

    Nor does anybody when next to nothing was computed for a `GLANCE`; `computed` says how many seconds this process has computed so far.
    """

    def __init__(self, patience: float = PATIENCE, computed: Callable[[], float] = time.process_time) -> None:
        self._patience, self._computed = patience, computed
        self._lock = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._begun: dict[threading.Event, float] = {}

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn, and have it for as long as the block runs."""
        called = threading.Event()
        with self._lock:
            self._waiting.append(called)
        is_idle = False
        while not self._begins(called, is_idle=is_idle):
            is_idle = self._waits(called)
        try:
            yield
        finally:
            with self._lock:
                del self._begun[called]
                self._call_next()

    def _waits(self, called: threading.Event) -> bool:
        """Wait until it is worth looking again; return whether the first in line saw next to nothing computed meanwhile."""
        if self._waiting[0] is not called:
            called.wait()
            return False
        seconds = min(GLANCE, self._seconds_until_free())
        since, computed = time.monotonic(), self._computed()
        if called.wait(seconds):
            return False
        return self._computed() - computed < _IDLE * (time.monotonic() - since)

    def _begins(self, called: threading.Event, *, is_idle: bool) -> bool:
        with self._lock:
            called.clear()
            if self._waiting[0] is not called or (self._seconds_until_free() > 0 and not is_idle):
                return False
            self._waiting.popleft()
            self._begun[called] = time.monotonic()
            # The next one watches how long this one takes.
            self._call_next()
            return True

    def _call_next(self) -> None:
        if self._waiting:
            self._waiting[0].set()

    def _seconds_until_free(self) -> float:
        """Return how long the next one has to wait at most; 0 when nobody is at it, or everybody for too long already."""
        newest = max(self._begun.copy().values(), default=None)
        return 0 if newest is None else max(0.0, newest + self._patience - time.monotonic())


_turns = Turns()
_WATCHED = "/health/"


class OneAtATime:
    """The middleware. What a client sends and receives, slow as it may be, is outside of it: only computing waits for its turn."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer when it is one's turn; who watches over this process is answered at once, however busy it is."""
        if request.path.startswith(_WATCHED):
            return self._answer(request)
        with _turns.turn():
            return self._answer(request)
