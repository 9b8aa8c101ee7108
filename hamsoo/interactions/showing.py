"""The HTML of a mail, made harmless: to be shown in a frame that runs nothing and fetches nothing."""

import base64
from collections.abc import Mapping
from copy import deepcopy

import nh3

from hamsoo.kernel.mail.reading import File, Mail

POLICY = "sandbox; default-src 'none'; img-src data:; frame-ancestors 'self'"
_LARGEST_PICTURE = 5 * 1024**2
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

    def attribute(tag: str, name: str, value: str) -> str | None:
        if (tag, name) == ("img", "src"):
            return _picture(value, pictures)
        return value

    body = nh3.clean(
        mail.html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        url_schemes={"cid", "data"},
        link_rel=None,
        clean_content_tags={"script", "style", "title", "head", "svg", "math", "template", "noscript", "iframe", "object"},
    )
    return f'<!doctype html><html dir="auto"><head><meta charset="utf-8"><title>-</title></head><body dir="auto">{body}</body></html>'


def _picture(source: str, pictures: Mapping[str, File]) -> str | None:
    """Return a picture that came with the mail as its own address; none of any other place."""
    kind, _colon, name = source.strip().partition(":")
    found = pictures.get(name) if kind.lower() == "cid" else None
    if found is None or len(found.content) > _LARGEST_PICTURE:
        return None
    return f"data:{found.kind};base64,{base64.b64encode(found.content).decode()}"
