"""The whole of Hamsoo on one machine: what `hamsoo up` starts, in order, and how it is known to be ready."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hamsoo.site.config import Config
from hamsoo.site.language import gettext as _
from hamsoo.site.services import migrations, ports
from hamsoo.site.services.children import spawn
from hamsoo.site.services.errors import ServiceError
from hamsoo.site.services.external import wait_for_database, wait_for_valkey
from hamsoo.site.services.home import HomeLock, RunState, clear_state, wait_for_leftovers, write_state
from hamsoo.site.services.output import Reporter
from hamsoo.site.services.postgres import STOP_SECONDS, PostgresServer
from hamsoo.site.services.supervisor import Child, Patience, StopRequested, Supervisor, stop_on_signals
from hamsoo.site.services.valkey import ValkeyServer

# Another short command may be at work over the same data.
LOCK_SECONDS = 5.0
WORKER_GRACE = 15.0
WEB_GRACE = 10.0


@dataclass(frozen=True)
class Programs:
    """The commands of our own processes."""

    migrate: Sequence[str] = (sys.executable, "-m", "hamsoo", "migrate")
    worker: Sequence[str] = (sys.executable, "-m", "hamsoo", "worker")
    web: Sequence[str] = (sys.executable, "-m", "hamsoo.site.services.web")


class Installation:
    """Runs PostgreSQL, Valkey, the migrations, the worker and the web server until it is asked to stop."""

    def __init__(
        self,
        config: Config,
        *,
        reporter: Reporter,
        programs: Programs | None = None,
        patience: Patience | None = None,
        once: Sequence[tuple[str, Sequence[str]]] = (),
        on_ready: Callable[[], None] | None = None,
    ) -> None:
        """Describe the run: `once` are named commands between the migrations and the web; `on_ready` follows the first page."""
        self.config = config
        self.reporter = reporter
        self.programs = programs or Programs()
        self.once = once
        self.on_ready = on_ready
        self.supervisor = Supervisor(reporter=reporter, patience=patience)
        self._lock = HomeLock(config.home)
        self._urls = {"HAMSOO_DATABASE_URL": config.database_url or "", "HAMSOO_VALKEY_URL": config.valkey_url or ""}
        self._began_at = time.monotonic()
        self._is_ready = False
        self._written: dict[str, tuple[int, float]] = {}

    def run(self) -> int:
        """Run until a signal or a failure; return the exit code."""
        self._began_at = time.monotonic()
        # Files that people upload, the index, the logs: nobody else on this machine reads them.
        os.umask(0o077)
        with stop_on_signals():
            try:
                self._start()
                self.supervisor.watch(each_round=self._each_round)
            except StopRequested:
                self.reporter.say(_("Stopping."))
                return 0
            except ServiceError as error:
                self.reporter.say(str(error), bad=True)
                return error.exit_code
            finally:
                self._stop()

    def _start(self) -> None:
        self._lock.take(wait=LOCK_SECONDS)
        wait_for_leftovers(self.config.home)
        ports.ensure_free(self.config.host, self.config.port)
        self._start_servers()
        self._each_round()
        self._migrate()
        for name, command in self.once:
            self.supervisor.run_once(name, self._launcher(command))
        self.supervisor.start(Child("web", self._launcher(self.programs.web), grace=WEB_GRACE))

    def _start_servers(self) -> None:
        if self.config.database_url:
            wait_for_database(self.config.database_url)
        else:
            postgres = PostgresServer(self.config.home / "postgres")
            child = Child("postgres", postgres.start, signal.SIGINT, STOP_SECONDS, after_stop=postgres.stop)
            self.supervisor.start(child)
            self._urls["HAMSOO_DATABASE_URL"] = postgres.url
        self._tell_stage(_("PostgreSQL is ready"))
        if self.config.valkey_url:
            wait_for_valkey(self.config.valkey_url)
        else:
            valkey = ValkeyServer(self.config.home / "valkey")
            self.supervisor.start(Child("valkey", valkey.start, after_stop=valkey.stop))
            self._urls["HAMSOO_VALKEY_URL"] = valkey.url
        self._tell_stage(_("Valkey is ready"))

    def _migrate(self) -> None:
        url = self._urls["HAMSOO_DATABASE_URL"]
        if not migrations.is_current(self.config.home, url):
            self.supervisor.run_once("migrate", self._launcher(self.programs.migrate))
            migrations.note_current(self.config.home, url)
        self._tell_stage(_("The database is up to date"))

    def _launcher(self, command: Sequence[str]) -> Callable[[int], subprocess.Popen[bytes]]:
        def launch(output: int) -> subprocess.Popen[bytes]:
            return spawn(command, output=output, env=self._environment())

        return launch

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            **self._urls,
            "HAMSOO_HOME": str(self.config.home),
            "HAMSOO_HOST": self.config.host,
            "HAMSOO_PORT": str(self.config.port),
            "HAMSOO_WEB_WORKERS": str(self.config.web_workers),
            "DJANGO_SETTINGS_MODULE": "hamsoo.site.settings",
            "PYTHONUNBUFFERED": "1",
        }

    def _each_round(self) -> None:
        processes = self.supervisor.processes()
        if processes != self._written:
            self._written = processes
            write_state(self.config.home, self._state(processes))
        if "web" in processes and not self._is_ready and ports.answers(self.config.host, self.config.port):
            self._is_ready = True
            # Not before: both load Django, and the first page is what people wait for.
            self.supervisor.start(Child("worker", self._launcher(self.programs.worker), grace=WORKER_GRACE))
            self._tell_stage(_("Hamsoo is ready: {address}").format(address=self.config.public_url))
            if self.on_ready is not None:
                self.on_ready()

    def _state(self, processes: dict[str, tuple[int, float]]) -> RunState:
        return RunState(
            pid=os.getpid(),
            database_url=self._urls["HAMSOO_DATABASE_URL"],
            valkey_url=self._urls["HAMSOO_VALKEY_URL"],
            address=self.config.public_url,
            children=processes,
        )

    def _tell_stage(self, text: str) -> None:
        self.reporter.say(f"{text}  ({time.monotonic() - self._began_at:.1f} s)")

    def _stop(self) -> None:
        self.supervisor.stop()
        if self._written:
            clear_state(self.config.home)
        self._lock.release()
