"""What every request passes: a log line, and the reader (person, language, zone, channel) it is answered for."""

import time
import zoneinfo
from collections.abc import Callable
from typing import cast

import structlog
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from hamsoo.ledger.actors import through
from hamsoo.people import rights
from hamsoo.people.models import Account, Person, leads_of_each, rights_of_each
from hamsoo.spaces.queries import remembering

Answer = Callable[[HttpRequest], HttpResponse]
log = structlog.get_logger("hamsoo.request")


class RequestLog:
    """Write one structured line a request, with its duration, and never a query string or a body."""

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and write the line."""
        begun = time.perf_counter()
        response = self._answer(request)
        took = round((time.perf_counter() - begun) * 1000, 1)
        log.info("request", method=request.method, path=_shown_path(request), status=response.status_code, ms=took)
        response.headers.setdefault("Server-Timing", f"app;dur={took}")
        return response


def _shown_path(request: HttpRequest) -> str:
    """Return the path without the key that a mail carried: whoever reads the log must not be able to use it first."""
    key = request.resolver_match.kwargs.get("key") if request.resolver_match else None
    return request.path.replace(str(key), "…") if key else request.path


class Reader:
    """Set `request.person` (None for those who are no colleagues) and answer in the reader's language, zone and channel."""

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the reader's own way."""
        account = request.user
        person = _person_of(account)
        request.person = person  # type: ignore[attr-defined]
        language = account.language if isinstance(account, Account) else translation.get_language_from_request(request)
        zone = person.time_zone if person else None
        channel = "api" if request.path.startswith("/api/") else "web"
        with (
            translation.override(language),
            timezone.override(_zone(zone)),
            remembering(),
            rights.remembering(person),
            through(channel),
        ):
            request.LANGUAGE_CODE = translation.get_language()  # type: ignore[attr-defined]
            response = self._answer(request)
            if request.user.is_authenticated and not response.has_header("Cache-Control"):
                response.headers["Cache-Control"] = "private, no-store"
            return response


def _person_of(account: Account | AnonymousUser) -> Person | None:
    if not isinstance(account, Account):
        return None
    field = Account._meta.get_field("person")
    # A session's account comes with its colleague, a token's without. From here on `user.person` costs no query in either case.
    if not field.is_cached(account):  # type: ignore[union-attr]
        field.set_cached_value(
            account, Person.objects.with_unit().annotate(granted=rights_of_each(), leads=leads_of_each()).filter(account=account).first()
        )  # type: ignore[union-attr]
    person = cast("Person | None", field.get_cached_value(account))  # type: ignore[union-attr]
    if person is None or not person.is_active:
        field.set_cached_value(account, None)  # type: ignore[union-attr]
        return None
    person.account = account
    return person


def _zone(name: str | None) -> zoneinfo.ZoneInfo | None:
    try:
        return zoneinfo.ZoneInfo(name) if name else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return None
