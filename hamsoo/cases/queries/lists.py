"""Many cases: narrowed by filters, part by part, each with its clocks. Only what the reader reads is found, counted or sorted by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet

from hamsoo.cases.clocks import TargetClock
from hamsoo.cases.models import Case, CaseDue, CaseType
from hamsoo.cases.models.lists import SavedView
from hamsoo.cases.queries.clocks import clocks_of_found
from hamsoo.cases.queries.reading import BIGGEST
from hamsoo.kernel.arrays import array
from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.prepared import Prepared, among_given
from hamsoo.people.models import Person

PAGE, BOARD_PAGE, MOST_AT_ONCE = 50, 20, 5_000
OPEN = (Case.State.NEW, Case.State.WORKING, Case.State.CUSTOMER, Case.State.OTHER)
SOON = timedelta(hours=4)
"""Within it what is due counts as due soon, whatever the hours say: lists are narrowed by a hint."""

After = tuple[datetime, int]
_ROWS = Prepared(
    lambda: Case.objects.filter(among_given("pk", "cases")).select_related("unit", "assignee__unit", "record", "type").order_by()
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows the list, as it stands in an address; empty is everything. `state` "open" is all that is not at its end.

    `assignee` is `me`, `none` or a number; `due` is `late` or `soon`, and sorts by what is due first.
    """

    state: str = ""
    unit: str = ""
    assignee: str = ""
    priority: str = ""
    type: str = ""
    customer: str = ""
    tag: str = ""
    due: str = ""

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> Filters:
        """Return the filters of an address; what is none of them, or cannot be, is left out."""
        given = {field.name: str(asked.get(field.name, "")).replace("\x00", "").strip()[:80] for field in fields(cls)}
        numbers = {name: given[name] for name in ("unit", "priority", "type", "customer")}
        known = {name: value for name, value in numbers.items() if _number(value)}
        known["state"] = given["state"] if given["state"] in ("open", *Case.State.values) else ""
        known["due"] = given["due"] if given["due"] in ("late", "soon") else ""
        known["assignee"] = given["assignee"] if given["assignee"] in ("me", "none") or _number(given["assignee"]) else ""
        return cls(**known, tag=given["tag"][:40])

    @property
    def query(self) -> str:
        """Return them as the query of an address."""
        return urlencode({name: value for name, value in asdict(self).items() if value})


