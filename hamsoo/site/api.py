"""The API at `/api/v1/`: the same actions and queries as the pages, the same sign-in, described by `openapi.json`."""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser
from ninja.security import HttpBearer, SessionAuth

from hamsoo import __version__
from hamsoo.cases.api import router as cases
from hamsoo.commitments.api import router as commitments
from hamsoo.customers.api import router as customers
from hamsoo.identity.api import router as records
from hamsoo.interactions.api import router as interactions
from hamsoo.kernel.errors import DomainError, Invalid, NotAllowed, NotFound
from hamsoo.kernel.schemas import Problem
from hamsoo.people.queries import require_colleague
from hamsoo.questions.api import router as questions

View = Callable[..., Any]


def _for_colleagues(view: View) -> View:
    """Show the description of the API to colleagues only."""

    def answer(request: HttpRequest, **arguments: Any) -> Any:
        require_colleague(request.person)  # type: ignore[attr-defined]
        return view(request, **arguments)

    return answer


class OwnerToken(HttpBearer):
    """Let in programs by the token of a colleague. A token that is worth nothing is refused, whatever cookie comes with it."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:  # noqa: ARG002 - the middleware has looked it up
        """Return the token; refuse one that lets nobody in, or that may only read and is to write."""
        known = request.api_token  # type: ignore[attr-defined]
        if known is None or request.person is None:  # type: ignore[attr-defined]
            raise AuthenticationError
        if known.scope != known.Scope.WRITE and request.method not in ("GET", "HEAD", "OPTIONS"):
            raise NotAllowed(_("This token may only read."))
        return known


class ColleagueSession(SessionAuth):
    """Let in colleagues who are signed in; other accounts are strangers here, whatever they send."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """Return the account, or None; a token never counts as a session."""
        if request.person is None or request.api_token is not None:  # type: ignore[attr-defined]
            return None
        return super().authenticate(request, key)


class UnicodeParser(Parser):
    """Reads JSON, and refuses halves of signs (lone surrogates), which no text can keep."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return what the body says; a ValueError becomes a refusal."""
        found = super().parse_body(request)
        json.dumps(found, ensure_ascii=False).encode()
        return found


api = NinjaAPI(
    parser=UnicodeParser(),
    title="Hamsoo",
    version=__version__,
    urls_namespace="api",
    docs_url=None,
    docs_decorator=_for_colleagues,
    auth=[OwnerToken(), ColleagueSession()],
    openapi_extra={"components": {"schemas": {"Problem": Problem.model_json_schema()}}},
)
api.add_router("", questions)
api.add_router("", records)
api.add_router("", customers)
api.add_router("", commitments)
api.add_router("", cases)
api.add_router("", interactions)


@api.exception_handler(DomainError)
def _refused(request: HttpRequest, error: DomainError) -> JsonResponse:  # noqa: ARG001 - ninja's signature
    return _problem(error.status, error.code, str(error), error.field)


@api.exception_handler(ValidationError)
def _misread(request: HttpRequest, error: ValidationError) -> JsonResponse:  # noqa: ARG001 - ninja's signature
    """Name the first field that cannot be read; the place (`body`, `query`) and the argument's name are ours, not the caller's."""
    first = error.errors[0]
    names = [str(part) for part in first["loc"]][1:]
    field = ".".join(names[1:] if first["loc"][0] == "body" and len(names) > 1 else names)
    return _problem(Invalid.status, Invalid.__name__, first["msg"], field or None)


@api.exception_handler(AuthenticationError)
def _stranger(request: HttpRequest, error: AuthenticationError) -> JsonResponse:  # noqa: ARG001 - ninja's signature
    return _problem(HTTPStatus.UNAUTHORIZED, "NotSignedIn", _("Sign in first."))


@api.exception_handler(HttpError)
def _broken(request: HttpRequest, error: HttpError) -> JsonResponse:  # noqa: ARG001 - ninja's signature
    return _problem(error.status_code, "BadRequest", str(error))


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> JsonResponse:  # noqa: ARG001 - ninja's signature
    return _problem(NotFound.status, NotFound.__name__, str(NotFound.default))


def _problem(status: int, code: str, message: str, field: str | None = None) -> JsonResponse:
    return JsonResponse(Problem(code=code, message=message, field=field).dict(), status=status)


def _open_to_programs() -> tuple[list[Any], str, str]:
    """Return the addresses, with sign-in left to the API: a program gets 401, where a person is led to the sign-in page."""
    patterns, app, namespace = api.urls
    for pattern in patterns:
        pattern.callback = login_not_required(pattern.callback)  # type: ignore[type-var]
    return patterns, app, namespace


urls = _open_to_programs()
