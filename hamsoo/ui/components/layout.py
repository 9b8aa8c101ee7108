"""What the base template needs: the built files."""

from django.template import Library

from hamsoo.ui import assets

register = Library()


@register.simple_tag
def stylesheet_url() -> str:
    """Return the address of the style sheet."""
    return assets.style()


@register.simple_tag
def script_url() -> str:
    """Return the address of the script."""
    return assets.script()


@register.simple_tag
def font_urls(language: str) -> list[str]:
    """Return the fonts that the first paint in `language` needs."""
    return assets.fonts(language)
