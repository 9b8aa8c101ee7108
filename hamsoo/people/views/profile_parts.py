"""Editing one's own profile, part by part: in place with htmx, on pages of their own without."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, NotFound
from hamsoo.people import actions, parts, queries
from hamsoo.people.forms import AboutForm, HoursForm, ItemForm, LanguagesForm, LeaveForm, item_values
from hamsoo.people.models import Part, Person, ProfileItem
from hamsoo.people.views.reading import reader_of
from hamsoo.people.views.sections import answer, is_in_place, own_section
from hamsoo.ui.pages import go, refuse

_edits = require_http_methods(["GET", "POST"])


@require_GET
def part(request: HttpRequest, part: str) -> HttpResponse:
    """Show a part of one's own profile as it stands."""
    return answer(request, own_section(reader_of(request), _known(part)))


@require_POST
def audience(request: HttpRequest, part: str) -> HttpResponse:
    """Choose who sees a part of one's own profile."""
    reader, known = reader_of(request), _known(part)
    actions.show_part(actor=reader, part=known, audience=request.POST.get("audience", ""), at=clock.now())
    return _done(request, reader, known)


@_edits
def about(request: HttpRequest) -> HttpResponse:
    """Write about oneself."""
    reader = reader_of(request)
    form = AboutForm(request.POST or None, initial={"about": reader.about})
    return _edit(request, reader, Part.ABOUT, form, reverse("people:about"), lambda: _write(reader, about=form.cleaned_data["about"]))


@_edits
def languages(request: HttpRequest) -> HttpResponse:
    """Say which languages one speaks, and how well."""
    reader = reader_of(request)
    levels = {spoken.code: spoken.level for spoken in reader.spoken.all()}
    form = LanguagesForm(request.POST if request.method == "POST" else None, levels=levels)
    return _edit(request, reader, Part.LANGUAGES, form, reverse("people:languages"), lambda: _write(reader, languages=form.levels))


@_edits
def hours(request: HttpRequest) -> HttpResponse:
    """Say when one works."""
    reader = reader_of(request)
    calendar = queries.working_calendar(reader)
    today = clock.now().astimezone(calendar.time_zone).date()
    form = HoursForm(request.POST or None, calendar=calendar, on=today)
    url = reverse("people:hours")
    return _edit(request, reader, Part.HOURS, form, url, lambda: _write(reader, working_calendar=form.cleaned_data["calendar"]))


@_edits
def leaves(request: HttpRequest) -> HttpResponse:
    """Enter leave."""
    reader, form, url = reader_of(request), LeaveForm(request.POST or None), reverse("people:leaves")
    return _edit(request, reader, Part.LEAVE, form, url, lambda: actions.enter_leave(actor=reader, at=clock.now(), **form.cleaned_data))


@require_http_methods(["POST", "DELETE"])
def leave(request: HttpRequest, leave_pk: int) -> HttpResponse:
    """Cancel leave."""
    reader = reader_of(request)
    actions.cancel_leave(actor=reader, leave=queries.own_leave(person=reader, pk=leave_pk), at=clock.now())
    return _done(request, reader, Part.LEAVE)


@_edits
def new_item(request: HttpRequest, part: str) -> HttpResponse:
    """Add a line to a part."""
    reader, known = reader_of(request), _known(part, among=parts.ITEM_FIELDS)
    form = ItemForm(request.POST or None, part=known)
    save = partial(_add, reader, known, form)
    return _edit(request, reader, known, form, reverse("people:new_item", args=[known]), save)


@require_http_methods(["GET", "POST", "DELETE"])
def item(request: HttpRequest, item_pk: int) -> HttpResponse:
    """Write a line anew, or take it away."""
    reader = reader_of(request)
    found = queries.own_item(person=reader, pk=item_pk)
    if request.method == "DELETE" or request.POST.get("_method") == "delete":
        actions.remove_item(actor=reader, item=found, at=clock.now())
        return _done(request, reader, Part(found.part))
    form = ItemForm(request.POST or None, part=found.part, source_name=str(found.source_name), initial=item_values(found))
    save = partial(_change, reader, found, form)
    return _edit(request, reader, Part(found.part), form, reverse("people:item", args=[found.pk]), save, editing=found.pk)


@require_POST
def item_place(request: HttpRequest, item_pk: int) -> HttpResponse:
    """Move a line up or down."""
    reader = reader_of(request)
    found = queries.own_item(person=reader, pk=item_pk)
    actions.move_item(actor=reader, item=found, by=-1 if request.POST.get("to") == "up" else 1)
    return _done(request, reader, Part(found.part))


@require_POST
def hint(request: HttpRequest, hint: str) -> HttpResponse:
    """Do not show a hint again."""
    reader = reader_of(request)
    actions.dismiss_hint(actor=reader, hint=hint)
    return HttpResponse() if is_in_place(request) else go(request, reader.get_absolute_url())


def _edit(
    request: HttpRequest, reader: Person, part: Part, form: BaseForm, url: str, save: Callable[[], Any], editing: int | None = None
) -> HttpResponse:
    """Show the form of a part; save what was sent and show the part, or say what is wrong with it."""
    if request.method == "POST" and form.is_valid():
        try:
            save()
            return _done(request, reader, part)
        except DomainError as error:
            refuse(form, error)
    section = own_section(reader, part)
    section.form, section.form_url, section.editing = form, url, editing
    return answer(request, section)


def _done(request: HttpRequest, reader: Person, part: Part) -> HttpResponse:
    if is_in_place(request):
        return answer(request, own_section(queries.colleague(person=reader, pk=reader.pk), part))
    return go(request, f"{reader.get_absolute_url()}#part-{part}")


def _write(reader: Person, **changes: Any) -> Person:
    return actions.edit_profile(actor=reader, person=reader, at=clock.now(), **changes)


def _add(reader: Person, part: Part, form: BaseForm) -> ProfileItem:
    return actions.add_item(actor=reader, part=part, values=form.cleaned_data, at=clock.now())


def _change(reader: Person, found: ProfileItem, form: BaseForm) -> ProfileItem:
    return actions.change_item(actor=reader, item=found, values=form.cleaned_data, at=clock.now())


def _known(part: str, among: Mapping[str, Any] | None = None) -> Part:
    """Return the part that an address names; there is no page for what is none."""
    if part not in (Part.values if among is None else among):
        raise NotFound
    return Part(part)
