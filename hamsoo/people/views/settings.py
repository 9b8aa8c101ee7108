"""How Hamsoo looks to oneself."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from hamsoo.people import actions
from hamsoo.people.forms import SettingsForm
from hamsoo.people.forms.settings import BY_LANGUAGE
from hamsoo.people.models import Account
from hamsoo.people.views.reading import reader_of
from hamsoo.ui.pages import go, render


@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Choose how Hamsoo looks to oneself."""
    reader_of(request)
    account = cast("Account", request.user)
    names = ("language", "calendar", "theme", "uses_shortcuts")
    shown = {name: getattr(account, name) for name in names}
    form = SettingsForm(request.POST or None, initial={**shown, "calendar": account.calendar or BY_LANGUAGE})
    if request.method == "POST" and form.is_valid():
        actions.change_settings(account=account, **form.cleaned_data)
        return go(request, reverse("people:settings"))
    return render(request, "people/settings.html", {"form": form})


@require_GET
def address(request: HttpRequest) -> HttpResponse:
    """Show the address that one signs in with, to whomever it belongs; it is not theirs to change."""
    return render(request, "people/address.html")
