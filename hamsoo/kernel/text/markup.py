"""Markdown read as words: for the few lines of a text that a list shows."""

import re

_FENCE = re.compile(r"^[ \t]*(?:```|~~~)[^\n]*$", re.MULTILINE)
# A heading's hashes, a quotation's arrows, a list's bullet or number; a rule or a table's line of dashes.
_START = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|(?:>[ \t]?)+|[-*+][ \t]+|\d{1,9}[.)][ \t]+)+", re.MULTILINE)
_RULE = re.compile(r"^[-*_=|: \t]{3,}$", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,200}\")?\)")
# Marks that open before a sign or close after one; a lone star or underscore (2 * 3, snake_case) stays.
_EMPHASIS = re.compile(r"(?<![\w*~])(?:\*{1,3}|_{1,3}|~~)(?=\S)|(?<=\S)(?:\*{1,3}|_{1,3}|~~)(?![\w*~])")
_CODE = re.compile(r"`+")


def unmarked(text: str) -> str:
    """Return the words of a Markdown text without its marks, line by line; what only looks like a mark may go with them."""
    text = _RULE.sub("", _FENCE.sub("", text))
    return _CODE.sub("", _EMPHASIS.sub("", _LINK.sub(r"\1", _START.sub("", text))))
