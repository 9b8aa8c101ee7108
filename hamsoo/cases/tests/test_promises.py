"""Promises of time: what is promised, whose clocks run, and who is told before it is too late."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamsoo.cases import actions, queries
from hamsoo.cases.actions import promises
from hamsoo.cases.models import Case, CaseDue, Hours, SlaTold, SlaVersion
from hamsoo.cases.tests.test_working import facts, opened, refused
from hamsoo.customers.models import SegmentChange
from hamsoo.customers.tests.cast import company
from hamsoo.interactions.models import Correspondence, Interaction
from hamsoo.kernel import deadlines
from hamsoo.kernel.calendars import default_iran, to_dict
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.notices.models import InboxItem
from hamsoo.people.models import Person, Unit
from tests.world import NOON, World

HOUR = timedelta(hours=1)
ESCALATIONS = [[50, "assignee"], [80, "lead"], [100, "above"]]


@contextmanager
def worker_at(at: datetime) -> Iterator[None]:
    """Let the worker do within the block what it does at `at`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hamsoo.kernel.clock.now", lambda: at)
        yield
        settle()


def promised(admin: Person, *, scope: str = "organisation", at: datetime = NOON - HOUR, **says: object) -> SlaVersion:
    return promises.set_policy(actor=admin, at=at, scope=scope, **{"name_fa": "پیمان", **says})


