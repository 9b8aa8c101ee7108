"""How clocks are said: words, an icon and a line for each state."""

from datetime import UTC, datetime

import pytest

from hamsoo.cases.clocks import TargetClock
from hamsoo.cases.templatetags.case_clocks import left_clock, used_clock

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "used", "left", "used_of"),
    [
        ("running", 540, "۲۱ دقیقه مانده", "۹ دقیقه از ۳۰ دقیقه"),
        ("warned", 1500, "۵ دقیقه مانده", "۲۵ دقیقه از ۳۰ دقیقه"),
        ("paused", 540, "۲۱ دقیقه مانده، ایستاده", "۹ دقیقه از ۳۰ دقیقه"),
        ("met", 540, "سرِ وقت", "۹ دقیقه از ۳۰ دقیقه"),
        ("missed", 2520, "۱۲ دقیقه دیرتر", "۴۲ دقیقه از ۳۰ دقیقه"),
    ],
)
def test_each_state_has_its_words(state: str, used: int, left: str, used_of: str) -> None:
    target = TargetClock("first", "organisation", None, 1, 1, AT, None, 1800, used, used, None, state)  # type: ignore[arg-type]
    assert left in str(left_clock(target))
    assert used_of in str(used_clock(target))
    assert left_clock(None) == ""
