"""Browsers that may be woken."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from hamsoo.kernel import clock
from hamsoo.notices import actions
from hamsoo.notices.views.reading import reader_of
from hamsoo.people.queries import device_called
from hamsoo.ui import pages


@require_POST
def devices(request: HttpRequest) -> HttpResponse:
    """Let this browser be woken while somebody is signed in here."""
    given = {name: request.POST.get(name, "") for name in ("endpoint", "p256dh", "auth")}
    label, key = device_called(user_agent=request.headers.get("User-Agent", "")), request.session.session_key or ""
    actions.add_device(actor=reader_of(request), session_key=key, label=label, at=clock.now(), **given)
    return pages.go(request, reverse("notices:settings"))


@require_POST
def device_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Wake a browser no more."""
    actions.remove_device(actor=reader_of(request), pk=pk)
    return pages.go(request, reverse("notices:settings"))
