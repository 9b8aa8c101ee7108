"""The parts of the shell that are the same for all who may open the same pages."""

from functools import lru_cache

from django.template import Library
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from hamsoo.ui import assets
from hamsoo.ui.navigation import Link

register = Library()


@register.simple_tag
def ways(template: str, areas: tuple[Link, ...]) -> SafeString:
    """Draw the ways to the pages of `areas` by one of the shell's templates, which knows nothing but `areas`."""
    return _drawn(template, tuple(areas), get_language(), assets.sprite())


@lru_cache(maxsize=1_024)
def _drawn(template: str, areas: tuple[Link, ...], _language: str | None, _sprite: str) -> SafeString:
    # Each page has some eighty links of the shell, and they differ only by language, by rights and by the page that is open.
    return render_to_string(template, {"areas": areas})
