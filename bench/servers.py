"""An empty installation to measure on: PostgreSQL and Valkey of its own in a temporary folder, migrated, Django set up."""

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from hamsoo.site.services.postgres import PostgresServer
from hamsoo.site.services.valkey import ValkeyServer


@contextmanager
def installation(kept: Path | None = None) -> Iterator[Path]:
    """Start both servers, with the settings of a running house, and give the folder; what is imported from hamsoo comes after it.

    `kept` is a folder that stays, so that the next measurement finds what this one wrote.
    """
    with ExitStack() as stack:
        home = kept or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hamsoo-bench-")))
        postgres, valkey = PostgresServer(home / "pg"), ValkeyServer(home / "vk")
        for server in (postgres, valkey):
            server.start()
            stack.callback(server.stop)
        os.environ.update(
            HAMSOO_DATABASE_URL=postgres.url,
            HAMSOO_VALKEY_URL=valkey.url,
            HAMSOO_HOME=str(home),
            HAMSOO_SECRET_KEY="only-for-measuring",
            DJANGO_SETTINGS_MODULE="hamsoo.site.settings",
        )
        import django
        from django.core.management import call_command
        from django.db import connection

        django.setup()
        # A line a request is written for people, who do not read these.
        logging.disable(logging.WARNING)
        call_command("migrate", verbosity=0)
        stack.callback(connection.close)
        yield home
