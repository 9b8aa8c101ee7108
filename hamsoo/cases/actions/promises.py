"""What is promised about time: policies, hours, and telling those concerned before it is too late."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from hamsoo.cases import events, queries
from hamsoo.cases.clocks import Clocks, PolicyVersion, TargetClock
from hamsoo.cases.models import Case, CaseDue, Hours, SlaPolicy, SlaTold, SlaVersion
from hamsoo.cases.rules import promises as rules
from hamsoo.kernel import deadlines
from hamsoo.kernel.calendars import Correction, InvalidCalendar, Span, from_dict, to_dict
from hamsoo.kernel.errors import Invalid
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM
from hamsoo.people.models import Person, Unit
from hamsoo.people.queries import acting_head
from hamsoo.spaces.queries import placed_in

DEADLINE, REST = "case.sla", "case.sla_rest"
_BATCH, _PART = 500, 2_000


@transaction.atomic
def set_policy(*, actor: Person, at: datetime, scope: str, policy: SlaPolicy | None = None, **says: Any) -> SlaVersion:
    """Promise something from now on: as a new policy, or as the next version of one. `says` are the fields of `SlaVersion`."""
    rules.require_can_keep_promises(actor)
    says = rules.checked_version(scope, says)
    if policy is None:
        policy = SlaPolicy.objects.create(scope=scope, created_at=at)
    version = SlaVersion.objects.create(policy=policy, effective_at=_after_the_last(policy, at), by=actor, **says)
    record(events.PolicySet(policy_id=policy.pk, version_id=version.pk), actor=actor, objects=[], spaces=[], at=at)
    return version


@transaction.atomic
def end_policy(*, actor: Person, policy: SlaPolicy, at: datetime) -> None:
    """Promise it no more; clocks that ran until now keep what they used."""
    rules.require_can_keep_promises(actor)
    last = SlaVersion.objects.filter(policy=policy).order_by("-effective_at").first()
    if last is None or not last.is_active:
        return
    last.pk, last.is_active, last.by, last.effective_at = None, False, actor, _after_the_last(policy, at)
    last.save(force_insert=True)
    record(events.PolicyEnded(policy_id=policy.pk), actor=actor, objects=[], spaces=[], at=at)


@transaction.atomic
def set_hours(*, actor: Person, unit: Unit | None, calendar: Mapping[str, Any], at: datetime) -> Hours:
    """Let a unit, or with None the organisation, work by this calendar from now on. What ran before stays measured as it was."""
    rules.require_can_keep_promises(actor)
    form = to_dict(from_dict(dict(calendar)))
    row, _made = Hours.objects.update_or_create(unit=unit, effective_at=at, defaults={"calendar": form, "by": actor})
    record(events.HoursSet(unit_id=unit.pk if unit else None), actor=actor, objects=[], spaces=[], at=at)
    return row


@transaction.atomic
def correct_day(
    *, actor: Person, unit: Unit | None, on: date, kind: str, at: datetime, spans: Sequence[Span] = (), reason: str = ""
) -> Hours:
    """Say that one day, today or later, is not as the week and the holidays say; `kind` "none" takes that back.

    It is a new version of the hours from now on, so nothing that ran is measured anew.
    """
    rules.require_can_keep_promises(actor)
    calendar = queries.hours_now(unit=unit, at=at)
    if on < localdate(at, calendar.time_zone):
        raise Invalid(_("What has passed keeps its measure: choose today, or a day to come."), field="on")
    others = tuple(one for one in calendar.corrections if one.on != on)
    try:
        own = () if kind == "none" else (Correction(on, kind, tuple(spans), reason.replace("\x00", "").strip()[:120]),)  # type: ignore[arg-type]
        changed = replace(calendar, corrections=tuple(sorted((*others, *own), key=lambda one: one.on)))
    except InvalidCalendar as error:
        raise Invalid(str(error), field="spans" if error.field == "spans" else "kind") from error
    return set_hours(actor=actor, unit=unit, calendar=to_dict(changed), at=at)


def _after_the_last(policy: SlaPolicy, at: datetime) -> datetime:
    """Return from when a version holds: never before another of the same policy, so that what ran keeps its measure."""
    last = SlaVersion.objects.filter(policy=policy).order_by("-effective_at").values_list("effective_at", flat=True).first()
    return at if last is None or last < at else last.replace(microsecond=0) + rules.SECOND


def reckon(*, case_ids: Collection[int], at: datetime, quietly: bool = False) -> None:
    """Find again when each case is due and when somebody is to be told. `quietly` tells nobody of what is past already."""
    ids = sorted(set(case_ids))
    for start in range(0, len(ids), _BATCH):
        with transaction.atomic():
            _reckon(ids[start : start + _BATCH], at, quietly=quietly)


def find_due(*, case_ids: Collection[int], at: datetime) -> None:
    """Find when open cases are due of which that is not known; nobody is told by this."""
    known = set(CaseDue.objects.filter(case__in=case_ids).values_list("case", flat=True))
    ids = list(Case.objects.open().filter(pk__in=set(case_ids) - known).values_list("pk", flat=True))
    due = _due(queries.clocks_of(ids, at))
    rows = [CaseDue(case_id=pk, due_at=moment) for pk, moment in due.items() if moment is not None]
    CaseDue.objects.bulk_create(rows, ignore_conflicts=True)


def reckon_all(*, after: int, at: datetime) -> None:
    """Find again when open cases with an id beyond `after` are due: one part now, the rest at once after that."""
    ids = list(Case.objects.open().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:_PART])
    reckon(case_ids=ids, at=at)
    if len(ids) == _PART:
        deadlines.set_deadline(kind=REST, about=("case", ids[-1]), due_at=at)


def _reckon(ids: Sequence[int], at: datetime, *, quietly: bool) -> None:
    found = queries.clocks_of(ids, at)
    due = _due(found)
    CaseDue.objects.filter(case__in=[pk for pk in ids if pk not in due]).delete()
    rows = [CaseDue(case_id=pk, due_at=moment) for pk, moment in due.items() if moment is not None]
    CaseDue.objects.bulk_create(rows, update_conflicts=True, unique_fields=["case"], update_fields=["due_at"])
    if quietly:
        past = [(pk, name, mark.percent) for pk, clocks in found.items() for name, mark in _marks(clocks) if mark.at <= at]
        SlaTold.objects.bulk_create(
            [SlaTold(case_id=pk, target=name, percent=share, at=at) for pk, name, share in past], ignore_conflicts=True
        )
    told = _told(ids)
    for pk in ids:
        _set_deadline(pk, found.get(pk), told, at)


def _due(found: Mapping[int, Clocks]) -> dict[int, datetime | None]:
    return {pk: clocks.nearest.due_at for pk, clocks in found.items() if clocks.ended_at is None and clocks.nearest is not None}


def _marks(clocks: Clocks) -> list[tuple[str, Any]]:
    return [(rules.name_of(target), mark) for target in clocks.targets if target.is_open for mark in target.marks]


def _told(ids: Collection[int]) -> set[tuple[int, str, int]]:
    return set(SlaTold.objects.filter(case__in=ids).values_list("case_id", "target", "percent"))


def _set_deadline(pk: int, clocks: Clocks | None, told: Collection[tuple[int, str, int]], at: datetime) -> None:
    marks = _marks(clocks) if clocks is not None and clocks.ended_at is None else []
    moments = [mark.at for name, mark in marks if (pk, name, mark.percent) not in told]
    if moments:
        deadlines.set_deadline(kind=DEADLINE, about=("case", pk), due_at=max(min(moments), at))
    else:
        deadlines.clear(kind=DEADLINE, about=("case", pk))


@transaction.atomic
def tell(*, case_id: int, at: datetime) -> int:
    """Tell those whom the policies name of what is nearly used up, or missed, and was not told yet; return of how much.

    Of several shares of a target that have passed meanwhile the last is told, once.
    """
    case = Case.objects.select_for_update(of=("self",), no_key=True).select_related("unit").filter(pk=case_id).first()
    if case is None:
        return 0
    clocks = queries.clocks_of([case_id], at).get(case_id)
    if clocks is None or clocks.ended_at is not None:
        return 0
    known, told, count = {one.policy_id: one for one in queries.policies().standing(at)}, _told([case_id]), 0
    for target in clocks.targets:
        name = rules.name_of(target)
        passed = (
            [mark.percent for mark in target.marks if mark.at <= at and (case_id, name, mark.percent) not in told] if target.is_open else []
        )
        if passed:
            SlaTold.objects.bulk_create(SlaTold(case=case, target=name, percent=percent, at=at) for percent in passed)
            count += _say(case, target, known.get(target.policy_id), passed, at)
    _set_deadline(case_id, clocks, _told([case_id]), at)
    return count


def _say(case: Case, target: TargetClock, policy: PolicyVersion | None, passed: Sequence[int], at: datetime) -> int:
    tells = [one.tells for one in policy.escalations if one.percent in passed] if policy else []
    told = tuple(dict.fromkeys(pk for word in tells for pk in _whom(case, target, word, at)))
    if not told:
        return 0
    kind = events.SlaMissed if max(passed) >= 100 else events.SlaWarned
    fact = kind(
        case_id=case.pk,
        unit_id=case.unit_id,
        record_id=case.record_id,
        told_ids=told,
        target=target.kind,
        scope=target.scope,
        percent=max(passed),
    )
    record(fact, actor=SYSTEM, objects=[case.ref], spaces=placed_in(type="case", object_id=case.pk), at=at)
    return 1


def _whom(case: Case, target: TargetClock, word: str, at: datetime) -> list[int]:
    """Return whom a word of a policy means: of what nobody has yet, the lead is told in place of the assignee."""
    if word == "assignee" and case.assignee_id:
        return [case.assignee_id]
    day = localdate(at)
    unit = case.unit if target.unit_id in (None, case.unit_id) else Unit.objects.get(pk=target.unit_id)
    lead = acting_head(unit=unit, day=day)
    if word != "above":
        return [lead.pk] if lead else []
    above = acting_head(unit=unit.parent, day=day) if unit.parent else None
    found = above.pk if above and above != lead else lead.manager_id if lead else None
    return [found] if found else []
