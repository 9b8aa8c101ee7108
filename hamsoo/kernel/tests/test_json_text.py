"""JSON as PostgreSQL keeps it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamsoo.kernel.json_text import json_text

TEXTS = st.text(alphabet=st.sampled_from(["\x00", "\\", "u", "0", '"', "ن"]))


@given(TEXTS)
def test_nul_is_left_out_and_nothing_else(text: str) -> None:
    assert json.loads(json_text({text: [text]})) == {text.replace("\x00", ""): [text.replace("\x00", "")]}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800", {"\udfff": 1}])
def test_what_no_database_keeps_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"JSON|surrogates"):
        json_text([value])


def test_what_nests_too_deep_is_refused() -> None:
    deep: Any = []
    for _turn in range(200_000):
        deep = [deep]
    with pytest.raises(ValueError, match="nested too deep"):
        json_text(deep)
