from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from hamsoo.cases.clocks import Calendars, Conditions, Contact, Facts, Policies, PolicyVersion, Step, Timetable, compute
from hamsoo.kernel.calendars import Span, Week, WorkingCalendar, default_iran

TEHRAN = ZoneInfo("Asia/Tehran")
SERVICE, FINANCE = 1, 2
HOUR = 3600
ALWAYS = WorkingCalendar(TEHRAN, (Week(date.min, dict.fromkeys(range(7), (Span(time(0), time(0)),))),))
NEVER = WorkingCalendar(TEHRAN, (Week(date.min, {}),))


def tehran(day, hour, minute=0):
    """Return a moment of Azar 1405: 22 November 2026 is a Sunday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=TEHRAN)


def step(at, state, unit=SERVICE, priority=3, partner=None):
    return Step(at, state, None if partner else unit, partner, None, priority)


def policy(number=1, *, scope="organisation", since=tehran(1, 0), rank=None, conditions=Conditions(), pauses=True, **hours):
    targets = tuple((kind, int(count * HOUR)) for kind, count in hours.items())
    return PolicyVersion(number, since, "", scope, number if rank is None else rank, targets, conditions, None, pauses)


def clocks(steps, at, *policies, contacts=(), calendar=None, versions=(), facts=Facts()):
    line = Timetable([(tehran(1, 0), calendar or default_iran()), *versions])
    return compute(steps=steps, contacts=contacts, policies=Policies(policies), calendars=Calendars(line, {}, {}), at=at, facts=facts)


def said(found, *, scope="organisation"):
    return {(one.kind, one.number): (one.state, one.used / HOUR) for one in found.targets if one.scope == scope}


def test_the_first_answer_is_what_a_human_says_to_the_customer():
    steps = [step(tehran(22, 9), "new")]
    contacts = [
        Contact(tehran(22, 9), "in", True),
        Contact(tehran(22, 9), "out", False),  # "we received your message", by a machine
        Contact(tehran(22, 11), "out", True),
        Contact(tehran(22, 12), "out", True),
    ]
    found = clocks(steps, tehran(22, 13), policy(first=4, resolution=16), contacts=contacts)
    assert said(found) == {("first", 1): ("met", 2), ("resolution", 1): ("running", 4)}
    unanswered = clocks(steps, tehran(22, 13), policy(first=4), contacts=contacts[:2])
    assert [(one.state, one.due_at) for one in unanswered.targets] == [("warned", tehran(22, 13))]
    assert said(clocks(steps, tehran(22, 13, 1), policy(first=4), contacts=contacts[:2])) == {
        ("first", 1): ("missed", pytest.approx(4 + 1 / 60))
    }


def test_each_message_of_the_customer_after_it_wants_an_answer_counted_from_the_first_that_waits():
    steps = [step(tehran(22, 9), "new")]
    contacts = [
        Contact(tehran(22, 10), "out", True),
        Contact(tehran(22, 11), "in", True),
        Contact(tehran(22, 12), "in", True),
        Contact(tehran(22, 14), "out", True),
        Contact(tehran(22, 15), "out", True),
        Contact(tehran(22, 16), "in", True),
    ]
    found = clocks(steps, tehran(22, 16, 30), policy(next=2), contacts=contacts)
    assert said(found) == {("next", 1): ("missed", 3), ("next", 2): ("running", 0.5)}
    assert found.targets[-1].due_at == tehran(23, 9)


def test_a_clock_stands_still_while_the_customer_is_waited_for_and_not_while_another_unit_is():
    steps = [
        step(tehran(22, 9), "working"),
        step(tehran(22, 10), "customer"),
        step(tehran(22, 14), "working"),
        step(tehran(22, 15), "other"),
    ]
    at = tehran(22, 16)
    assert said(clocks(steps, at, policy(resolution=8))) == {("resolution", 1): ("running", 3)}
    assert said(clocks(steps, at, policy(resolution=8, pauses=False))) == {("resolution", 1): ("warned", 7)}
    waiting = clocks(steps[:2], at, policy(resolution=8)).targets[0]
    assert (waiting.state, waiting.left, waiting.due_at) == ("paused", 7 * HOUR, None)


def test_the_parts_of_all_owners_sum_to_the_whole():
    steps = [
        step(tehran(22, 9, 7), "new"),
        step(tehran(22, 10), "customer"),
        step(tehran(22, 12), "other", partner=8),
        step(tehran(22, 20), "working", FINANCE),
        step(tehran(23, 9), "working"),
        step(tehran(23, 10), "resolved"),
        step(tehran(24, 10), "working"),
    ]
    found = clocks(steps, tehran(24, 11, 1))
    assert found.elapsed == 50 * HOUR - 360 == sum(owner.elapsed.whole for owner in found.owners)
    assert found.worked == default_iran().working_between(tehran(22, 9, 7), tehran(24, 11, 1))
    service, partner, finance = found.owners
    assert (service.stay_count, service.has_it, finance.has_it) == (2, True, False)
    assert (partner.elapsed.other, partner.worked.other) == (8 * HOUR, 5 * HOUR)
    assert (finance.elapsed.working, finance.worked.working) == (13 * HOUR, HOUR)
    assert (service.elapsed.resting, service.worked.resting) == (24 * HOUR, 9 * HOUR)


def test_what_is_opened_again_goes_on_where_it_stood():
    steps = [step(tehran(22, 9), "working"), step(tehran(22, 12), "resolved")]
    assert said(clocks(steps, tehran(26, 12), policy(resolution=4))) == {("resolution", 1): ("met", 3)}
    again = clocks([*steps, step(tehran(24, 9), "working")], tehran(24, 9, 15), policy(resolution=4)).targets[0]
    assert (again.state, again.used, again.due_at) == ("warned", 3.25 * HOUR, tehran(24, 10))


def test_what_was_resolved_and_then_closed_ended_when_it_was_resolved():
    steps = [step(tehran(22, 9), "working"), step(tehran(22, 12), "resolved"), step(tehran(25, 12), "closed")]
    found = clocks(steps, tehran(26, 12), policy(first=1, resolution=4))
    assert (found.ended_at, found.elapsed) == (tehran(22, 12), 3 * HOUR)
    assert said(found) == {("first", 1): ("missed", 3), ("resolution", 1): ("met", 3)}


def test_another_unit_restarts_the_clock_of_the_unit_alone():
    steps = [step(tehran(22, 9), "new"), step(tehran(22, 12), "working", FINANCE), step(tehran(22, 15), "working")]
    inside = policy(2, scope="unit", resolution=4)
    found = clocks(steps, tehran(22, 16), policy(resolution=6), inside)
    assert said(found) == {("resolution", 1): ("missed", 7)}
    assert found.targets[0].due_at == tehran(22, 15)
    assert said(found, scope="unit") == {("resolution", 1): ("met", 3), ("resolution", 2): ("met", 3), ("resolution", 3): ("running", 1)}
    finance_alone = policy(2, scope="unit", resolution=4, conditions=Conditions(unit_ids=frozenset({FINANCE})))
    assert said(clocks(steps, tehran(22, 16), finance_alone), scope="unit") == {("resolution", 2): ("met", 3)}


def test_used_time_stays_when_the_calendar_changes():
    steps = [step(tehran(22, 9), "working")]
    before = clocks(steps, tehran(23, 8), policy(resolution=12)).targets[0]
    assert (before.used, before.due_at) == (8 * HOUR, tehran(23, 12))
    changed = [(tehran(23, 8), ALWAYS)]
    after = clocks(steps, tehran(23, 9), policy(resolution=12), versions=changed).targets[0]
    assert (after.used, after.due_at) == (9 * HOUR, tehran(23, 12))
    shut = clocks(steps, tehran(23, 9), policy(resolution=12), versions=[(tehran(23, 8), NEVER)]).targets[0]
    assert (shut.used, shut.due_at, shut.never_open, shut.state) == (8 * HOUR, None, True, "running")


def test_used_time_stays_when_the_policy_or_the_priority_changes():
    steps = [step(tehran(22, 9), "working"), step(tehran(22, 12), "working", priority=1)]
    urgent = policy(1, resolution=4, conditions=Conditions(priorities=frozenset({1})))
    found = clocks(steps, tehran(22, 12, 30), urgent, policy(2, resolution=40)).targets[0]
    assert (found.policy_id, found.used, found.due_at) == (1, 3.5 * HOUR, tehran(22, 13))
    stricter = [policy(2, resolution=40), policy(2, since=tehran(22, 11), resolution=5, pauses=False)]
    assert clocks(steps[:1], tehran(22, 13), *stricter).targets[0].due_at == tehran(22, 14)
    assert clocks(steps[:1], tehran(22, 10), *stricter).targets[0].due_at == tehran(26, 13)
    # What was promised when it ended counts for what has ended.
    ended = [*steps[:1], step(tehran(22, 10, 30), "resolved")]
    assert clocks(ended, tehran(29, 9), *stricter).targets[0].allowed == 40 * HOUR


def test_what_happened_before_there_was_a_policy_was_not_promised():
    found = clocks([step(tehran(22, 9), "working")], tehran(22, 13), policy(since=tehran(22, 11), first=4))
    assert [(one.used, one.due_at) for one in found.targets] == [(2 * HOUR, tehran(22, 15))]
    assert clocks([step(tehran(22, 9), "working")], tehran(22, 13), policy(since=tehran(23, 0), first=4)).targets == ()


def test_a_calendar_that_never_opens_has_no_due_date_and_no_end():
    found = clocks([step(tehran(22, 9), "working")], tehran(26, 9), policy(first=1), calendar=NEVER)
    assert [(one.used, one.due_at, one.never_open) for one in found.targets] == [(0, None, True)]
    assert (found.elapsed, found.worked, found.nearest) == (4 * 24 * HOUR, 0, None)
    one_day = WorkingCalendar(TEHRAN, (Week(date.min, {}), Week(date(2030, 1, 5), ALWAYS.weeks[0].days)))
    assert clocks([step(tehran(22, 9), "working")], tehran(26, 9), policy(first=1), calendar=one_day).targets[0].due_at == datetime(
        2030, 1, 5, 1, tzinfo=TEHRAN
    )


def test_the_first_policy_that_fits_wins():
    vip, phone = (
        policy(1, first=1, conditions=Conditions(segments=frozenset({"high"}))),
        policy(2, first=2, conditions=Conditions(type_ids=frozenset({7}))),
    )
    rest = policy(3, first=3)
    for facts, hours in ((Facts(7, frozenset({"high", "low"})), 1), (Facts(7, frozenset({"low"})), 2), (Facts(), 3)):
        found = clocks([step(tehran(22, 9), "new")], tehran(22, 9), rest, phone, vip, facts=facts)
        assert [(one.allowed, one.policy_id) for one in found.targets] == [(hours * HOUR, hours)]
    gone = PolicyVersion(3, tehran(22, 8), "", "organisation", 3, (("first", HOUR),), is_active=False)
    assert clocks([step(tehran(22, 9), "new")], tehran(22, 9), rest, gone).targets == ()


def test_the_nearest_target_is_what_is_due_first_of_what_is_open():
    contacts = [Contact(tehran(22, 10), "out", True)]
    found = clocks([step(tehran(22, 9), "new")], tehran(22, 11), policy(first=4, resolution=16), contacts=contacts)
    assert found.nearest is not None
    assert (found.nearest.kind, found.nearest.due_at) == ("resolution", tehran(23, 16))


def test_what_lies_after_the_moment_is_not_looked_at():
    steps = [step(tehran(22, 9), "new"), step(tehran(22, 12), "resolved")]
    found = clocks(steps, tehran(22, 10), policy(first=2, resolution=4), contacts=[Contact(tehran(22, 11), "out", True)])
    assert (found.ended_at, said(found)) == (None, {("first", 1): ("running", 1), ("resolution", 1): ("running", 1)})
    assert clocks(steps, tehran(22, 8), policy(first=2)).elapsed == 0


def test_parts_of_a_second_are_lost_nowhere():
    odd = timedelta(microseconds=900_000)
    steps = [step(tehran(22, 9) + odd, "new"), step(tehran(22, 10) + odd, "working", FINANCE), step(tehran(22, 11) + odd, "resolved")]
    found = clocks(steps, tehran(22, 12))
    assert found.elapsed == found.worked == 2 * HOUR
    assert found.opened_at == tehran(22, 9).astimezone(UTC)
