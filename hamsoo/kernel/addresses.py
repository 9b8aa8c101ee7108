"""Addresses of routes, each worked out once: a page has a hundred of them, mostly those of the page before."""

from functools import lru_cache

from django.urls import get_urlconf, reverse


def address(route: str, *args: int | str | None) -> str:
    """Return the address of `route` with `args`, as `django.urls.reverse` does. Raises NoReverseMatch where there is no such route."""
    return _address(route, args, get_urlconf())


@lru_cache(maxsize=16_384)
def _address(route: str, args: tuple[int | str | None, ...], _urlconf: object) -> str:
    return reverse(route, args=args)
