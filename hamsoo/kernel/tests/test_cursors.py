"""What strangers write into addresses never reaches the database as it is."""

from datetime import UTC, datetime

import pytest

from hamsoo.kernel.cursors import read_cursor


@pytest.mark.parametrize("text", ["2026-11-21T12:00:00+03:30_7", "2026-11-21T08:30:00+00:00_7", "2026-11-21T08:30:00Z_7"])
def test_a_cursor_is_read_in_utc(text: str) -> None:
    assert read_cursor(text) == (datetime(2026, 11, 21, 8, 30, tzinfo=UTC), 7)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "_",
            "7",
            "2026-11-21T08:30:00+00:00",
            "2026-11-21T08:30:00_7",
            "2026-11-21T08:30:00+00:00_-1",
            "2026-11-21T08:30:00+00:00_x",
        ),
        *(f"2026-11-21T08:30:00+00:00_{2**63}", f"2026-11-21T08:30:00+00:00_{'9' * 5000}", "2026-11-21T08:30:00+00:00_\x00"),
        *("0001-01-01T00:00:00+23:59_1", "9999-12-31T23:59:59-23:59_1"),
    ],
)
def test_nonsense_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_cursor(text)
