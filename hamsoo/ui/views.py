"""Pages of the interface itself: errors, the reader's appearance, the manifest, the sheet of components."""

from copy import copy
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.core.handlers.wsgi import WSGIRequest
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST, require_safe
from django.views.decorators.vary import vary_on_cookie

from hamsoo.kernel.errors import DomainError, NotFound
from hamsoo.ui import appearance, news, pages, samples
from hamsoo.ui.components.panels import slots

_YEAR = 365 * 24 * 3600
_CHOICES = {
    "language": ("fa", "en"),
    "theme": appearance.THEMES,
    "calendar": appearance.CALENDARS,
    "uses_shortcuts": ("True", "False"),
}


@login_not_required
@require_POST
def change_appearance(request: HttpRequest) -> HttpResponse:
    """Keep the reader's choices on the account, or in cookies of this browser, and go back."""
    choices = {name: request.POST[name] for name, allowed in _CHOICES.items() if request.POST.get(name) in allowed}
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    response = pages.go(request, back if safe else "/")
    if not appearance.keep(request, choices):
        cookies = {**appearance.COOKIES, "language": settings.LANGUAGE_COOKIE_NAME}
        for name, value in choices.items():
            response.set_cookie(cookies[name], value, max_age=_YEAR, samesite="Lax", secure=request.is_secure())
    return response


@login_not_required
@require_GET
@vary_on_cookie
@cache_control(private=True, max_age=3600)
def manifest(_request: HttpRequest) -> JsonResponse:
    """Describe the application to the browser that installs it."""
    reader = appearance.current()
    drawn = {"src": static("ui/app-icon.svg"), "type": "image/svg+xml", "sizes": "any", "purpose": "any maskable"}
    sizes = [{"src": static(f"ui/app-icon-{side}.png"), "type": "image/png", "sizes": f"{side}x{side}"} for side in (192, 512)]
    about = {
        "name": _("Hamsoo"),
        "short_name": _("Hamsoo"),
        "lang": reader.language,
        "dir": reader.direction,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f2f6f7",
        "theme_color": "#0b7076",
        "icons": [drawn, *sizes],
    }
    return JsonResponse(about, content_type="application/manifest+json")


@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """Show every component, for those who build pages."""
    return pages.render(request, "ui/components.html", samples.context(request.GET), status=HTTPStatus.OK)


@require_safe
def panels(request: HttpRequest, slot: str) -> HttpResponse:
    """Show all panels of a slot: one way to the server for what would be several. One that is not there for this reader is left out.

    Each panel is its own view at its own address, as if the browser had asked for it; who may see it is decided there.
    """
    names, arguments = slots().get(slot, []), request.GET.getlist("a")
    try:
        addresses = [reverse(name, args=arguments) for name in names]
    except NoReverseMatch:
        addresses = []
    if not addresses:
        raise NotFound
    return HttpResponse("".join(_panel(request, address) for address in addresses))


def _panel(request: HttpRequest, address: str) -> str:
    match, asked = resolve(address), copy(request)
    asked.path = asked.path_info = address
    asked.GET, asked.resolver_match = QueryDict(), match
    asked.META = {**request.META, "PATH_INFO": address, "QUERY_STRING": ""}
    try:
        response = match.func(asked, *match.args, **match.kwargs)
    except DomainError:
        return ""
    return response.content.decode() if response.status_code == HTTPStatus.OK else ""


@login_not_required
@require_GET
def service_worker(_request: HttpRequest) -> FileResponse:
    """Hand out what works beside all pages of the site: it must come from the top, and be asked for anew each time."""
    path = finders.find("ui/service-worker.js")
    if not isinstance(path, str):
        raise NotFound
    return FileResponse(Path(path).open("rb"), content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@login_not_required
@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    """Show what a browser keeps for when there is no network, in both languages: it is kept without knowing whose."""
    return pages.render(request, "ui/offline.html")


@login_not_required
def bad_request(request: WSGIRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django names it
    """Answer a request that makes no sense."""
    return _problem(request, HTTPStatus.BAD_REQUEST)


@login_not_required
def not_allowed(request: WSGIRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django names it
    """Answer somebody who sees the thing but may not do this."""
    return _problem(request, HTTPStatus.FORBIDDEN)


@login_not_required
def not_found(request: WSGIRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django names it
    """Answer for what is not there, or not there for this reader: the two look alike."""
    return _problem(request, HTTPStatus.NOT_FOUND)


@login_not_required
def broken(request: WSGIRequest) -> HttpResponse:
    """Answer for a fault of ours, without asking the database anything."""
    title, text = _PROBLEMS[HTTPStatus.INTERNAL_SERVER_ERROR]
    context = {"appearance": appearance.current(), "title": title, "text": text}
    if pages.wants_fragment(request):
        return _said(HTTPStatus.INTERNAL_SERVER_ERROR)
    return HttpResponse(render_to_string("ui/broken.html", context), status=HTTPStatus.INTERNAL_SERVER_ERROR)


@login_not_required
def csrf_failure(request: WSGIRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django names it
    """Answer a form whose secret is too old, most often a page that stood open over a new sign-in."""
    title, text = _STALE
    if pages.wants_fragment(request):
        return news.trigger(_silent(HTTPStatus.FORBIDDEN), "refused", {"field": None, "message": str(text)})
    context = {"title": title, "text": text, "action": _("Start again")}
    return pages.render(request, "ui/problem.html", context, status=HTTPStatus.FORBIDDEN)


_PROBLEMS = {
    HTTPStatus.BAD_REQUEST: (
        gettext_lazy("This request makes no sense"),
        gettext_lazy("A part of it is missing or malformed. Go back and try once more."),
    ),
    HTTPStatus.FORBIDDEN: (
        gettext_lazy("You may not do this"),
        gettext_lazy("Your rights do not reach this far. Whoever looks after this space can change that."),
    ),
    HTTPStatus.NOT_FOUND: (
        gettext_lazy("Nothing here"),
        gettext_lazy("The address is wrong, the thing was removed, or it is not shared with you."),
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        gettext_lazy("Something broke on our side"),
        gettext_lazy("Nothing was changed. The fault has been recorded; try again in a moment."),
    ),
}
_STALE = (
    gettext_lazy("This page has grown old"),
    gettext_lazy("For your safety the form was not accepted. Load the page again and send it once more."),
)


def _problem(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    if pages.wants_fragment(request):
        return _said(status)
    title, text = _PROBLEMS[status]
    context = {"title": title, "text": text, "action": _("To the home page")}
    return pages.render(request, "ui/problem.html", context, status=status)


def _said(status: HTTPStatus) -> HttpResponse:
    """Answer htmx: change nothing on the page, say what is wrong in a toast."""
    return news.trigger(_silent(status), "refused", {"field": None, "message": str(_PROBLEMS[status][1])})


def _silent(status: HTTPStatus) -> HttpResponse:
    return HttpResponse(status=status, headers={"HX-Reswap": "none"})
