"""Markdown that people wrote, as safe HTML.

Two fences: markdown-it does not let HTML through, and nh3 keeps only what is on the list below. No pictures (a remote picture tells
its owner who reads), links only to http, https, mailto and this site. Each paragraph, heading and cell runs in its own direction, by
its words (`dir="auto"` would set a Persian sentence that begins with "API" from the left); lists and quotes in that of all they
hold, so that marks and lines stand on one side. `@[Name](person:12)` becomes a link to that person; what else is named becomes one where
whoever shows the text says where it leads for this reader, and stays plain words elsewhere.
"""

from collections.abc import Callable
from html import escape
from typing import Any

import nh3
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from hamsoo.kernel.markdown import MENTION, NAMED, parser, undirected
from hamsoo.kernel.text import base_direction

LeadsTo = Callable[[str, int], str]

LONGEST = 50_000
PERSON_ROUTE = "people:profile"

_TAGS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "br"),
    *("table", "thead", "tbody", "tr", "th", "td", "a", "bdi", "code", "em", "s", "strong"),
}
_DIRECTED = {
    *("paragraph_open", "heading_open", "th_open", "td_open"),
    *("blockquote_open", "bullet_list_open", "ordered_list_open", "table_open"),
}
_DIRECTION_SAMPLE = 2_000
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes={
        "*": set(),
        "a": {"href"},
        **{name: {"dir"} for name in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "blockquote", "table", "th", "td")},
        "ol": {"dir", "start"},
    },
    allowed_classes={"a": {"mention"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="nofollow noopener noreferrer ugc",
    strip_comments=True,
)


def render(text: str, leads_to: LeadsTo | None = None) -> SafeString:
    """Return `text` as HTML in a `div.prose`. Text longer than `LONGEST` characters is cut there.

    `leads_to` tells where a thing (its type and id) leads for the reader; "" where they do not see it.
    """
    html = _PARSER.render(undirected(text[:LONGEST]), {"leads_to": leads_to or _nowhere})
    return SafeString(f'<div class="prose" hx-ignore>{_CLEANER.clean(html)}</div>')


def mentioned(text: str) -> list[int]:
    """Return the ids of the people whom `text` names, in order and once each."""
    return list(dict.fromkeys(int(match[2]) for match in MENTION.finditer(text[:LONGEST])))


def _nowhere(_type: str, _id: int) -> str:
    return ""


def _render_mention(_renderer: RendererHTML, tokens: list[Token], index: int, _options: Any, env: Any) -> str:
    token = tokens[index]
    words, type_, object_id = escape(token.content), token.meta["type"], token.meta["id"]
    if type_ != "person":
        url = env["leads_to"](type_, object_id)
        # Without a link it reads, letter for letter, as if somebody had written the words alone.
        return f'<a class="mention" href="{escape(url)}"><bdi>{words}</bdi></a>' if url else words
    try:
        return f'<a class="mention" href="{reverse(PERSON_ROUTE, args=[object_id])}"><bdi>@{words}</bdi></a>'
    except NoReverseMatch:
        return f"<bdi>@{words}</bdi>"


def _set_directions(state: StateCore) -> None:
    for index, token in enumerate(state.tokens):
        if token.type in _DIRECTED and (words := _words(state.tokens, index)):
            token.attrSet("dir", base_direction(words))


def _words(tokens: list[Token], start: int) -> str:
    """Return the beginning of the text inside the block that opens at `start`; nothing when it has no letters."""
    parts: list[str] = []
    length = 0
    for index in range(start + 1, len(tokens)):
        token = tokens[index]
        if token.level <= tokens[start].level or length > _DIRECTION_SAMPLE:
            break
        if token.type == "inline":
            parts.append(NAMED.sub(r"\2", token.content))
            length += len(token.content)
    words = " ".join(parts)
    return words if any(map(str.isalpha, words)) else ""


def _parser() -> MarkdownIt:
    made = parser()
    made.add_render_rule("mention", _render_mention)
    made.core.ruler.after("inline", "direction", _set_directions)
    return made


_PARSER = _parser()
