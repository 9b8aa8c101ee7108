"""What every request passes on its way in: tokens of programs, when a session was seen, and the second factor that policy asks for."""

import time
from collections.abc import Callable
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hamsoo.kernel import clock
from hamsoo.kernel.schemas import Problem
from hamsoo.people.accounts.adapter import SEEN_KEY
from hamsoo.people.actions import note_session_seen, note_token_use
from hamsoo.people.models import Account
from hamsoo.people.queries import api_token_of_key, must_set_up_second_factor

Answer = Callable[[HttpRequest], HttpResponse]

_API = "/api/"
SEEN_EVERY_SECONDS = 300

# All that may be done by whoever has to set up a second factor first: setting it up, and leaving.
_SET_UP = ("mfa_", "account_reauthenticate", "account_logout", "ui:appearance", "ui:manifest", "health:")


class ApiTokens:
    """Let a program in as the owner of its token, in the API and nowhere else. A session's cookie beside it counts for nothing.

    Sets `request.api_token`; stands below the middleware that knows the user, and above whatever asks who it is.
    """

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as whoever the token belongs to."""
        request.api_token = None  # type: ignore[attr-defined]
        scheme, _space, key = request.headers.get("Authorization", "").partition(" ")
        if request.path.startswith(_API) and scheme.lower() == "bearer":
            token = api_token_of_key(key=key.strip(), at=clock.now())
            if token is not None:
                note_token_use(token=token, at=clock.now())
                request.api_token = token  # type: ignore[attr-defined]
                request.user = token.account
        return self._answer(request)


class SessionSeen:
    """Note every few minutes that a session is in use, and from where."""

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Note it, if it is time, and answer."""
        seen = request.session.get(SEEN_KEY)
        if isinstance(seen, int) and time.time() - seen >= SEEN_EVERY_SECONDS and request.user.is_authenticated:
            request.session[SEEN_KEY] = int(time.time())
            note_session_seen(session_key=str(request.session.session_key), address=get_client_ip(request), at=clock.now())
        return self._answer(request)


class SecondFactor:
    """Lead whoever must have a second factor, and has none when the time is over, to the pages where it is set up; nowhere else."""

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; `process_view` does the work, once it is known where the request leads."""
        return self._answer(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:  # noqa: ARG002
        """Stop the request, or let it pass (None)."""
        account, match = request.user, request.resolver_match
        if not isinstance(account, Account) or (match and match.view_name.startswith(_SET_UP)):
            return None
        if not must_set_up_second_factor(account=account, person=request.person, at=clock.now()):  # type: ignore[attr-defined]
            return None
        return _stopped(request)


def _stopped(request: HttpRequest) -> HttpResponse:
    words = _("Your organisation asks for a second factor. Set one up to go on.")
    if request.path.startswith(_API):
        return JsonResponse(Problem(code="SecondFactorNeeded", message=words, field=None).dict(), status=403)
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Redirect": reverse("mfa_index")})
    messages.warning(request, words)
    return HttpResponseRedirect(reverse("mfa_index"))
