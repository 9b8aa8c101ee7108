"""Fragments of higher apps in the slots of a lower app's page."""

from functools import cache
from urllib.parse import urlencode

from django.conf import settings
from django.template import Library
from django.utils.html import format_html, format_html_join
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString

from hamsoo.kernel.addresses import address
from hamsoo.ui.components.blocks import skeleton

register = Library()


@cache
def slots() -> dict[str, list[str]]:
    """Return the list that `settings.UI_PANELS` names: URL names by slot."""
    found: dict[str, list[str]] = import_string(settings.UI_PANELS)
    return found


@register.simple_tag
def panels(slot: str, *arguments: int | str) -> SafeString:
    """Leave room for every panel of `slot`; the browser fetches them by their URL names, called with `arguments`, in one request."""
    addresses = [address(name, *arguments) for name in slots().get(slot, [])]
    if not addresses:
        return SafeString("")
    url = addresses[0]
    if len(addresses) > 1:
        query = f"?{urlencode([('a', argument) for argument in arguments])}" if arguments else ""
        url = address("ui:panels", slot) + query
    room = format_html_join("", "{}", ((skeleton(2),) for _panel in addresses))
    return format_html('<div class="contents" hx-get="{}" hx-trigger="load" hx-swap="outerHTML">{}</div>', url, room)
