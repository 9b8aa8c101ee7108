"""What a command needs before it may touch the domain: the databases and Django."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.core.management import call_command

from hamsoo.site.config import Config
from hamsoo.site.services import migrations
from hamsoo.site.services.session import Addresses, session

SETTINGS = "hamsoo.site.settings"


@contextmanager
def django_ready(config: Config | None = None, *, migrated: bool = False) -> Iterator[Addresses]:
    """Reach the databases (joining a running `hamsoo up`, or starting them meanwhile) and set Django up.

    `migrated` brings the database to the state of the code first, so that a command may be the very first one in a new home.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    config = config or Config.from_env()
    with session(config) as addresses:
        django.setup()
        if migrated and not migrations.is_current(config.home, addresses.database_url):
            call_command("migrate", interactive=False, verbosity=0)
            migrations.note_current(config.home, addresses.database_url)
        yield addresses
