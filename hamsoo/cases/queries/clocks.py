"""The clocks of many cases at once, in a fixed number of queries."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from datetime import UTC, datetime
from functools import lru_cache

from django.db import connection

from hamsoo.cases.clocks import Calendars, Clocks, Conditions, Contact, Escalation, Facts, Policies, PolicyVersion, Step, Timetable, compute
from hamsoo.cases.models import Case, Phase
from hamsoo.cases.models.policies import Hours, SlaVersion
from hamsoo.customers.queries import holding, value_changes
from hamsoo.kernel.calendars import InvalidCalendar, WorkingCalendar, default_iran, from_dict

# What was said, oldest first. Of several messages on end only the first and of several answers the first can move a clock of the
# organisation; clocks of units begin in between, and so want all of them.
_CONTACTS = """
SELECT own.id, said.at, said.direction
FROM cases_case AS own CROSS JOIN LATERAL (
    SELECT at, direction, lag(direction) OVER (ORDER BY at, id) AS before FROM interactions_interaction
    WHERE correspondence_id = own.correspondence_id AND at >= date_trunc('second', own.opened_at) AND at <= %(at)s AND NOT is_automatic
      AND (direction = 'in' OR delivery NOT IN ('refused', 'bounced'))) AS said
WHERE own.id = ANY(%(ids)s) AND (%(all)s OR said.direction IS DISTINCT FROM said.before)
ORDER BY own.id, said.at
"""
"""What a machine sent answers nobody, and what never arrived neither."""

_ALWAYS = datetime(1, 1, 2, tzinfo=UTC)
Versions = tuple[tuple[datetime, WorkingCalendar], ...]


def policies() -> Policies:
    """Return all versions of all policies."""
    return Policies(_version(row) for row in SlaVersion.objects.select_related("policy").order_by("effective_at", "pk"))


def calendars() -> Calendars:
    """Return the hours of the organisation and of its units, with all their versions."""
    found: dict[int | None, list[tuple[datetime, WorkingCalendar]]] = defaultdict(list)
    for unit_id, effective_at, form in Hours.objects.order_by("effective_at").values_list("unit_id", "effective_at", "calendar"):
        found[unit_id].append((effective_at, _calendar(json.dumps(form, sort_keys=True))))
    usual = ((_ALWAYS, default_iran()), *found.pop(None, []))
    # A unit worked by the hours of the organisation until it had its own.
    own = {pk: (*(one for one in usual if one[0] < rows[0][0]), *rows) for pk, rows in found.items() if pk is not None}
    return Calendars(_timetable(usual), {pk: _timetable(rows) for pk, rows in own.items()}, {pk: pk for pk in own})


def clocks_of(case_ids: Collection[int], at: datetime) -> dict[int, Clocks]:
    """Return the clocks of cases at `at`: five queries, six where policies ask for segments."""
    ids, promised, hours = list(case_ids), policies(), calendars()
    if not ids:
        return {}
    facts, contacts = _facts(ids, asks_segment=promised.asks_segment), _contacts(ids, at, all_of_them=promised.asks_units)
    steps: dict[int, list[Step]] = defaultdict(list)
    rows = Phase.objects.filter(case__in=ids).order_by("case", "number")
    for pk, *values in rows.values_list("case_id", "started_at", "state", "unit_id", "partner_id", "assignee_id", "priority"):
        steps[pk].append(Step._make(values))
    return {
        pk: compute(steps=found, contacts=contacts[pk], policies=promised, calendars=hours, at=at, facts=facts.get(pk, Facts()))
        for pk, found in steps.items()
    }


def _contacts(ids: list[int], at: datetime, *, all_of_them: bool) -> dict[int, list[Contact]]:
    found: dict[int, list[Contact]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_CONTACTS, {"ids": ids, "at": at, "all": all_of_them})
        for pk, said_at, direction in cursor.fetchall():
            found[pk].append(Contact(said_at, direction, direction == "out"))
    return found


def _facts(ids: list[int], *, asks_segment: bool) -> dict[int, Facts]:
    rows = list(Case.objects.filter(pk__in=ids).values_list("pk", "type_id", "record_id", "opened_at"))
    changes = value_changes(record_ids={record for _pk, _type, record, _opened in rows if record}) if asks_segment else {}
    segments = {pk: holding([row for row in changes.get(record or 0, ()) if row.at <= opened]) for pk, _type, record, opened in rows}
    return {pk: Facts(type_id, frozenset([held.segment] if (held := segments[pk]) else [])) for pk, type_id, _record, _opened in rows}


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
