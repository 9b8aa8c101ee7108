"""The HTML of a mail, made harmless: to be shown in a frame that runs nothing and fetches nothing."""

import base64
import re
from collections.abc import Mapping
from copy import deepcopy

import nh3

from hamsoo.kernel.mail.reading import File, Mail

POLICY = "sandbox; default-src 'none'; img-src data:; frame-ancestors 'self'"
_LARGEST_PICTURE = 5 * 1024**2
_LARGEST_TOGETHER = 20 * 1024**2
"""Bytes of all pictures of a page: a text may name one of them as often as it likes."""
_DEEPEST = 500
_NESTS = re.compile(
    r"<(/?)(?:ul|ol|dl|div|blockquote|section|article|center|details|figure|main|menu|nav|aside|pre|address)\b", re.IGNORECASE
)
_TAGS = nh3.ALLOWED_TAGS - {"img"} | {"img", "center", "font"}
_ATTRIBUTES = {
    **{tag: set(names) for tag, names in deepcopy(nh3.ALLOWED_ATTRIBUTES).items()},
    "img": {"src", "alt", "width", "height"},
    "a": set(),
    "*": {"dir", "lang", "align"},
}
_PICTURES = frozenset(("image/png", "image/jpeg", "image/gif", "image/webp"))


def harmless(mail: Mail) -> str:
    """Return the HTML of a mail as a page: no scripts, styles, forms, links; of pictures only those that came with it."""
    pictures = {file.content_id: file for file in mail.files if file.content_id and file.kind in _PICTURES}
    left = _LARGEST_TOGETHER

    def attribute(tag: str, name: str, value: str) -> str | None:
        nonlocal left
        if (tag, name) != ("img", "src"):
            return value
        found = _picture(value, pictures)
        if found is None or len(found.content) > left:
            return None
        left -= len(found.content)
        return f"data:{found.kind};base64,{base64.b64encode(found.content).decode()}"

    body = nh3.clean(
        "" if _is_too_deep(mail.html) else mail.html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        url_schemes={"cid", "data"},
        link_rel=None,
        clean_content_tags={"script", "style", "title", "head", "svg", "math", "template", "noscript", "iframe", "object"},
    )
    return f'<!doctype html><html dir="auto"><head><meta charset="utf-8"><title>-</title></head><body dir="auto">{body}</body></html>'


def _picture(source: str, pictures: Mapping[str, File]) -> File | None:
    """Return a picture that came with the mail; none of any other place."""
    kind, _colon, name = source.strip().partition(":")
    found = pictures.get(name) if kind.lower() == "cid" else None
    return found if found is not None and len(found.content) <= _LARGEST_PICTURE else None


def _is_too_deep(markup: str) -> bool:
    """Return whether parts stand within parts so deep that nobody wrote it: reading it takes time that grows with the square of that."""
    depth = 0
    for found in _NESTS.finditer(markup):
        depth = max(0, depth + (-1 if found[1] else 1))
        if depth > _DEEPEST:
            return True
    return False
