"""Text that people wrote."""

from typing import Any

from django.template import Library
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from hamsoo.kernel.markdown import plain as words_of
from hamsoo.ui.markdown import render

register = Library()


@register.filter
def markdown(text: str) -> SafeString:
    """Render Markdown that somebody wrote as safe HTML, each paragraph in its own direction."""
    return render(text)


@register.simple_tag
def written(text: str, names: Any = None) -> SafeString:
    """Render Markdown as `markdown` does; `names.leads_to(type, id)` tells where the things lead that it names, for the reader."""
    return render(text, names.leads_to if names else None)


@register.filter
def plain(text: str, length: int = 200) -> str:
    """Return the words of a Markdown text without its marks, cut at a word's end after `length` characters."""
    return words_of(text, length=length)


@register.filter
def paragraphs(text: str) -> SafeString:
    """Render plain text as paragraphs, each in its own direction."""
    blocks = (block.strip() for block in text.replace("\r\n", "\n").split("\n\n"))
    return format_html_join("\n", '<p dir="auto" class="whitespace-pre-line">{}</p>', ((block,) for block in blocks if block))
