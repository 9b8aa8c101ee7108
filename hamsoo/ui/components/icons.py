"""Icons and the mark of Hamsoo."""

from functools import lru_cache

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hamsoo.ui import assets

register = Library()


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """Draw the Lucide icon `name`. `extra`: `s`, `l` or `xl` for the size, `flip` for those that follow the direction."""
    return _drawn(name, extra, assets.sprite())


@lru_cache(maxsize=1_024)
def _drawn(name: str, extra: str, sprite: str) -> SafeString:
    # A page has a hundred of these, of some dozens that there are.
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#{}"></use></svg>', f"icon {extra}".strip(), sprite, name)


@register.simple_tag
def logo(size: int = 22) -> SafeString:
    """Draw the mark: three ways that become one line."""
    template = (
        '<svg class="plot flip" width="{0}" height="{0}" viewBox="0 0 24 24" fill="none" stroke-width="2.6"'
        ' stroke-linecap="round" aria-hidden="true"><path class="s-ink" d="M2.5 4.5c6 0 5.5 3.5 10 3.5h9"/>'
        '<path class="s-acc" d="M2.5 12h19"/><path class="s-ink" d="M2.5 19.5c6 0 5.5-3.5 10-3.5h9"/></svg>'
    )
    return format_html(template, size)
