"""Refusals as RFC 7644, section 3.12, wants them said."""

from django_stubs_ext import StrPromise


class ScimError(Exception):
    """A request that cannot be answered: HTTP `status`, `kind` (the RFC's scimType, if it has one) and what is wrong."""

    def __init__(self, status: int, detail: str | StrPromise, kind: str = "") -> None:
        self.status, self.kind, self.detail = status, kind, detail
        super().__init__(detail)


def invalid_filter(detail: str | StrPromise) -> ScimError:
    """Return the refusal of a filter."""
    return ScimError(400, detail, "invalidFilter")


def invalid_value(detail: str | StrPromise) -> ScimError:
    """Return the refusal of a value."""
    return ScimError(400, detail, "invalidValue")


def invalid_path(detail: str | StrPromise) -> ScimError:
    """Return the refusal of a path of a patch."""
    return ScimError(400, detail, "invalidPath")
