"""Small parts of pages: tags, filters, switches, evidence, empty states, skeletons, more."""

from collections.abc import Sequence
from typing import Any

from django.template import Library
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django_stubs_ext import StrPromise

from hamsoo.ui.components.icons import icon as draw

register = Library()

Text = str | StrPromise
Option = tuple[Text, str, bool]  # label, address, current


@register.simple_tag
def tag(words: Text, tone: str = "", *, icon: str = "") -> SafeString:
    """Show a one-word state beside a title. `tone`: ok, warn, danger, info or acc. The icon is named: the sprite is made of such names."""
    return format_html('<span class="{}">{}{}</span>', f"tag {tone}".strip(), draw(icon, "s") if icon else "", words)


@register.simple_tag
def filter_link(words: Text, url: str, on: bool = False) -> SafeString:
    """Show a filter of a list as a link that turns it on or off."""
    sign = draw("check", "s") if on else ""
    pressed = mark_safe(' aria-current="true"') if on else ""
    return format_html('<a href="{}" class="filter"{}>{}{}</a>', url, pressed, sign, words)


@register.simple_tag
def segment(options: Sequence[Option], label: Text) -> SafeString:
    """Switch the view of the same data."""
    return format_html('<nav class="seg" aria-label="{}">{}</nav>', label, _options(options))


@register.simple_tag
def tabs(options: Sequence[Option], label: Text) -> SafeString:
    """Switch the content."""
    return format_html('<nav class="tabs-line" aria-label="{}">{}</nav>', label, _options(options))


def _options(options: Sequence[Option]) -> SafeString:
    current = mark_safe(' aria-current="page"')
    rows = ((url, current if chosen else "", words) for words, url, chosen in options)
    return format_html_join("", '<a href="{}"{}>{}</a>', rows)


@register.simple_block_tag
def evidence(content: SafeString, icon: str, meta: Text = "") -> SafeString:
    """Say *why* this person or answer, in a list: icon, quote with the hit marked, source and date."""
    source = format_html(' <span class="meta whitespace-nowrap">— {}</span>', meta) if meta else ""
    return format_html('<li class="evi">{}<span>{}{}</span></li>', draw(icon), content, source)


@register.inclusion_tag("ui/_empty.html")
def empty_state(title: Text, text: Text = "", url: str = "", action: Text = "") -> dict[str, Any]:
    """Say what is missing, what happens if you act, and offer the one action."""
    return {"title": title, "text": text, "url": url, "action": action}


@register.simple_tag
def skeleton(rows: int = 3) -> SafeString:
    """Hold the place of a fragment that is on its way."""
    row = '<div class="grid gap-2 py-3"><div class="{} h-3.5 w-4/5"></div><div class="{} h-2.5 w-2/5"></div></div>'
    shapes = format_html_join("", row, (("skeleton", "skeleton"),) * rows)
    return format_html('<div aria-busy="true"><span class="sr-only">{}</span>{}</div>', gettext("Loading"), shapes)


@register.inclusion_tag("ui/_more.html")
def more(url: str, label: Text = "") -> dict[str, Any]:
    """Offer the next part of a list. The answer to `url` is rows and, if there are still more, another `more`.

    Stands as the last child of the list; it is replaced by what it fetched.
    """
    return {"url": url, "label": label or gettext("Show more")}


@register.inclusion_tag("ui/_composer.html")
def composer(field: Any, submit: Text, placeholder: Text = "", note: bool = False, tools: str = "", rows: int = 2) -> dict[str, Any]:
    """Write a text: the one place for all writing, inside a `<form>`.

    `field` is a bound field for Markdown text; `note` marks an internal note; `tools` is HTML for the start of its bar.
    """
    return {"field": field, "submit": submit, "placeholder": placeholder, "note": note, "tools": tools, "rows": rows}
