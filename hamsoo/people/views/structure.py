"""The organisation chart: who reports to whom, and which unit stands below which."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from hamsoo.kernel import clock
from hamsoo.kernel.errors import NotFound
from hamsoo.people import queries
from hamsoo.people.forms import DayForm
from hamsoo.people.models import Person, Unit
from hamsoo.people.queries import chart, unit_tree
from hamsoo.people.views.reading import number, reader_of
from hamsoo.ui.pages import go, render, wants_fragment


@dataclass(frozen=True, slots=True)
class Look:
    """What of the structure a reader looks at: a day, people or units, from where down, and whom to point at."""

    day: date
    today: date
    view: str = "people"
    root: int | None = None
    focus: int | None = None

    @property
    def written_day(self) -> str:
        """Return the day as an argument, empty for today."""
        return "" if self.day == self.today else self.day.isoformat()

    @property
    def is_today(self) -> bool:
        """Return whether the structure of today is looked at."""
        return self.day == self.today

    @property
    def is_whole(self) -> bool:
        """Return whether the chart begins at the top."""
        return self.root is None

    def address(self, **arguments: object) -> str:
        """Return the address of the page on the same day, with further arguments."""
        given = {name: value for name, value in {"at": self.written_day, **arguments}.items() if value}
        return reverse("people:structure") + (f"?{urlencode(given)}" if given else "")

    @property
    def people(self) -> str:
        """Return the address of the people on the same day, from the top."""
        return self.address()

    @property
    def units(self) -> str:
        """Return the address of the units on the same day, from the top."""
        return self.address(view="units")

    @property
    def now(self) -> str:
        """Return the address of the same view today."""
        return replace(self, day=self.today).address(view="units" if self.view == "units" else "")

    @property
    def person_root(self) -> str:
        """Return the beginning of an address: a person's id makes it the chart from there down."""
        return f"{self.people}{'&' if self.written_day else '?'}root="

    @property
    def unit_root(self) -> str:
        """Return the beginning of an address: a unit's id makes it the chart from there down."""
        return f"{self.person_root}unit-"

    def part(self, route: str, *arguments: int, level: int, start: int | None) -> str:
        """Return the address of a further part of a branch; empty when there is none (`start` is None)."""
        given = {"level": level, "start": start, **({"at": self.written_day} if self.written_day else {})}
        return f"{reverse(route, args=arguments)}?{urlencode(given)}" if start else ""


@require_GET
def structure(request: HttpRequest) -> HttpResponse:
    """Show the structure: `?at=` a day, `?view=units`, `?root=` a person or `unit-7`, `?focus=` a person, `?q=` words of a name."""
    reader = reader_of(request)
    form, look = _look(request)
    words = request.GET.get("q", "").replace("\x00", "")[:100].strip()
    place = f"{look.person_root}{reader.manager_id or reader.pk}&focus={reader.pk}"
    context: dict[str, Any] = {"look": look, "words": words, "day_form": form, "reader": reader, "my_place": place}
    context["shown_day"] = request.GET.get("at", "") if form.errors else form.fields["at"].prepare_value(look.day)
    if words:
        context |= {"found": chart.found(person=reader, words=words, day=look.day), "units_found": _units_called(reader, words, look)}
    elif look.view == "units":
        context |= _units(reader, look)
    else:
        context |= _people(reader, look)
    return render(request, "people/structure/page.html", context, fragment="people/structure/_chart.html")


def _look(request: HttpRequest) -> tuple[DayForm, Look]:
    today = timezone.localdate(clock.now())
    form = DayForm(request.GET if request.GET.get("at") else None)
    day = form.cleaned_data["at"] if form.is_bound and form.is_valid() else today
    root, view = request.GET.get("root", ""), request.GET.get("view", "")
    is_unit = root.startswith("unit-")
    look = Look(day, today, "units" if is_unit or view == "units" else "people", number(root.removeprefix("unit-")))
    return form, replace(look, focus=number(request.GET.get("focus")))


