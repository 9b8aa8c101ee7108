"""Showing what was found."""

from collections.abc import Iterable

from django.template import Library
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from hamsoo.finder.documents import Document
from hamsoo.finder.kinds import Kind, described, kind_named
from hamsoo.kernel.text import beginnings, fold

register = Library()


@register.filter
def marked(text: str, spans: Iterable[tuple[int, int]]) -> SafeString:
    """Mark the parts of `text` at `spans` (in order, apart); neighbours with only a space between become one mark."""
    rows, end = [], 0
    for left, right in _joined(text, spans):
        rows.append((text[end:left], text[left:right]))
        end = right
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", rows), text[end:])


@register.filter
def begun(text: object, typed: str) -> SafeString:
    """Mark what words of `text` begin with, of what was typed so far."""
    written = str(text)
    return marked(written, beginnings(written, fold(typed).split()))


@register.filter
def kind(type_name: str) -> Kind:
    """Return the names and icon of a type."""
    return kind_named(type_name)


@register.filter
def description(document: Document) -> str:
    """Return what a document is called in its state."""
    return str(described(document.type, document.facets.get("state", "")))


def _joined(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for left, right in spans:
        if joined and text[joined[-1][1] : left].isspace():
            joined[-1] = (joined[-1][0], right)
        else:
            joined.append((left, right))
    return joined
