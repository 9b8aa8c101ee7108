"""People, organisations and departments."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.template import Library
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from hamsoo.kernel import clock
from hamsoo.ui.faces import COLOURS, PRESENCE, Face, initials, monogram

register = Library()

_PIXELS = {"xs": 20, "s": 24, "": 32, "l": 40, "xl": 88}


@register.simple_tag
def avatar(face: Face, size: str = "", presence: bool = True) -> SafeString:
    """Show a person's photo or initials. `size`: xs 20, s 24, default 32, l 40, xl 88 pixels."""
    pixels = _PIXELS.get(size, 32)
    url, state = photo_url(face, pixels), _presence(face) if presence else None
    return _drawn(size, pixels, url, "" if url else initials(str(face)), state if state in PRESENCE else "", get_language())


@register.simple_tag
def present(face: Any, size: str = "") -> SafeString:
    """Show a person's picture with a presence that changes while the page is open; for the few whom a page is about."""
    return format_html('<span class="contents" data-presence="{0}" data-topic="presence:{0}">{1}</span>', face.pk, avatar(face, size))


@lru_cache(maxsize=8_192)
def _drawn(size: str, pixels: int, url: str, letters: str, state: str, _language: str | None) -> SafeString:
    # Lists show the same faces all day.
    if url:
        inside = format_html('<img src="{}" alt="" width="{}" height="{}" loading="lazy" decoding="async">', url, pixels, pixels)
    else:
        inside = format_html('<span class="ini" aria-hidden="true">{}</span>', letters)
    sign = format_html('<i class="pr {}" title="{}"></i>', state, PRESENCE[state]) if state else ""
    return format_html('<span class="{}">{}{}</span>', f"av {size}".strip(), inside, sign)


@register.filter
def photo_url(face: Face, pixels: int) -> str:
    """Return the address of a person's photo for so many pixels a side; nothing where there is none."""
    address: Callable[[int], str] | None = getattr(face, "photo_url", None)
    return address(pixels) if address else ""


def _presence(face: Face) -> str | None:
    """Return the state to show: what holds at this moment, where the face knows, else the one it has."""
    at_moment: Callable[[datetime], str] | None = getattr(face, "presence_at", None)
    state: str | None = getattr(face, "presence", None)
    return at_moment(clock.now()) if at_moment else state


@register.simple_tag
def person(face: Face, size: str = "s") -> SafeString:
    """Show a colleague: picture and name, a link to the profile."""
    return format_html('<a href="{}" class="pchip">{}<bdi class="nm">{}</bdi></a>', face.get_absolute_url(), avatar(face, size), face)


@register.simple_tag
def person_name(face: Face) -> SafeString:
    """Show a colleague's name alone, a link to the profile."""
    return format_html('<a href="{}" class="pchip"><bdi class="nm">{}</bdi></a>', face.get_absolute_url(), face)


@register.simple_tag
def mention(face: Face) -> SafeString:
    """Show a colleague who was named in a text."""
    return format_html('<a href="{}" class="mention"><bdi>@{}</bdi></a>', face.get_absolute_url(), face)


@register.simple_tag
def avatars(faces: list[Face], limit: int = 5) -> SafeString:
    """Show several people as overlapping pictures; the words beside them must say how many there are."""
    shown = format_html_join("", "{}", ((avatar(face, "s", presence=False),) for face in faces[:limit]))
    return format_html('<span class="avs">{}</span>', shown)


@register.simple_tag
def organisation(face: Face, url: str = "") -> SafeString:
    """Show a customer or partner, leading to `url` or their page: a square with the letter of its name. Shape tells it from a person."""
    return format_html(
        '<a href="{}" class="cchip"><span class="cm" aria-hidden="true">{}</span><bdi class="nm">{}</bdi></a>',
        url or face.get_absolute_url(),
        monogram(str(face)),
        face,
    )


@register.simple_tag
def department(unit: object) -> SafeString:
    """Show who speaks: a short bar in the colour of the department (its attribute `colour`), and the word."""
    return format_html('<span class="{}">{}</span>', f"dept {colour_class(unit)}".strip(), unit)


@register.filter
def colour_class(unit: object) -> str:
    """Return the class that sets a department's colour for bars and knots; empty for one without a colour."""
    colour = getattr(unit, "colour", unit)
    return f"d-{colour}" if colour in COLOURS else ""
