"""What a command needs before it may touch the domain: the databases and Django."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django

from hamsoo.site.config import Config
from hamsoo.site.services.session import Addresses, session

SETTINGS = "hamsoo.site.settings"


@contextmanager
def django_ready(config: Config | None = None) -> Iterator[Addresses]:
    """Reach the databases (joining a running `hamsoo up`, or starting them meanwhile) and set Django up."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    with session(config or Config.from_env()) as addresses:
        django.setup()
        yield addresses
