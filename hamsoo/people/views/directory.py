"""The directory of colleagues, and whom to welcome and congratulate."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, NotFound
from hamsoo.people import actions, queries
from hamsoo.people.forms import PersonalDaysForm
from hamsoo.people.models import Person, Skill, Unit
from hamsoo.people.views.reading import number, reader_of
from hamsoo.ui.pages import go, refuse, render, wants_fragment

T = TypeVar("T", Unit, Skill)

_LONGEST = 100
VIEWS = {"": _("Rows"), "cards": _("Cards")}


@require_GET
def directory(request: HttpRequest) -> HttpResponse:
    """List colleagues.

    `?q=` words of a name or position, or a number; `?unit=`, `?place=`, `?skill=`, `?customer=`, `?language=`, `?new=1` narrow it, all
    together; `?view=cards`; `?after=` the next part.
    """
    reader, today = reader_of(request), timezone.localdate()
    filters = _filters(request, reader)
    after = number(request.GET.get("after"))
    ids = queries.matching_ids(person=reader, words=filters.words)
    page = queries.directory(person=reader, filters=filters, today=today, after=after, ids=ids)
    view = request.GET.get("view", "")
    context: dict[str, Any] = {
        "people": [(person, page.through.get(person.pk)) for person in page.people],
        "alike": page.alike,
        "filters": filters,
        "view": view if view in VIEWS else "",
        "more_url": _address(request, after=page.after) if page.after else "",
    }
    if after and wants_fragment(request):
        return render(request, "people/directory.html", context, fragment="people/directory/_rows.html")
    found = queries.choices(person=reader, filters=filters, today=today, ids=ids)
    context |= _offered(request, reader, filters, found)
    return render(request, "people/directory.html", context, fragment="people/directory/_found.html")


def _filters(request: HttpRequest, reader: Person) -> queries.Filters:
    """Return what the address asks for; a unit or skill that is not there narrows nothing."""
    asked = request.GET
    return queries.Filters(
        words=asked.get("q", "").replace("\x00", "")[:_LONGEST],
        unit=_found(queries.unit, reader, number(asked.get("unit"))),
        place=asked.get("place", "").replace("\x00", "")[:_LONGEST],
        skill=_found(queries.skill, reader, number(asked.get("skill"))),
        customer=queries.customers_meant(person=reader, words=asked.get("customer", "").replace("\x00", "")),
        language=asked.get("language", "").replace("\x00", "")[:_LONGEST],
        is_new=asked.get("new") == "1",
    )


def _found(find: Callable[..., T], reader: Person, pk: int | None) -> T | None:
    try:
        return find(person=reader, pk=pk) if pk else None
    except NotFound:
        return None


def _offered(request: HttpRequest, reader: Person, filters: queries.Filters, choices: queries.Choices) -> dict[str, Any]:
    """Return every filter with its choices: (words, count, address, whether it is chosen)."""
    units = queries.units_to_choose(person=reader, chosen=filters.unit)
    chosen_unit = str(filters.unit.pk) if filters.unit else ""
    chosen_skill = str(filters.skill.pk) if filters.skill else ""
    groups = [
        _group(request, "place", _("Place"), choices.places, filters.place),
        _group(request, "skill", _("Skill"), choices.skills, chosen_skill),
        _customers(request, choices.customers, filters.customer),
        _group(request, "language", _("Language"), choices.languages, filters.language),
    ]
    return {
        "count": choices.count,
        "units": [(unit, choices.by_unit.get(unit.pk, 0), _address(request, unit=unit.pk), str(unit.pk) == chosen_unit) for unit in units],
        "all_url": _address(request, unit=None),
        "groups": groups,
        "new": (choices.new_count, _address(request, new=None if filters.is_new else 1)),
        "views": [(words, _address(request, view=name or None), name == request.GET.get("view", "")) for name, words in VIEWS.items()],
        "is_narrowed": filters != queries.Filters(),
    }


def _group(request: HttpRequest, name: str, label: Any, choices: list[queries.Choice], chosen: str) -> dict[str, Any]:
    options = [(one.name, one.count, _address(request, **{name: one.value}), one.value == chosen) for one in choices]
    current = next((one.name for one in choices if one.value == chosen), "") if chosen else ""
    return {"name": name, "label": label, "options": options, "current": current, "clear": _address(request, **{name: None})}


def _customers(request: HttpRequest, choices: list[queries.Choice], meant: queries.Meant | None) -> dict[str, Any]:
    """Return the filter by customers; any can be named, also those that are not offered."""
    chosen = meant.keys[0] if meant and len(meant.keys) == 1 else ""
    group = _group(request, "customer", _("Customer"), choices, chosen)
    return {**group, "current": meant.name if meant else "", "search": _("Name of a customer")}


def _address(request: HttpRequest, **changes: Any) -> str:
    """Return the address of this list with some of its filters changed (None: left out), from its beginning."""
    asked = {**request.GET.dict(), "after": None, **changes}
    query = urlencode({name: value for name, value in asked.items() if value is not None})
    return f"{request.path}?{query}" if query else request.path


@require_safe
def celebrations(request: HttpRequest) -> HttpResponse:
    """Show who is new, and whom to congratulate this week."""
    reader, today = reader_of(request), timezone.localdate()
    found = queries.celebrations(person=reader, today=today)
    return render(request, "people/directory/_celebrations.html", {"found": found, "today": today})


@require_http_methods(["GET", "POST"])
def personal_days(request: HttpRequest) -> HttpResponse:
    """Enter one's birthday, and choose what colleagues see of one's days."""
    reader = reader_of(request)
    kept = queries.personal_days(person=reader)
    form = PersonalDaysForm(request.POST or None, initial={name: getattr(kept, name) for name in PersonalDaysForm.base_fields})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_personal_days(actor=reader, at=clock.now(), **form.cleaned_data)
            return go(request, reverse("people:me"))
        except DomainError as error:
            refuse(form, error)
    return render(request, "people/directory/days.html", {"form": form, "person": reader})
