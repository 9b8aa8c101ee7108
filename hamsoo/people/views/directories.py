"""Where people come from by themselves: the company's directory (LDAP), and programs with a token (SCIM)."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.people import actions
from hamsoo.people.forms import IntegrationForm
from hamsoo.people.jobs import sync_directory
from hamsoo.people.ldap import config, sync
from hamsoo.people.models import Integration, Person
from hamsoo.people.queries import sync as queries
from hamsoo.people.queries.records import require_keeper_of_all
from hamsoo.people.views.reading import reader_of
from hamsoo.ui.pages import go, refuse, render


@require_GET
def directories(request: HttpRequest) -> HttpResponse:
    """Show the directory, the programs, and how they did."""
    return _show(request, reader_of(request), IntegrationForm())


@require_POST
def directory_sync(request: HttpRequest) -> HttpResponse:
    """Have the directory taken over now."""
    require_keeper_of_all(reader_of(request))
    sync_directory.defer()
    messages.success(request, _("The directory is being taken over. Look again in a moment."))
    return go(request, reverse("people:sync"))


@require_POST
def new_integration(request: HttpRequest) -> HttpResponse:
    """Let a program write people; its token is shown on the answer, this once."""
    reader, form = reader_of(request), IntegrationForm(request.POST)
    require_keeper_of_all(reader)
    if form.is_valid():
        try:
            integration, token = actions.create_integration(actor=reader, name=form.cleaned_data["name"], at=clock.now())
            return _show(request, reader, IntegrationForm(), shown=integration, token=token)
        except DomainError as error:
            refuse(form, error)
    return _show(request, reader, form)


@require_POST
def integration_token(request: HttpRequest, integration_pk: int) -> HttpResponse:
    """Give a program another token; it is shown on the answer, this once."""
    reader = reader_of(request)
    integration, token = actions.renew_token(
        actor=reader, integration=queries.integration(person=reader, pk=integration_pk), at=clock.now()
    )
    return _show(request, reader, IntegrationForm(), shown=integration, token=token)


@require_POST
def integration_end(request: HttpRequest, integration_pk: int) -> HttpResponse:
    """End the access of a program."""
    reader = reader_of(request)
    actions.end_integration(actor=reader, integration=queries.integration(person=reader, pk=integration_pk), at=clock.now())
    messages.success(request, _("Its access has ended."))
    return go(request, reverse("people:sync"))


def _show(
    request: HttpRequest, reader: Person, form: IntegrationForm, *, shown: Integration | None = None, token: str = ""
) -> HttpResponse:
    context = {
        "directory": config.configured(),
        "last": sync.last(),
        "integrations": queries.integrations(person=reader),
        "form": form,
        "shown": shown,
        "token": token,
        "address": f"{settings.PUBLIC_URL}{reverse('scim:root')}",
    }
    return render(request, "people/imports/directories.html", context)