def said(case: Case, at: datetime) -> list[tuple[str, str, str, int]]:
    return [(one.scope, one.kind, one.state, one.used // 60) for one in queries.clocks_of([case.pk], at)[case.pk].targets]


def wrote(case: Case, direction: str, at: datetime, **further: object) -> Interaction:
    if case.correspondence is None:
        case.correspondence = Correspondence.objects.create(unit=case.unit, opened_at=at, last_at=at)
        case.save()
    return Interaction.objects.create(
        correspondence=case.correspondence, direction=direction, channel="mail", at=at, recorded_at=at, **further
    )


def test_administrators_alone_promise(world: World, sara: Person, admin: Person) -> None:
    assert refused(lambda: promised(sara, first_minutes=30)) == "NotAllowed"
    assert refused(lambda: promises.set_hours(actor=sara, unit=None, calendar=to_dict(default_iran()), at=NOON)) == "NotAllowed"
    for wrong in ({}, {"first_minutes": 0}, {"first_minutes": 10**7}, {"first_minutes": 5, "name_fa": " "}):
        assert refused(lambda wrong=wrong: promised(admin, **wrong)) == "Invalid"
    assert refused(lambda: promised(admin, first_minutes=5, escalations=[[0, "lead"]])) == "Invalid"
    assert (SlaVersion.objects.count(), Hours.objects.count(), facts()) == (0, 0, [])
    version = promised(admin, first_minutes=30)
    assert refused(lambda: promises.end_policy(actor=sara, policy=version.policy, at=NOON)) == "NotAllowed"
    assert facts() == ["PolicySet"]


def test_clocks_of_many_cases_cost_as_many_queries_as_those_of_one(world: World, sara: Person, admin: Person) -> None:
    promised(admin, first_minutes=60, segments=["high"])
    promised(admin, first_minutes=90, unit_ids=[world.service.pk])
    cases = [opened(world, sara, record=company(world, "Sepehr", f"crm{number}")) for number in range(3)]
    for some in (cases[:1], cases):
        with CaptureQueriesContext(
            connection,
        ) as made:
            found = queries.clocks_of([case.pk for case in some], NOON + HOUR)
        assert (len(found), len(made)) == (len(some), 6)
    assert said(cases[0], NOON + HOUR) == [("organisation", "first", "running", 60)]


def test_the_segment_of_the_customer_when_the_case_was_opened_decides(world: World, sara: Person, admin: Person) -> None:
    promised(admin, first_minutes=60, segments=["high"])
    record = company(world, "Sepehr", "crm")
    case = opened(world, sara, record=record)
    assert said(case, NOON) == []
    SegmentChange.objects.create(record=record, dimension="value", segment="high", at=NOON + HOUR)
    assert said(case, NOON + HOUR) == []
    SegmentChange.objects.create(record=record, dimension="value", segment="high", at=NOON - HOUR)
    assert said(case, NOON) == [("organisation", "first", "running", 0)]
    SegmentChange.objects.create(record=record, dimension="value", segment="low", at=NOON - 2 * HOUR, by=sara)
    assert said(case, NOON) == []


def test_only_what_a_human_sent_and_what_arrived_answers(world: World, sara: Person, admin: Person) -> None:
    promised(admin, first_minutes=60, next_minutes=60)
    case = opened(world, sara)
    wrote(case, "in", NOON)
    wrote(case, "out", NOON + HOUR / 6, is_automatic=True, delivery="sent")
    wrote(case, "out", NOON + HOUR / 4, person=sara, delivery="bounced")
    assert said(case, NOON + HOUR / 2) == [("organisation", "first", "running", 30)]
    wrote(case, "out", NOON + HOUR / 2, person=sara, delivery="sent")
    for minute in (40, 50):
        wrote(case, "in", NOON + timedelta(minutes=minute))
    assert said(case, NOON + HOUR) == [("organisation", "first", "met", 30), ("organisation", "next", "running", 20)]


def test_hours_of_a_unit_hold_from_when_they_were_set(world: World, sara: Person, admin: Person) -> None:
    promised(admin, scope="unit", resolution_minutes=600)
    case = opened(world, sara)
    never = {"time_zone": "Asia/Tehran", "weeks": [{"days": {}}]}
    promises.set_hours(actor=admin, unit=world.service, calendar=never, at=NOON + HOUR)
    assert said(case, NOON + 3 * HOUR) == [("unit", "resolution", "running", 60)]
    clocks = queries.clocks_of([case.pk], NOON + 3 * HOUR)[case.pk]
    assert (clocks.elapsed, clocks.worked, clocks.targets[0].never_open) == (3 * 3600, 3600, True)
    promises.set_hours(actor=admin, unit=None, calendar=never, at=NOON + 2 * HOUR)
    assert queries.clocks_of([case.pk], NOON + 3 * HOUR)[case.pk].worked == 3600


def test_a_policy_ends_and_another_version_holds_only_from_then_on(world: World, sara: Person, admin: Person) -> None:
    version = promised(admin, resolution_minutes=60)
    case = opened(world, sara)
    promises.set_policy(actor=admin, at=NOON + HOUR / 2, scope="organisation", policy=version.policy, name_fa="دو", resolution_minutes=240)
    assert [one.due_at for one in queries.clocks_of([case.pk], NOON + HOUR / 4)[case.pk].targets] == [NOON + HOUR]
    assert [one.due_at for one in queries.clocks_of([case.pk], NOON + HOUR)[case.pk].targets] == [NOON + 4 * HOUR]
    promises.end_policy(actor=admin, policy=version.policy, at=NOON + HOUR)
    promises.end_policy(actor=admin, policy=version.policy, at=NOON + HOUR)
    assert (said(case, NOON + HOUR + timedelta(seconds=1)), facts()) == ([], ["PolicySet", "CaseOpened", "PolicySet", "PolicyEnded"])


def told() -> list[tuple[str, list[int]]]:
    rows = Entry.objects.filter(name__in=("cases.SlaWarned", "cases.SlaMissed")).order_by("pk")
    return [(row.name.removeprefix("cases."), row.payload["told_ids"]) for row in rows]


def test_those_concerned_are_told_before_it_is_late_and_never_twice(
    world: World, sara: Person, reza: Person, nima: Person, admin: Person
) -> None:
    parent = Unit.objects.create(code="all", name_fa="همه", path="/", head=nima)
    Unit.objects.filter(pk=parent.pk).update(path=f"/{parent.pk}/")
    Unit.objects.filter(pk=world.service.pk).update(head=reza, parent=parent)
    promised(admin, resolution_minutes=120, escalations=ESCALATIONS)
    with worker_at(NOON):
        case = opened(world, sara)
        actions.take(actor=sara, case=case, at=NOON)
    assert CaseDue.objects.get().due_at == NOON + 2 * HOUR
    assert deadlines.due_at(kind=promises.DEADLINE, about=("case", case.pk)) == NOON + HOUR
    deadlines.scan(at=NOON + HOUR - timedelta(seconds=1))
    assert told() == []
    deadlines.scan(at=NOON + HOUR)
    assert told() == [("SlaWarned", [sara.pk])]
    assert promises.tell(case_id=case.pk, at=NOON + HOUR) == 0
    assert deadlines.due_at(kind=promises.DEADLINE, about=("case", case.pk)) == NOON + 96 * HOUR / 60
    # The worker slept: of 80 and 100 percent the last is told, to both whom they name.
    deadlines.scan(at=NOON + 3 * HOUR)
    assert SlaTold.objects.count() == 3
    assert deadlines.due_at(kind=promises.DEADLINE, about=("case", case.pk)) is None
    assert told()[1:] == [("SlaMissed", [reza.pk, nima.pk])]
    settle()
    told_now = InboxItem.objects.filter(kind="promise").order_by("person").values_list("person", flat=True)
    assert list(told_now) == sorted([sara.pk, reza.pk, nima.pk])


def test_a_resolved_case_warns_nobody_and_an_opened_one_goes_on(world: World, sara: Person, admin: Person) -> None:
    promised(admin, resolution_minutes=120, escalations=ESCALATIONS)
    with worker_at(NOON + HOUR / 2):
        case = opened(world, sara)
        actions.take(actor=sara, case=case, at=NOON)
        actions.resolve(actor=sara, case=case, at=NOON + HOUR / 2)
    assert (CaseDue.objects.count(), deadlines.due_at(kind=promises.DEADLINE, about=("case", case.pk))) == (0, None)
    assert promises.tell(case_id=case.pk, at=NOON + 5 * HOUR) == 0
    with worker_at(NOON + 3 * HOUR):
        actions.reopen(actor=sara, case=case, at=NOON + 3 * HOUR)
    assert deadlines.due_at(kind=promises.DEADLINE, about=("case", case.pk)) == NOON + 3.5 * HOUR


def test_what_is_past_already_can_be_passed_over_in_silence(world: World, sara: Person, admin: Person) -> None:
    promised(admin, resolution_minutes=60, escalations=ESCALATIONS)
    case = opened(world, sara)
    promises.reckon(case_ids=[case.pk, 10**9], at=NOON + 5 * HOUR, quietly=True)
    assert (SlaTold.objects.count(), CaseDue.objects.get().due_at) == (3, NOON + HOUR)
    assert promises.tell(case_id=case.pk, at=NOON + 5 * HOUR) == 0


def test_another_promise_has_all_open_cases_reckoned_again(world: World, sara: Person, admin: Person) -> None:
    with worker_at(NOON):
        opened(world, sara)
        settle()
        assert CaseDue.objects.count() == 0
        promised(admin, resolution_minutes=60)
    assert CaseDue.objects.get().due_at == NOON + HOUR
