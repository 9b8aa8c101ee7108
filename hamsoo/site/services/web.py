"""The web server process: granian in front of Django's ASGI application. Run as `python -m hamsoo.site.services.web`."""

import os
import resource
import shutil
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import Interfaces

from hamsoo.site.config import Config
from hamsoo.site.services.children import end_with_parent

APPLICATION = "hamsoo.site.asgi:application"
# Streams stay open for hours: a worker that is asked to stop does not wait for them longer than this.
STREAM_SECONDS = 5
STREAMS = 20_000
"""Browsers that one worker may have open at a time. The server's own limit would be 1,024 divided by its workers: each page that is open
holds a stream, so from the thousandth colleague on nobody would get an answer any more."""
FILES = 65_536


def load(parent: int, target: str) -> Any:
    """Return the application inside a worker process, which from now on ends with `parent`, which started it."""
    end_with_parent(parent)
    module, name = target.split(":")
    return getattr(import_module(module), name)


def serve(config: Config) -> None:
    """Serve until a signal comes."""
    _share_metrics(config.home / "metrics")
    _allow_many_files()
    server = Granian(
        APPLICATION,
        address=config.host,
        port=config.port,
        interface=Interfaces.ASGI,
        workers=config.web_workers,
        backpressure=STREAMS,
        websockets=False,
        workers_kill_timeout=STREAM_SECONDS,
        respawn_failed_workers=True,
        process_name="hamsoo web",
    )
    server.serve(target_loader=partial(load, os.getpid()))


def _allow_many_files() -> None:
    """Let this process and its workers hold as many connections as the machine allows: many systems begin with 1,024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(hard, FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _share_metrics(folder: Path) -> None:
    """Have the figures of all workers meet in `folder`; those of the run before are over."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


if __name__ == "__main__":
    serve(Config.from_env())
