"""The clocks of many cases at once, in a fixed number of queries."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, Protocol

from django.db import connection
from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL

from hamsoo.cases.clocks import Calendars, Clocks, Conditions, Contact, Escalation, Facts, Policies, PolicyVersion, Step, Timetable, compute
from hamsoo.cases.models import Case, Phase
from hamsoo.cases.models.policies import Hours, SlaVersion
from hamsoo.customers.queries import holding, value_changes
from hamsoo.kernel.arrays import array
from hamsoo.kernel.calendars import InvalidCalendar, WorkingCalendar, default_iran, from_dict
from hamsoo.kernel.calendars.instants import to_instant
from hamsoo.kernel.prepared import Prepared, among_given

# What was said, oldest first. Of several messages on end only the first and of several answers the first can move a clock of the
# organisation; clocks of units begin in between, and so want all of them.
_CONTACTS = """
SELECT own.id, floor(extract(epoch FROM said.at))::bigint + %(epoch)s, said.direction
FROM cases_case AS own CROSS JOIN LATERAL (
    SELECT at, direction, lag(direction) OVER (ORDER BY at, id) AS before FROM interactions_interaction
    WHERE correspondence_id = own.correspondence_id AND at >= date_trunc('second', own.opened_at) AND at <= %(at)s AND NOT is_automatic
      AND (direction = 'in' OR delivery NOT IN ('refused', 'bounced'))) AS said
