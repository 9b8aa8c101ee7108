"""Which way a text runs and which language it is in, from its letters alone."""

import re
from typing import Literal

_LOOKED_AT = 2_000
_RTL_SHARE = 0.4
_RTL_WORD = re.compile(
    r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]*[\u05d0-\u064a\u066e-\u06d3\u06fa-\u08c7\ufb1d-\ufdfb\ufe70-\ufefc]+[\u0590-\u08ff\u200c\ufb1d-\ufdff\ufe70-\ufefc]*"
)
_OTHER_WORD = re.compile(r"[^\W\d_\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+")


def base_direction(text: str) -> Literal["rtl", "ltr"]:
    """Return the direction a text should be set in.

    By words, not by the first letter: a Persian sentence that begins with "API" still runs from the right. A text without letters is
    set like Persian.
    """
    start = text[:_LOOKED_AT]
    rtl, other = len(_RTL_WORD.findall(start)), len(_OTHER_WORD.findall(start))
    return "rtl" if rtl >= _RTL_SHARE * (rtl + other) else "ltr"


def detect_language(text: str) -> Literal["fa", "en"]:
    """Return the language whose reader the text is for; without letters, Persian."""
    return "fa" if base_direction(text) == "rtl" else "en"
