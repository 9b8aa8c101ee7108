import io
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from hamsoo.site.services.children import spawn
from hamsoo.site.services.errors import ServiceError
from hamsoo.site.services.output import Reporter
from hamsoo.site.services.supervisor import Child, GaveUp, Patience, StopRequested, Supervisor, stop_on_signals

QUICK = Patience(first=0.01, longest=0.04, stable=30.0, deaths=3)


class Enough(BaseException):
    """Ends a watch."""


def program(code: str) -> Callable[[int], subprocess.Popen[bytes]]:
    return lambda output: spawn([sys.executable, "-c", code], output=output)


@pytest.fixture
def said() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def supervisor(said: io.StringIO):
    supervisor = Supervisor(reporter=Reporter(said), patience=QUICK)
    yield supervisor
    supervisor.stop()


def wait_for(condition: Callable[[], bool], seconds: float = 5.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def test_pauses_grow_up_to_a_limit():
    patience = Patience(first=0.5, longest=30.0)
    assert [patience.delay(deaths) for deaths in (1, 2, 3, 7, 50)] == [0.5, 1.0, 2.0, 30.0, 30.0]


def test_restarts_a_child_that_died(supervisor: Supervisor, said: io.StringIO):
    child = Child("worker", program("import time; time.sleep(600)"))
    supervisor.start(child)
    first = child.process
    first.kill()

    def until_restarted() -> None:
        if child.process is not first:
            raise Enough

    with pytest.raises(Enough):
        supervisor.watch(each_round=until_restarted)
    assert child.process.poll() is None
    assert "“worker” died (signal 9); starting it again in 0.0 seconds." in said.getvalue()


def test_gives_up_on_a_child_that_dies_again_and_again(supervisor: Supervisor, said: io.StringIO):
    supervisor.start(Child("web", program("import sys; print('no such table'); sys.exit(7)")))
    with pytest.raises(GaveUp, match=r"“web” died 3 times in a row \(exit code 7\)"):
        supervisor.watch(each_round=lambda: None)
    wait_for(lambda: said.getvalue().count("│ no such table") == 3)


def test_forgives_deaths_after_a_stable_time(supervisor: Supervisor):
    supervisor.patience = Patience(first=0.01, longest=0.04, stable=0.05, deaths=3)
    child = Child("worker", program("import time; time.sleep(600)"))
    child.deaths = 2
    supervisor.start(child)

    def until_forgiven() -> None:
        if child.deaths == 0:
            raise Enough

    with pytest.raises(Enough):
        supervisor.watch(each_round=until_forgiven)


def test_counts_a_failed_restart_as_a_death(supervisor: Supervisor, said: io.StringIO):
    launches = []

    def launch(output: int) -> subprocess.Popen[bytes]:
        launches.append(output)
        if len(launches) > 1:
            raise ServiceError("the disk is full")
        return program("pass")(output)

    supervisor.start(Child("postgres", launch))
    with pytest.raises(GaveUp, match="the disk is full"):
        supervisor.watch(each_round=lambda: None)
    assert len(launches) == 3


def test_stops_in_reverse_order_and_kills_what_does_not_go(supervisor: Supervisor, said: io.StringIO):
    order: list[str] = []
    stubborn = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(600)"
    first = Child("first", program("import time; time.sleep(600)"), after_stop=lambda: order.append("first"))
    last = Child("last", program(stubborn), grace=0.1, after_stop=lambda: order.append("last"))
    supervisor.start(first)
    supervisor.start(last)
    wait_for(lambda: "ready" in said.getvalue())
    supervisor.stop()
    assert order == ["last", "first"]
    assert (first.process.returncode, last.process.returncode) == (-signal.SIGTERM, -signal.SIGKILL)
    assert "“last” did not stop within 0 seconds and was killed." in said.getvalue()


def test_a_one_time_step_that_fails_is_an_error(supervisor: Supervisor):
    supervisor.run_once("migrate", program("pass"))
    with pytest.raises(ServiceError, match=r"“migrate” failed \(exit code 5\)"):
        supervisor.run_once("migrate", program("raise SystemExit(5)"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_first_signal_stops_and_the_next_is_ignored(number: signal.Signals):
    before = signal.getsignal(number)
    with stop_on_signals():
        with pytest.raises(StopRequested):
            signal.raise_signal(number)
        signal.raise_signal(number)
    assert signal.getsignal(number) is before


def test_json_lines_name_the_source(said: io.StringIO):
    Reporter(said, as_json=True).say("آماده")
    assert said.getvalue().endswith('"service": "hamsoo", "level": "info", "line": "آماده"}\n')
