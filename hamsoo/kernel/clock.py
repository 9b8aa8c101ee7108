"""The one place that asks what time it is.

Domain functions take `at`; only the edges (views, commands, the worker) call `now`.
"""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return datetime.now(UTC)