def _people(reader: Person, look: Look) -> dict[str, Any]:
    """Return the tree of people: from the root that was asked for, else from the top; one root is opened."""
    if look.root is None:
        top, way = chart.tops(person=reader, day=look.day), []
    else:
        way = chart.way_up(person=reader, of=look.root, day=look.day)
        if not way and look.focus:  # The manager was not there any more.
            way = chart.way_up(person=reader, of=look.focus, day=look.day)[-1:]
        if not way:
            raise NotFound
        top = chart.Branch([chart.node(row=way[-1], day=look.day)], [], 1, 0, None)
    context: dict[str, Any] = {"top": top, "way": way[:-1], "more_tops": _tops_after(look, top)}
    if top.total == 1 and top.nodes:
        root = top.nodes[0].person
        opened = chart.branch(person=reader, of=root, day=look.day)
        context |= {"opened": opened, "more_url": look.part("people:structure_of_person", root.pk, level=2, start=opened.next_start)}
    return context


def _tops_after(look: Look, top: chart.Branch) -> str:
    return look.part("people:structure_tops", level=1, start=top.next_start)


def _units(reader: Person, look: Look) -> dict[str, Any]:
    """Return the tree of units: from the one that was asked for, else from the top; one root is opened."""
    nodes = unit_tree.unit_tree(person=reader, day=look.day)
    root = next((node for node in nodes if node.unit.pk == look.root), None)
    if look.root is not None and root is None:
        raise NotFound
    tops = [root] if root else unit_tree.level_of(nodes, None)
    way = set(root.unit.ancestor_ids[:-1]) if root else set()
    context: dict[str, Any] = {"unit_nodes": tops, "unit_way": [node for node in nodes if node.unit.pk in way]}
    if len(tops) == 1:
        unit = tops[0].unit
        members = chart.members(person=reader, of=unit, day=look.day)
        more_url = look.part("people:structure_of_unit", unit.pk, level=2, start=members.next_start)
        context |= {"opened_units": unit_tree.level_of(nodes, unit), "members": members, "more_url": more_url}
    return context


def _units_called(reader: Person, words: str, look: Look) -> list[Unit]:
    return [node.unit for node in unit_tree.unit_tree(person=reader, day=look.day) if unit_tree.is_called(node.unit, words)]


@require_GET
def structure_of_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Return what stands right below somebody, from `?start=` on: a fragment of the chart."""
    reader = reader_of(request)
    _form, look = _look(request)
    if not wants_fragment(request):
        return go(request, f"{look.person_root}{pk}")
    level, start = number(request.GET.get("level")) or 2, number(request.GET.get("start")) or 0
    person = queries.colleague(person=reader, pk=pk)
    branch = chart.branch(person=reader, of=person, day=look.day, start=start)
    more_url = look.part("people:structure_of_person", pk, level=level, start=branch.next_start)
    context = {"branch": branch, "look": look, "level": level, "more_url": more_url, "reader": reader}
    return render(request, "people/structure/_branch.html", context)


@require_GET
def structure_tops(request: HttpRequest) -> HttpResponse:
    """Return who reports to nobody, from `?start=` on: a fragment of the chart."""
    reader = reader_of(request)
    _form, look = _look(request)
    if not wants_fragment(request):
        return go(request, look.address())
    branch = chart.tops(person=reader, day=look.day, start=number(request.GET.get("start")) or 0)
    context = {"branch": branch, "look": look, "level": 1, "more_url": _tops_after(look, branch), "reader": reader, "is_top": True}
    return render(request, "people/structure/_branch.html", context)


@require_GET
def structure_of_unit(request: HttpRequest, unit_pk: int) -> HttpResponse:
    """Return the units right below a unit and who works in it, from `?start=` on: a fragment of the chart."""
    reader = reader_of(request)
    _form, look = _look(request)
    if not wants_fragment(request):
        return go(request, f"{look.unit_root}{unit_pk}")
    unit = queries.unit(person=reader, pk=unit_pk)
    level, start = number(request.GET.get("level")) or 2, number(request.GET.get("start")) or 0
    branch = chart.members(person=reader, of=unit, day=look.day, start=start)
    below = [] if start else unit_tree.level_of(unit_tree.unit_tree(person=reader, day=look.day, below=unit), unit)
    more_url = look.part("people:structure_of_unit", unit_pk, level=level, start=branch.next_start)
    context = {"branch": branch, "look": look, "level": level, "below": below, "more_url": more_url, "reader": reader}
    return render(request, "people/structure/_unit_branch.html", context)


@require_GET
def layers(request: HttpRequest) -> HttpResponse:
    """Show how many layers of management there are, and how many report to one manager: a fragment of the chart's page."""
    reader = reader_of(request)
    _form, look = _look(request)
    context = {"layers": queries.layers(person=reader, day=look.day), "look": look}
    return render(request, "people/structure/layers.html", context, fragment="people/structure/_layers.html")
