"""JSON as PostgreSQL keeps it: without NUL, without halves of letters, with numbers that there are."""

import json
import re
from typing import Any

# Only where no backslash stands before that is itself written with one: the six signs of a text that speaks of \u0000 are no NUL.
_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")


def json_text(value: Any) -> str:
    """Return a value as JSON, the same for the same value, NUL left out.

    Raises `ValueError` for what no database keeps (NaN, infinite numbers, half a surrogate pair) and for what nests too deep.
    """
    try:
        text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except RecursionError:
        raise ValueError("nested too deep") from None
    text.encode()
    return _NUL.sub(r"\1", text)
