"""The web server process: granian in front of Django's ASGI application. Run as `python -m hamsoo.site.services.web`."""

import os
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


def load(parent: int, target: str) -> Any:
    """Return the application inside a worker process, which from now on ends with `parent`, which started it."""
    end_with_parent(parent)
    module, name = target.split(":")
    return getattr(import_module(module), name)


def serve(config: Config) -> None:
    """Serve until a signal comes."""
    _share_metrics(config.home / "metrics")
    server = Granian(
        APPLICATION,
        address=config.host,
        port=config.port,
        interface=Interfaces.ASGI,
        workers=config.web_workers,
        websockets=False,
        workers_kill_timeout=STREAM_SECONDS,
        respawn_failed_workers=True,
        process_name="hamsoo web",
    )
    server.serve(target_loader=partial(load, os.getpid()))


def _share_metrics(folder: Path) -> None:
    """Have the figures of all workers meet in `folder`; those of the run before are over."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


if __name__ == "__main__":
    serve(Config.from_env())
