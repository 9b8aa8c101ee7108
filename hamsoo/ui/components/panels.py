"""Fragments of higher apps in the slots of a lower app's page."""

from functools import cache

from django.conf import settings
from django.template import Library
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString

from hamsoo.ui.components.blocks import skeleton

register = Library()


@cache
def _slots() -> dict[str, list[str]]:
    """Return the list that `settings.UI_PANELS` names: URL names by slot."""
    slots: dict[str, list[str]] = import_string(settings.UI_PANELS)
    return slots


@register.simple_tag
def panels(slot: str, *arguments: object) -> SafeString:
    """Leave room for every panel of `slot`; the browser fetches each by its URL name, called with `arguments`."""
    rows = ((reverse(name, args=arguments), skeleton(2)) for name in _slots().get(slot, []))
    return format_html_join("\n", '<div hx-get="{}" hx-trigger="load" hx-swap="outerHTML">{}</div>', rows)
