"""What every answer has in common: appearance, toasts, refusals."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url

from hamsoo.kernel.errors import DomainError
from hamsoo.ui import appearance, news, pages

Answer = Callable[[HttpRequest], HttpResponseBase]


class Appearances:
    """Put the reader's appearance in force. The language must be active and `request.user` known."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the theme and calendar of the reader."""
        with appearance.override(appearance.of(request)):
            return self.get_response(request)


class DomainErrors:
    """Say every refusal of the domain in one way. Needs the messages middleware above it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and send waiting messages as toasts along with a fragment."""
        response = _whole_browser(request, self.get_response(request))
        if isinstance(response, HttpResponse) and _takes_toasts(request, response):
            waiting = [{"text": str(message), "level": message.level_tag} for message in messages.get_messages(request)]
            if waiting:
                news.trigger(response, "toast", {"messages": waiting})
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a `DomainError` into an answer: at the field for htmx, as a page otherwise."""
        if not isinstance(exception, DomainError):
            return None
        if pages.wants_fragment(request):
            response = HttpResponse(status=exception.status, headers={"HX-Reswap": "none"})
            return news.trigger(response, "refused", {"field": exception.field, "message": str(exception)})
        return pages.render(request, "ui/refused.html", {"error": exception}, status=exception.status)


def _whole_browser(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Send the browser, not the fragment, to the way in, and from there back to its page: fetch would follow the redirect by itself."""
    if request.headers.get("HX-Request") != "true" or response.status_code != HTTPStatus.FOUND:
        return response
    to = response.headers["Location"]
    if urlsplit(to).path != resolve_url(settings.LOGIN_URL):
        return response
    page = request.htmx.current_url_abs_path  # type: ignore[attr-defined]
    return HttpResponse(headers={"HX-Redirect": redirect_to_login(page).url if page else to})


def _takes_toasts(request: HttpRequest, response: HttpResponse) -> bool:
    if request.headers.get("HX-Request") != "true":
        return False
    going_elsewhere = 300 <= response.status_code < 400 or "HX-Redirect" in response.headers
    return not going_elsewhere and pages.wants_fragment(request)
