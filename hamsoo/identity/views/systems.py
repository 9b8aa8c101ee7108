"""Source systems: the list, one with its records and files, adding and changing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hamsoo.identity import actions, queries, rules
from hamsoo.identity.forms import NewSystemForm, SystemForm, UploadForm
from hamsoo.identity.importers import files
from hamsoo.identity.models import Entity, System
from hamsoo.identity.queries import lists
from hamsoo.identity.views.reading import reader
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.kernel.imports import Unreadable
from hamsoo.ui.pages import go, refuse, render


@require_GET
def systems(request: HttpRequest) -> HttpResponse:
    """List the systems whose records the reader sees."""
    person = reader(request)
    context = {"systems": lists.systems_with_counts(person=person), "keeps": rules.can_keep_systems(person), "most": lists.MOST_COUNTED}
    return render(request, "identity/systems.html", context)


@require_http_methods(["GET", "POST"])
def new_system(request: HttpRequest) -> HttpResponse:
    """Add a system."""
    person = reader(request)
    rules.require_keeps_systems(person)
    form = NewSystemForm(request.POST or None, reader=person)
    if request.method == "POST" and form.is_valid():
        try:
            return go(request, actions.add_system(actor=person, at=clock.now(), **form.cleaned_data).get_absolute_url())
        except DomainError as error:
            refuse(form, error)
    return render(request, "identity/new_system.html", {"form": form})


@require_http_methods(["GET", "POST"])
def system(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a system with its records (`?q=` the beginning of a name, `?kind=`, `?after=` the next part); POST takes a file."""
    person = reader(request)
    found = queries.system(person=person, pk=pk)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        rules.require_keeps_systems(person)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"]
        try:
            file = files.upload(
                actor=person, system=found, entity=form.cleaned_data["entity"], name=content.name, content=content, at=clock.now()
            )
            return go(request, file.get_absolute_url())
        except Unreadable as error:
            form.add_error("file", f"{error.problem.said_reason()} {error.problem.said_fix()}")
        except DomainError as error:
            refuse(form, error)
    return render(request, "identity/system.html", _of(request, found, form), fragment="identity/_records.html")


def _of(request: HttpRequest, found: System, form: UploadForm) -> dict[str, Any]:
    """Return what the page of a system, or the next part of its records, is drawn from."""
    words, kind = request.GET.get("q", "").replace("\x00", "")[:100], request.GET.get("kind", "")
    kind = kind if kind in Entity.values else ""
    page = lists.records(
        person=reader(request), system=found, entity=kind, words=words, after=request.GET.get("after", "").replace("\x00", "")
    )
    more = request.GET.copy()
    more["after"] = page.next
    return {
        "system": found,
        "form": form,
        "page": page,
        "words": words,
        "kind": kind,
        "kinds": Entity.choices,
        "is_first": "after" not in request.GET,
        "more_url": f"{request.path}?{more.urlencode()}" if page.next else "",
        "files": lists.files(system=found),
        "keeps": rules.can_keep_systems(reader(request)),
    }


@require_http_methods(["GET", "POST"])
def change_system(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a system is called, who reads it and how far it is believed."""
    person = reader(request)
    found = queries.system(person=person, pk=pk)
    rules.require_keeps_systems(person)
    form = SystemForm(request.POST or None, reader=person, system=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_system(actor=person, system=found, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("Changed."))
            return go(request, found.get_absolute_url())
        except DomainError as error:
            refuse(form, error)
    return render(request, "identity/change_system.html", {"form": form, "system": found})


@require_POST
def letting_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Let forgotten records of a system come in again."""
    person = reader(request)
    found = queries.system(person=person, pk=pk)
    count = actions.let_in(actor=person, system=found, at=clock.now())
    words = ngettext("%(count)s record may come in again.", "%(count)s records may come in again.", count) % {"count": count}
    messages.success(request, words)
    return go(request, found.get_absolute_url())
