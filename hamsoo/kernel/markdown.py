"""Markdown that people wrote: how it is read, and what it says without its marks.

CommonMark with tables and struck-out words, without HTML and pictures. `@[Sara Mohammadi](person:12)` names a colleague,
`@[Sepehr](source_record:7)` or `#[Insurance](skill:3)` another thing: by its type and id, as facts do.
"""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

DEEPEST = 20
MENTION = re.compile(r"@\[([^\[\]\n]{1,120})\]\(person:(\d{1,18})\)")
NAMED = re.compile(r"([@#])\[([^\[\]\n]{1,120})\]\(([a-z_]{1,30}):(\d{1,18})\)")
"""Anything that is named, colleagues too: the sign before it, its words, its type, its id."""

# Bidirectional overrides and isolates without an end turn the text after them round: names and links could lie.
_DIRECTION_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# More marks on one letter than any script writes make a tower that covers the lines above and below.
MOST_MARKS = 4
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
)
_TOWERS = re.compile(f"([{_MARKS}]{{{MOST_MARKS}}})[{_MARKS}]+")
_WORDS = {"text", "code_inline", "mention"}
_BLOCKS = {"code_block", "fence"}
_BREAKS = {"softbreak", "hardbreak"}
# Read of a text that is cut: marks take room too, and a link may take much.
_READ = 8


def parser() -> MarkdownIt:
    """Return a new parser of what people write; what is named becomes a token `mention` with `content` and `meta` (type, id)."""
    made = MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True, "maxNesting": DEEPEST})
    made.enable(["table", "strikethrough"]).disable(["image", "html_block", "html_inline"])
    made.inline.ruler.before("link", "mention", _mention)
    return made


def undirected(text: str) -> str:
    """Return `text` without the signs that turn round what follows them, and without towers of marks on a letter."""
    return _TOWERS.sub(r"\1", _DIRECTION_CONTROLS.sub("", text))


def plain(text: str, *, length: int = 80) -> str:
    """Return the words of `text` on one line, names in place of mentions; what is longer than `length` is cut at a word's end."""
    read = undirected(text[: length * _READ])
    line = " ".join("".join(_pieces(_PARSER.parse(read))).split())
    if len(line) <= length and len(text) <= length * _READ:
        return line
    whole, space, _part = line[: length + 1].rpartition(" ")
    return (whole if space else line[:length]).rstrip("،,.؛: ") + "…"


def readable(text: str) -> str:
    """Return `text` with the words of what it names beside colleagues, as they would be written without a link."""
    return NAMED.sub(lambda match: match[0] if match[3] == "person" else _words_of(match), text)


def named(*, sign: str, words: str, type: str, id: int) -> str:
    """Return what names a thing in a text."""
    return f"{sign}[{' '.join(re.sub(r'[][]', ' ', words).split())[:120]}]({type}:{id})"


def _words_of(match: re.Match[str]) -> str:
    return match[2] if match[3] == "person" else f"{match[1]}{match[2]}"


def _pieces(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield from _pieces(token.children or ())
            yield " "
        elif token.type in _WORDS:
            yield token.content
        elif token.type in _BLOCKS:
            yield f"{token.content} "
        elif token.type in _BREAKS:
            yield " "


def _mention(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "@#":
        return False
    match = NAMED.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("mention", "a", 0)
        token.content, token.meta = _words_of(match), {"type": match[3], "id": int(match[4])}
    state.pos = match.end()
    return True


_PARSER = parser()
