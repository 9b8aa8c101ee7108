"""Units, positions and free seats, for those who keep the record."""

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
from hamsoo.people import actions, rules
from hamsoo.people.forms import FillingForm, HeadsForm, PlaceForm, PositionForm, SeatForm, UnitForm, UnitNamesForm
from hamsoo.people.models import Person, Unit
from hamsoo.people.queries import lines, records, seats, unit_tree
from hamsoo.people.views.reading import reader_of
from hamsoo.ui.pages import go, refuse, render


@require_GET
def administer_units(request: HttpRequest) -> HttpResponse:
    """Show all units as a tree, and those that were closed."""
    keeper = records.require_keeper(reader_of(request))
    kept = rules.kept_unit(keeper)
    nodes = unit_tree.unit_tree(person=keeper, day=timezone.localdate(clock.now()), below=kept)
    context = {
        "nodes": nodes,
        "is_keeper_of_all": kept is None,
        "closed": records.closed_units(person=keeper),
        "positions": seats.positions(),
    }
    return render(request, "people/administration/units.html", context)


@require_http_methods(["GET", "POST"])
def new_unit(request: HttpRequest) -> HttpResponse:
    """Create a unit."""
    keeper = records.require_keeper(reader_of(request))
    initial = {"parent": request.GET.get("parent", ""), "colour": Unit.Colour.PRODUCT}
    form = UnitForm(request.POST or None, initial=initial, reader=keeper)
    if request.method == "POST" and form.is_valid():
        try:
            unit = actions.create_unit(actor=keeper, at=clock.now(), **form.cleaned_data)
            return go(request, _page_of(unit.pk))
        except DomainError as error:
            refuse(form, error)
    return render(request, "people/administration/new_unit.html", {"form": form})


@require_http_methods(["GET", "POST"])
def administer_unit(request: HttpRequest, unit_pk: int) -> HttpResponse:
    """Show a unit, and name it."""
    keeper, unit = _unit(request, unit_pk)
    form = UnitNamesForm(request.POST or None, initial=_names(unit))
    if request.method != "POST":
        return _show(request, keeper, unit, names_form=form)
    return _do(
        request,
        keeper,
        unit,
        lambda: actions.rename_unit(actor=keeper, unit=unit, at=clock.now(), **form.cleaned_data),
        names_form=form,
    )


@require_POST
def place_unit(request: HttpRequest, unit_pk: int) -> HttpResponse:
    """Hang a unit with all below it under another."""
    keeper, unit = _unit(request, unit_pk)
    form = PlaceForm(request.POST, reader=keeper)
    return _do(
        request, keeper, unit, lambda: actions.move_unit(actor=keeper, unit=unit, at=clock.now(), **form.cleaned_data), place_form=form
    )


@require_POST
def unit_heads(request: HttpRequest, unit_pk: int) -> HttpResponse:
    """Say who leads a unit and who stands in."""
    keeper, unit = _unit(request, unit_pk)
    form = HeadsForm(request.POST, reader=keeper)
    return _do(
        request, keeper, unit, lambda: actions.appoint(actor=keeper, unit=unit, at=clock.now(), **form.cleaned_data), heads_form=form
    )


@require_POST
def unit_closure(request: HttpRequest, unit_pk: int) -> HttpResponse:
    """Close an empty unit, or open a closed one again (`open=1`)."""
    keeper, unit = _unit(request, unit_pk)
    act = actions.reopen_unit if request.POST.get("open") == "1" else actions.close_unit
    return _do(request, keeper, unit, lambda: act(actor=keeper, unit=unit, at=clock.now()))


@require_POST
def unit_seats(request: HttpRequest, unit_pk: int) -> HttpResponse:
    """Say that a seat of a unit is free."""
    keeper, unit = _unit(request, unit_pk)
    form = SeatForm(request.POST, reader=keeper)
    return _do(
        request, keeper, unit, lambda: actions.open_vacancy(actor=keeper, unit=unit, at=clock.now(), **form.cleaned_data), seat_form=form
    )


@require_http_methods(["GET", "POST"])
def seat(request: HttpRequest, seat_pk: int) -> HttpResponse:
    """Give a free seat to a colleague."""
    keeper = records.require_keeper(reader_of(request))
    vacancy = seats.vacancy(person=keeper, pk=seat_pk)
    form = FillingForm(request.POST or None, reader=keeper)
    if request.method == "POST" and form.is_valid():
        try:
            actions.fill_vacancy(actor=keeper, vacancy=vacancy, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("Filled."))
            return go(request, _page_of(vacancy.unit_id))
        except DomainError as error:
            refuse(form, error)
    return render(request, "people/administration/seat.html", {"form": form, "vacancy": vacancy})


@require_POST
def seat_removal(request: HttpRequest, seat_pk: int) -> HttpResponse:
    """Give a free seat up."""
    keeper = records.require_keeper(reader_of(request))
    vacancy = seats.vacancy(person=keeper, pk=seat_pk)
    actions.give_up_vacancy(actor=keeper, vacancy=vacancy, at=clock.now())
    return go(request, _page_of(vacancy.unit_id))


@require_http_methods(["GET", "POST"])
def position(request: HttpRequest, position_pk: int | None = None) -> HttpResponse:
    """Write down a position, or change one."""
    keeper = records.require_keeper_of_all(reader_of(request))
    known = seats.position(pk=position_pk) if position_pk else None
    initial = {name: getattr(known, name) for name in ("name_fa", "name_en", "code", "level")} if known else {"level": 5}
    form = PositionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_position(actor=keeper, position=known, at=clock.now(), **form.cleaned_data)
            return go(request, reverse("people:administer_units"))
        except DomainError as error:
            refuse(form, error)
    return render(request, "people/administration/position.html", {"form": form, "position": known})


def _unit(request: HttpRequest, pk: int) -> tuple[Person, Unit]:
    keeper = reader_of(request)
    return keeper, records.unit_record(person=keeper, pk=pk)


def _names(unit: Unit) -> dict[str, str]:
    return {"name_fa": unit.name_fa, "name_en": unit.name_en, "colour": unit.colour}


def _do(request: HttpRequest, keeper: Person, unit: Unit, act: Callable[[], object], **forms: Form) -> HttpResponse:
    """Do it when what was filled in can be read, and show the unit again with what was refused."""
    form = next(iter(forms.values()), None)
    if form is None or form.is_valid():
        try:
            act()
            messages.success(request, _("Saved."))
            return go(request, _page_of(unit.pk))
        except DomainError as error:
            if form is None:
                messages.error(request, str(error))
                return go(request, _page_of(unit.pk))
            refuse(form, error)
    return _show(request, keeper, unit, **forms)


def _show(request: HttpRequest, keeper: Person, unit: Unit, **forms: Any) -> HttpResponse:
    today = timezone.localdate(clock.now())
    context = {
        "unit": unit,
        "names_form": UnitNamesForm(initial=_names(unit)),
        "place_form": PlaceForm(initial={"parent": unit.parent_id}, reader=keeper)
        if rules.can_manage_people(keeper, unit.parent)
        else None,
        "heads_form": HeadsForm(initial={"head": unit.head, "deputy": unit.deputy}, reader=keeper),
        "seat_form": SeatForm(reader=keeper),
        "node": next(iter(unit_tree.unit_tree(person=keeper, day=today, below=unit)), None),
        "acting": lines.acting_head(unit=unit, day=today),
        "vacancies": seats.vacancies_of(unit=unit),
        **forms,
    }
    return render(request, "people/administration/unit.html", context)


def _page_of(pk: int) -> str:
    return reverse("people:administer_unit", args=[pk])
