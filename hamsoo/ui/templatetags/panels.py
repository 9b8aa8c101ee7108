"""Slots of a page that fragments of other apps fill."""

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string

register = template.Library()


@register.inclusion_tag("ui/_panels.html")
def panels(slot: str, *arguments: object) -> dict[str, object]:
    """Show the panels listed for `slot`, each fetched by its URL called with `arguments`."""
    names: list[str] = import_string(settings.PANELS).get(slot, [])
    return {"panels": [{"id": f"panel-{name.replace(':', '-')}", "url": reverse(name, args=arguments)} for name in names]}
