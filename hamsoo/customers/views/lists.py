"""The list of customers."""

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from hamsoo.customers import queries, rules
from hamsoo.customers.models import Dimension, State
from hamsoo.customers.views.reading import number, reader_of
from hamsoo.identity.models import Entity, System
from hamsoo.identity.queries import systems
from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Person
from hamsoo.people.queries import colleague
from hamsoo.ui.pages import render, wants_fragment

_LONGEST = 100
_NAMES = ("q", "kind", "stage", "state", "value", "potential", "system", "member")


@require_safe
def customers(request: HttpRequest) -> HttpResponse:
    """List customers.

    `?q=` words; `?kind=`, `?stage=`, `?state=`, `?value=`, `?potential=`, `?system=`, `?member=` (a number or `me`) narrow it,
    all together; `?after=` and `?at=` say where the next part begins.
    """
    reader = reader_of(request)
    known, stages = list(systems(person=reader)), queries.stages()
    filters = filters_of(request.GET, reader, known=known, stages=stages)
    after = _cursor(request)
    page = queries.customers(person=reader, filters=filters, after=after)
    context: dict[str, Any] = {
        "page": page,
        "filters": filters,
        "is_narrowed": filters != queries.Filters(),
        "more_url": _address(request, after=page.after[0], at=page.after[1]) if page.after else "",
        "part": after[1] if after else "",
    }
    if after and wants_fragment(request):
        return render(request, "customers/list.html", context, fragment="customers/_rows.html")
    context |= {
        "groups": _groups(request, filters, known, stages),
        "mine": (_address(request, member=None if filters.member else "me"), filters.member),
        "saved": [
            (one, f"{request.path}?{urlencode(one.asked)}", one.asked == asked_of(request.GET))
            for one in queries.saved_lists(person=reader)
        ],
        "asked": asked_of(request.GET).items(),
        "can_add": rules.can_keep(reader),
        "can_forget": rules.can_forget(reader),
    }
    return render(request, "customers/list.html", context, fragment="customers/_found.html")


def asked_of(asked: Mapping[str, str]) -> dict[str, str]:
    """Return the filters of an address, those alone that say something."""
    return {name: asked[name].replace("\x00", "")[:_LONGEST] for name in _NAMES if asked.get(name)}


def filters_of(
    asked: Mapping[str, str], reader: Person, *, known: list[System] | None = None, stages: Mapping[str, Any] | None = None
) -> queries.Filters:
    """Return what an address asks for; what is not there narrows nothing."""
    known = list(systems(person=reader)) if known is None else known
    stages = queries.stages() if stages is None else stages

    def one_of(name: str, values: Collection[str]) -> str:
        return asked.get(name, "") if asked.get(name) in values else ""

    return queries.Filters(
        words=asked.get("q", "").replace("\x00", "")[:_LONGEST],
        entity=one_of("kind", Entity.values),
        stage=one_of("stage", stages),
        state=one_of("state", State.values),
        value=one_of("value", queries.LEVELS),
        potential=one_of("potential", queries.LEVELS),
        member=_member(reader, asked.get("member")),
        system=next((one for one in known if one.pk == number(asked.get("system"))), None),
    )


def _member(reader: Person, asked: str | None) -> Person | None:
    """Return the colleague whose customers are asked for: `me`, or by number."""
    if asked == "me":
        return reader
    pk = number(asked)
    try:
        return colleague(person=reader, pk=pk) if pk else None
    except NotFound:
        return None


def _groups(request: HttpRequest, filters: queries.Filters, known: list[Any], stages: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return every filter with its choices: (words, address, whether it is chosen)."""
    kinds, states = list(Entity.choices), [pair for pair in State.choices if pair[0]]
    system = str(filters.system.pk) if filters.system else ""
    return [
        _group(request, "kind", pgettext_lazy("of a customer", "Kind"), kinds, filters.entity),
        _group(request, "stage", pgettext_lazy("of a customer", "Stage"), list(stages.items()), filters.stage),
        _group(request, "state", pgettext_lazy("of a customer", "State"), states, filters.state),
        _group(request, "value", Dimension.VALUE.label, list(queries.LEVELS.items()), filters.value),
        _group(request, "potential", Dimension.POTENTIAL.label, list(queries.LEVELS.items()), filters.potential),
        _group(request, "system", pgettext_lazy("of a customer", "System"), [(str(one.pk), one) for one in known], system),
    ]


def _group(request: HttpRequest, name: str, label: Any, choices: list[tuple[str, Any]], chosen: str) -> dict[str, Any]:
    options = [(words, _address(request, **{name: value}), value == chosen) for value, words in choices]
    current = next((words for value, words in choices if value == chosen), "") if chosen else ""
    return {
        "name": name,
        "label": label,
        "options": options,
        "chosen": chosen,
        "current": current,
        "clear": _address(request, **{name: None}),
    }


def _address(request: HttpRequest, **changes: Any) -> str:
    """Return the address of this list with some of its filters changed (None: left out), from its beginning."""
    asked = {**request.GET.dict(), "after": None, "at": None, **changes}
    query = urlencode({name: value for name, value in asked.items() if value is not None})
    return f"{request.path}?{query}" if query else request.path


def _cursor(request: HttpRequest) -> queries.Cursor | None:
    at = number(request.GET.get("at"))
    return (request.GET.get("after", "").replace("\x00", ""), at) if at is not None else None