WHERE own.id = ANY(%(ids)s::bigint[]) AND (%(all)s OR said.direction IS DISTINCT FROM said.before)
ORDER BY own.id, said.at
"""
"""What a machine sent answers nobody, and what never arrived neither."""

# Whole seconds, as clocks count them: of a hundred thousand moments, making each a datetime took longer than all that is done with it.
_EPOCH = to_instant(datetime(1970, 1, 1, tzinfo=UTC))
_INSTANT = RawSQL("floor(extract(epoch FROM started_at))::bigint + %s", (_EPOCH,), BigIntegerField())
_STEPS = Prepared(
    lambda: (
        Phase.objects.filter(among_given("case", "cases"))
        .order_by("case", "number")
        .values_list("case_id", _INSTANT, "state", "unit_id", "partner_id", "assignee_id", "priority")
    )
)
_OPENED = Prepared(
    lambda: Case.objects.filter(among_given("pk", "cases")).order_by().values_list("pk", "type_id", "record_id", "opened_at", named=True)
)
_VERSIONS = Prepared(lambda: SlaVersion.objects.select_related("policy").order_by("effective_at", "pk"))
_HOURS = Prepared(lambda: Hours.objects.order_by("effective_at").values_list("unit_id", "effective_at", "calendar"))

_ALWAYS = datetime(1, 1, 2, tzinfo=UTC)
_Row = tuple[Any, ...]
Versions = tuple[tuple[datetime, WorkingCalendar], ...]


class Opened(Protocol):
    """A case, or what clocks ask of it besides its phases."""

    @property
    def pk(self) -> int: ...  # noqa: D102

    @property
    def type_id(self) -> int | None: ...  # noqa: D102

    @property
    def record_id(self) -> int | None: ...  # noqa: D102

    @property
    def opened_at(self) -> datetime: ...  # noqa: D102


def policies() -> Policies:
    """Return all versions of all policies."""
    return Policies(_version(row) for row in _VERSIONS())


def calendars() -> Calendars:
    """Return the hours of the organisation and of its units, with all their versions."""
    found: dict[int | None, list[tuple[datetime, WorkingCalendar]]] = defaultdict(list)
    for unit_id, effective_at, form in _HOURS():
        found[unit_id].append((effective_at, _calendar(json.dumps(form, sort_keys=True))))
    usual = ((_ALWAYS, default_iran()), *found.pop(None, []))
    # A unit worked by the hours of the organisation until it had its own.
    own = {pk: (*(one for one in usual if one[0] < rows[0][0]), *rows) for pk, rows in found.items() if pk is not None}
    return Calendars(_timetable(usual), {pk: _timetable(rows) for pk, rows in own.items()}, {pk: pk for pk in own})


def clocks_of(case_ids: Collection[int], at: datetime) -> dict[int, Clocks]:
    """Return the clocks of cases at `at`: five queries, six where policies ask for segments."""
    return clocks_of_found(_OPENED(cases=array(case_ids)), at) if case_ids else {}


def clocks_of_found(cases: Collection[Opened], at: datetime, steps: Mapping[int, Sequence[Step]] | None = None) -> dict[int, Clocks]:
    """Return the clocks of cases that the caller has found, and whose `steps` they may know: one query less for either."""
    if not cases:
        return {}
    ids, promised, hours = [case.pk for case in cases], policies(), calendars()
    facts, said = _facts(cases, asks_segment=promised.asks_segment), _said(ids, at, all_of_them=promised.asks_units)
    walked = _walked(ids) if steps is None else {}
    return {
        pk: compute(
            # Made for one case at a time: as many things as those of ten thousand cases are long in the way of the garbage collector.
            steps=[Step._make(row[1:]) for row in walked[pk]] if steps is None else steps[pk],
            contacts=[Contact(moment, direction, direction == "out") for _pk, moment, direction in said.get(pk, ())],
            policies=promised,
            calendars=hours,
            at=at,
            facts=facts[pk],
        )
        for pk in (walked if steps is None else steps)
    }


def steps_of(case_ids: Collection[int]) -> dict[int, list[Step]]:
    """Return the phases of cases, in order, as clocks read them."""
    return {pk: [Step._make(row[1:]) for row in rows] for pk, rows in _walked(case_ids).items()}


def _walked(case_ids: Collection[int]) -> dict[int, list[_Row]]:
    return _by_case(_STEPS(cases=array(case_ids)))


def _said(ids: Collection[int], at: datetime, *, all_of_them: bool) -> dict[int, list[_Row]]:
    with connection.cursor() as cursor:
        cursor.execute(_CONTACTS, {"ids": array(ids), "at": at, "all": all_of_them, "epoch": _EPOCH})
        return _by_case(cursor.fetchall())


def _by_case(rows: Iterable[_Row]) -> dict[int, list[_Row]]:
    return {pk: list(of_case) for pk, of_case in groupby(rows, key=itemgetter(0))}


def _facts(cases: Collection[Opened], *, asks_segment: bool) -> dict[int, Facts]:
    if not asks_segment:
        return {case.pk: Facts(case.type_id) for case in cases}
    changes = value_changes(record_ids={case.record_id for case in cases if case.record_id})
    segments = {case.pk: holding([row for row in changes.get(case.record_id or 0, ()) if row.at <= case.opened_at]) for case in cases}
    return {case.pk: Facts(case.type_id, frozenset([held.segment] if (held := segments[case.pk]) else [])) for case in cases}


def _version(row: SlaVersion) -> PolicyVersion:
    minutes = (("first", row.first_minutes), ("next", row.next_minutes), ("resolution", row.resolution_minutes))
    return PolicyVersion(
        policy_id=row.policy_id,
        effective_at=row.effective_at,
        name=str(row),
        scope="unit" if row.policy.scope == "unit" else "organisation",
        rank=row.rank,
        targets=tuple((kind, count * 60) for kind, count in minutes if count),  # type: ignore[misc]
        conditions=Conditions(frozenset(row.priorities), frozenset(row.type_ids), frozenset(row.segments), frozenset(row.unit_ids)),
        calendar_id=row.hours_of_id,
        pauses_for_customer=row.pauses_for_customer,
        escalations=tuple(Escalation(percent, tells) for percent, tells in row.escalations),
        is_active=row.is_active,
    )


@lru_cache(maxsize=256)
def _calendar(written: str) -> WorkingCalendar:
    try:
        return from_dict(json.loads(written))
    except InvalidCalendar:
        # Written by an older release; what is usual is a better answer than none.
        return default_iran()


@lru_cache(maxsize=256)
def _timetable(versions: Versions) -> Timetable:
    """Share the timetable of equal versions, so that it stays warm."""
    return Timetable(versions)
