"""Where a list goes on: instant and id of the last row that was shown, as they stand in an address (`2026-11-21T08:30:00+00:00_7`)."""

from datetime import UTC, datetime

_BIGGEST = 2**63 - 1


def read_cursor(text: str) -> tuple[datetime, int]:
    """Return the instant (aware, UTC) and the id that `text` holds.

    Raises:
        ValueError: it holds no such thing, or an instant or an id that the database does not know.
    """
    at, _mark, number = text.rpartition("_")
    moment, row_id = datetime.fromisoformat(at), int(number)
    if moment.tzinfo is None or not 0 <= row_id <= _BIGGEST:
        raise ValueError(text)
    try:
        # PostgreSQL takes fewer zones than Python, so none is handed to it.
        return moment.astimezone(UTC), row_id
    except OverflowError as error:
        raise ValueError(text) from error
