"""The company's record of colleagues, for those who keep it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.people import actions, queries
from hamsoo.people.forms import LeavingForm, LineForm, NewPersonForm, RecordForm, ReturnForm
from hamsoo.people.models import Person
from hamsoo.people.queries import lines, records
from hamsoo.people.views.reading import number, reader_of
from hamsoo.ui.pages import go, refuse, render


@require_GET
def administer_people(request: HttpRequest) -> HttpResponse:
    """List the record: `?q=` words of names, codes and addresses, `?kept=` a filter, `?after=` the next part."""
    keeper = records.require_keeper(reader_of(request))
    words, kept = request.GET.get("q", "").replace("\x00", "")[:100], request.GET.get("kept", "here")
    page = records.records(person=keeper, words=words, kept=kept, after=number(request.GET.get("after")))
    more = request.GET.copy()
    more["after"] = str(page.after)
    context = {
        "page": page,
        "words": words,
        "kept": kept,
        "filters": [(name, label, page.counts[name]) for name, label in _labels().items() if name in page.counts],
        "more_url": f"{request.path}?{more.urlencode()}" if page.after else "",
    }
    return render(request, "people/administration/people.html", context, fragment="people/administration/_people.html")


def _labels() -> dict[str, str]:
    return {
        "here": _("Work here"),
        "no_unit": _("Without a unit"),
        "no_manager": _("Without a manager"),
        "manager_left": _("Manager has left"),
        "no_account": _("Without an account"),
        "administrators": _("Administrators"),
        "left": _("Have left"),
    }


@require_http_methods(["GET", "POST"])
def new_person(request: HttpRequest) -> HttpResponse:
    """Enter a colleague."""
    keeper = records.require_keeper(reader_of(request))
    form = NewPersonForm(request.POST or None, reader=keeper)
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.add_person(actor=keeper, code=form.cleaned_data["code"], at=clock.now(), **form.record)
            messages.success(request, _("Entered. An invitation lets them in."))
            return go(request, _page_of(person.pk))
        except DomainError as error:
            refuse(form, error)
    return render(request, "people/administration/new_person.html", {"form": form})


@require_http_methods(["GET", "POST"])
def administer_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show somebody's record, and change it from a day on."""
    keeper, person = _record(request, pk)
    form = RecordForm(request.POST or None, initial=RecordForm.shown(person), reader=keeper)
    if request.method != "POST":
        return _show(request, keeper, person, form=form)

    def change() -> None:
        actions.change_record(actor=keeper, person=person, changes=form.record, on=form.cleaned_data["on"], at=clock.now())

    return _do(request, keeper, person, change, form=form)


@require_POST
def leaving(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter that somebody has left."""
    keeper, person = _record(request, pk)
    form = LeavingForm(request.POST)
    return _do(
        request,
        keeper,
        person,
        lambda: actions.leave(actor=keeper, person=person, left_on=form.cleaned_data["left_on"], at=clock.now()),
        leaving_form=form,
    )


@require_POST
def returning(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter that somebody works here again."""
    keeper, person = _record(request, pk)
    form = ReturnForm(request.POST)
    return _do(
        request,
        keeper,
        person,
        lambda: actions.come_back(actor=keeper, person=person, on=form.cleaned_data["on"], at=clock.now()),
        return_form=form,
    )


@require_POST
def administratorship(request: HttpRequest, pk: int) -> HttpResponse:
    """Make somebody an administrator (`is_administrator=1`), or end it."""
    keeper, person = _record(request, pk)
    wanted = request.POST.get("is_administrator") == "1"
    return _do(
        request, keeper, person, lambda: actions.set_administrator(actor=keeper, person=person, is_administrator=wanted, at=clock.now())
    )


@require_POST
def dotted_lines(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw a line to somebody besides the manager."""
    keeper, person = _record(request, pk)
    form = LineForm(request.POST, reader=keeper)
    return _do(
        request,
        keeper,
        person,
        lambda: actions.draw_dotted_line(actor=keeper, person=person, at=clock.now(), **form.cleaned_data),
        line_form=form,
    )


@require_POST
def end_dotted_line(request: HttpRequest, pk: int, line_pk: int) -> HttpResponse:
    """End a line today."""
    keeper, person = _record(request, pk)
    line = lines.dotted_line(of=person, pk=line_pk)
    return _do(request, keeper, person, lambda: actions.end_dotted_line(actor=keeper, line=line, at=clock.now()))


@require_POST
def withdraw_planned(request: HttpRequest, pk: int, plan_pk: int) -> HttpResponse:
    """Take back what was planned."""
    keeper, person = _record(request, pk)
    planned = lines.planned_row(of=person, pk=plan_pk, day=timezone.localdate(clock.now()))
    return _do(request, keeper, person, lambda: actions.withdraw_planned(actor=keeper, planned=planned, at=clock.now()))


@require_GET
def choose_colleague(request: HttpRequest) -> HttpResponse:
    """Offer colleagues for a line in which one is named; the words stand in whichever argument the line is called by."""
    words = str(next(iter(request.GET.values()), "")).replace("\x00", "")[:100]
    people = queries.colleagues_like(person=reader_of(request), words=words)
    return render(request, "people/administration/names.html", {"people": people}, fragment="people/administration/_names.html")


def _record(request: HttpRequest, pk: int) -> tuple[Person, Person]:
    keeper = reader_of(request)
    return keeper, records.record_of(person=keeper, pk=pk)


def _do(request: HttpRequest, keeper: Person, person: Person, act: Callable[[], object], **forms: Form) -> HttpResponse:
    """Do it when what was filled in can be read, and show the record again with what was refused."""
    form = next(iter(forms.values()), None)
    if form is None or form.is_valid():
        try:
            act()
            messages.success(request, _("Saved."))
            return go(request, _page_of(person.pk))
        except DomainError as error:
            if form is None:
                messages.error(request, str(error))
                return go(request, _page_of(person.pk))
            refuse(form, error)
    return _show(request, keeper, person, **forms)


def _show(request: HttpRequest, keeper: Person, person: Person, **forms: Any) -> HttpResponse:
    today = timezone.localdate(clock.now())
    context = {
        "person": person,
        "form": RecordForm(initial=RecordForm.shown(person), reader=keeper),
        "leaving_form": LeavingForm(initial={"left_on": today}),
        "return_form": ReturnForm(),
        "line_form": LineForm(reader=keeper),
        "steps": lines.career(person=keeper, of=person, day=today),
        "planned": lines.planned(of=person, day=today),
        "lines": lines.dotted_lines(person=keeper, of=person, day=today),
        **forms,
    }
    return render(request, "people/administration/person.html", context)


def _page_of(pk: int) -> str:
    return reverse("people:administer_person", args=[pk])
