"""The areas of the shell.

`site` lists them; this module says what an entry is and drops what an installation does not have.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import NoReverseMatch
from django_stubs_ext import StrPromise

from hamsoo.kernel.addresses import address


@dataclass(frozen=True)
class Page:
    """One entry of an area. `route` is a name of the URLconf; `key` is the shortcut letter, if it has one."""

    route: str
    label: str | StrPromise
    key: str = ""


@dataclass(frozen=True)
class Area:
    """One of the five areas. `prefixes` are the path beginnings that belong to it besides those of its pages."""

    name: str
    label: str | StrPromise
    icon: str
    pages: Sequence[Page]
    prefixes: Sequence[str] = field(default=())


@dataclass(frozen=True)
class Link:
    """An entry as the shell shows it."""

    url: str
    label: str
    current: bool
    key: str = ""
    icon: str = ""
    pages: tuple["Link", ...] = ()

    @property
    def is_page(self) -> bool:
        """Say whether this link itself, not one below it, is the current page."""
        return self.current and not any(page.current for page in self.pages)


def links(areas: Sequence[Area], request: HttpRequest) -> tuple[Link, ...]:
    """Return the areas that exist here: those with at least one page in the URLconf."""
    return tuple(link for area in areas if (link := _area_link(area, request.path)) is not None)


def _area_link(area: Area, path: str) -> Link | None:
    found = list(_existing(area.pages))
    if not found:
        return None
    best = max((url for url, _ in found if path.startswith(url)), key=len, default=None)
    pages = tuple(Link(url, str(page.label), url == best, page.key) for url, page in found)
    current = (best is not None and (best != "/" or path == "/")) or any(path.startswith(start) for start in area.prefixes)
    # The first page is what the area itself opens; one page alone needs no list below it.
    below = pages if len(pages) > 1 else ()
    return Link(found[0][0], str(area.label), current, icon=area.icon, pages=below)


def _existing(pages: Sequence[Page]) -> Iterator[tuple[str, Page]]:
    for page in pages:
        try:
            yield address(page.route), page
        except NoReverseMatch:
            continue