@dataclass(frozen=True, slots=True)
class Listed:
    """A case in a list, with the promise of it that is due next."""

    case: Case
    nearest: TargetClock | None


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list; `after` is where the next begins, None at the end."""

    rows: Sequence[Listed]
    after: After | None


def cases(*, person: Person, filters: Filters, at: datetime, after: After | None = None, limit: int = PAGE) -> Page:
    """Return a part of the cases that `person` reads: the newest first, or what is due first where that is asked for."""
    by_due = bool(filters.due)
    found = narrowed(person=person, filters=filters, at=at)
    if after is not None:
        moment, pk = after
        later = Q(due__due_at__gt=moment) | Q(due__due_at=moment, pk__gt=pk)
        earlier = Q(opened_at__lt=moment) | Q(opened_at=moment, pk__lt=pk)
        found = found.filter(later if by_due else earlier)
    # The rows are looked for by themselves, and what is shown with each is brought for those alone that are shown.
    moment_of = "due__due_at" if by_due else "opened_at"
    ordered = found.order_by("due__due_at", "pk") if by_due else found.order_by("-opened_at", "-pk")
    keys = list(ordered.values_list(moment_of, "pk")[: limit + 1])
    rows = {row.pk: row for row in _ROWS(cases=array(pk for _moment, pk in keys[:limit]))} if keys else {}
    shown = [rows[pk] for _moment, pk in keys[:limit] if pk in rows]
    more = keys[limit - 1] if len(keys) > limit else None
    return Page(_listed(shown, at), more)


def _listed(shown: Sequence[Case], at: datetime) -> list[Listed]:
    # At its end a case has nothing that is still to be done.
    clocks = clocks_of_found([case for case in shown if case.is_open], at)
    return [Listed(case, clocks[case.pk].nearest if case.pk in clocks else None) for case in shown]


def mine(*, person: Person, at: datetime, limit: int = 5) -> tuple[Sequence[Listed], int]:
    """Return the first of the open cases of `person`, what is due first, each with what is due next; and how many there are."""
    found = narrowed(person=person, filters=Filters(state="open", assignee="me"), at=at)
    shown = list(found.order_by(F("due__due_at").asc(nulls_last=True), "opened_at", "pk").select_related("record")[:limit])
    return _listed(shown, at), len(shown) if len(shown) < limit else found.count()


def neighbours(*, person: Person, filters: Filters, case: Case, at: datetime) -> tuple[int | None, int | None]:
    """Return the ids of the cases before and after one in a list, as `person` sees it now; the case itself may be in it no more."""
    found = narrowed(person=person, filters=filters, at=at)
    if filters.due:
        due_at = CaseDue.objects.filter(case=case).values_list("due_at", flat=True).first()
        if due_at is None:
            return None, None
        before = found.filter(Q(due__due_at__lt=due_at) | Q(due__due_at=due_at, pk__lt=case.pk)).order_by("-due__due_at", "-pk")
        after = found.filter(Q(due__due_at__gt=due_at) | Q(due__due_at=due_at, pk__gt=case.pk)).order_by("due__due_at", "pk")
    else:
        moment = case.opened_at
        before = found.filter(Q(opened_at__gt=moment) | Q(opened_at=moment, pk__gt=case.pk)).order_by("opened_at", "pk")
        after = found.filter(Q(opened_at__lt=moment) | Q(opened_at=moment, pk__lt=case.pk)).order_by("-opened_at", "-pk")
    return before.values_list("pk", flat=True).first(), after.values_list("pk", flat=True).first()


def board(*, person: Person, filters: Filters, at: datetime) -> list[tuple[Case.State, Page]]:
    """Return the newest cases of each open state that `person` reads: one column a state."""
    return [(state, cases(person=person, filters=replace(filters, state=str(state)), at=at, limit=BOARD_PAGE)) for state in OPEN]


def narrowed(*, person: Person, filters: Filters, at: datetime) -> QuerySet[Case]:
    """Return the cases that `person` reads and the filters let through, in no order."""
    found = Case.objects.visible_to(person).standing()
    for name, value in asdict(filters).items():
        if value:
            found = found.filter(_meaning(name, value, person, at))
    return found


def ids_found(*, person: Person, filters: Filters, at: datetime) -> list[int]:
    """Return the ids of what is found, as many as can be worked on at once."""
    return list(narrowed(person=person, filters=filters, at=at).order_by("-opened_at", "-pk").values_list("pk", flat=True)[:MOST_AT_ONCE])


def _meaning(name: str, value: str, person: Person, at: datetime) -> Q:
    if name == "state":
        return ~Q(state__in=("resolved", "closed")) if value == "open" else Q(state=value)
    if name == "assignee":
        return Q(assignee=None) if value == "none" else Q(assignee=person.pk if value == "me" else int(value))
    if name == "customer":
        return Q(record__customer=int(value))
    if name == "tag":
        return Q(tags__contains=[value])
    if name == "due":
        return Q(due__due_at__lt=at) if value == "late" else Q(due__due_at__gte=at, due__due_at__lt=at + SOON)
    return Q(**{name: int(value)})


def views(*, person: Person) -> list[SavedView]:
    """Return the views that `person` keeps, and those shared with them, by name."""
    return list(SavedView.objects.visible_to(person).select_related("unit", "owner").order_by("name", "pk"))


def view(*, person: Person, pk: int) -> SavedView:
    """Return a view, or raise `NotFound`."""
    found = SavedView.objects.visible_to(person).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def types() -> list[CaseType]:
    """Return the types that cases have."""
    return list(CaseType.objects.filter(is_active=True).order_by("rank", "name_fa", "pk"))


def _number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 0 < int(text) <= BIGGEST if len(text) < 20 else False


def choices_of(filters: Filters, **changes: Any) -> str:
    """Return the query of an address with some filters changed."""
    return replace(filters, **changes).query
