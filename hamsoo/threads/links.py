"""What a text links to, and what the page there says of itself: words only, no pictures."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.conf import settings

from hamsoo.kernel.markdown import undirected
from hamsoo.kernel.outside import Page

LONGEST_TITLE, LONGEST_DESCRIPTION = 200, 400
_LINK = re.compile(r"https?://[^\s<>()\[\]\"'\\]{4,480}", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\ufeff]+")


def first_link(text: str) -> str | None:
    """Return the first address in `text` whose page may be looked at, None when there is none."""
    if not settings.LINK_PREVIEWS:
        return None
    found = (match[0].rstrip(".,;:!?؟،؛»") for match in _LINK.finditer(text))
    return next((url for url in found if may_be_looked_at(url)), None)


def may_be_looked_at(url: str) -> bool:
    """Return whether this installation looks at the host of `url` at all."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return False
    allowed = settings.LINK_PREVIEWS
    return bool(host) and ("*" in allowed or any(host == one or host.endswith(f".{one}") for one in allowed))


class _Head(HTMLParser):
    """Collects the title and what `meta` says; of a broken page, what can be read of it."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.meta, self._in_title = "", {}, False  # type: ignore[var-annotated]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "title":
            self._in_title = not self.title
        elif tag == "meta" and (name := (given.get("property") or given.get("name") or "").lower()):
            self.meta.setdefault(name, given.get("content", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title and len(self.title) < LONGEST_TITLE * 2:
            self.title += data


def words_of(page: Page) -> tuple[str, str]:
    """Return the title and the description that a page gives itself, on one line each."""
    try:
        text = page.content.decode(page.charset, errors="replace")
    except LookupError:
        text = page.content.decode("utf-8", errors="replace")
    head = _Head()
    head.feed(text)
    title = head.meta.get("og:title") or head.title
    description = head.meta.get("og:description") or head.meta.get("description", "")
    return _line(title, LONGEST_TITLE), _line(description, LONGEST_DESCRIPTION)


def _line(text: str, length: int) -> str:
    return " ".join(_CONTROLS.sub(" ", undirected(text)).split())[:length]
