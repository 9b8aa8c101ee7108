"""Work that is done by one process at a time, however long it takes."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from hamsoo.kernel.errors import DomainError

# The server notices within moments that the connection of a killed process is gone; work that is kept alone takes longer than this.
_PATIENCE_SECONDS = 3.0
_POLL_SECONDS = 0.05


@contextmanager
def alone(number: int, part: int = 0, *, refusal: type[DomainError]) -> Iterator[None]:
    """Keep others out of `part` of the work called `number`; raise `refusal` when somebody is at it.

    The lock is an advisory one of the database (`number` only has to differ from others of ours) and belongs to the connection, so it ends
    with the process.
    """
    deadline = time.monotonic() + _PATIENCE_SECONDS
    with connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT pg_try_advisory_lock(%s::int, %s::int)", [number, part])
            if cursor.fetchone()[0]:
                break
            if time.monotonic() > deadline:
                raise refusal
            time.sleep(_POLL_SECONDS)
    try:
        yield
    finally:
        # A connection that was lost has lost its lock too.
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s::int, %s::int)", [number, part])
