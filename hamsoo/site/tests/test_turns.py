"""Whose turn it is: one at a time, in order, and nobody holds the others up for long."""

import threading
import time
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from hamsoo.site import turns as module
from hamsoo.site.turns import OneAtATime, Turns


class Crowd:
    """Threads that each wait for their turn and note when it begins."""

    def __init__(self, turns: Turns) -> None:
        self.turns, self.begun, self.threads = turns, [], []

    def comes(self, name: str, works: Callable[[], object] = lambda: None) -> None:
        def go() -> None:
            with self.turns.turn():
                self.begun.append(name)
                works()

        thread = threading.Thread(target=go)
        thread.start()
        self.threads.append(thread)

    def goes(self) -> None:
        for thread in self.threads:
            thread.join(10)


def _until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.001)


def test_one_at_a_time_in_the_order_of_coming() -> None:
    turns, release = Turns(patience=60, computed=time.monotonic), threading.Event()
    crowd = Crowd(turns)
    crowd.comes("first", lambda: release.wait(10))
    _until(lambda: crowd.begun == ["first"])
    for number in range(20):
        crowd.comes(str(number))
        _until(lambda number=number: len(turns._waiting) == number + 1)
    assert crowd.begun == ["first"]
    release.set()
    crowd.goes()
    assert crowd.begun == ["first", *map(str, range(20))]


def test_who_takes_too_long_holds_nobody_up() -> None:
    turns, release = Turns(patience=0.05, computed=time.monotonic), threading.Event()
    crowd = Crowd(turns)
    for name in ("slow", "slower"):
        crowd.comes(name, lambda: release.wait(10))
        _until(lambda name=name: name in crowd.begun)
    crowd.comes("quick")
    _until(lambda: "quick" in crowd.begun)
    release.set()
    crowd.goes()


def test_many_who_wait_for_another_server_hold_nobody_up() -> None:
    turns, release = Turns(patience=60), threading.Event()
    crowd = Crowd(turns)
    for number in range(10):
        crowd.comes(str(number), lambda: release.wait(10))
    crowd.comes("quick")
    _until(lambda: "quick" in crowd.begun)
    release.set()
    crowd.goes()


def test_a_failure_ends_the_turn() -> None:
    turns = Turns(patience=60)
    with pytest.raises(ValueError, match="broke"), turns.turn():
        raise ValueError("broke")
    crowd = Crowd(turns)
    crowd.comes("next")
    crowd.goes()
    assert crowd.begun == ["next"]


def test_who_watches_does_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    turns, release = Turns(patience=60, computed=time.monotonic), threading.Event()
    monkeypatch.setattr(module, "_turns", turns)
    crowd, answered = Crowd(turns), []
    crowd.comes("busy", lambda: release.wait(10))
    _until(lambda: crowd.begun == ["busy"])
    middleware = OneAtATime(lambda request: answered.append(request.path) or HttpResponse())
    page = threading.Thread(target=middleware, args=[RequestFactory().get("/inbox/")])
    page.start()
    _until(lambda: len(turns._waiting) == 1)
    middleware(RequestFactory().get("/health/live"))
    assert answered == ["/health/live"]
    release.set()
    crowd.goes()
    page.join(10)
    assert answered == ["/health/live", "/inbox/"]
