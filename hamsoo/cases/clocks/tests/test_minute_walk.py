from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamsoo.cases.clocks import Calendars, Conditions, Contact, Policies, PolicyVersion, Step, Timetable, compute
from hamsoo.cases.clocks.tests import minute_walk as walk
from hamsoo.kernel.calendars import Correction, Span, Week, WorkingCalendar

# A Saturday; in the night after it Berlin and Beirut change their clocks.
FIRST = datetime(2026, 3, 28, 6, tzinfo=UTC)
ZONES = [ZoneInfo(name) for name in ("Asia/Tehran", "Europe/Berlin", "Asia/Beirut", "UTC")]
WEEKS = [
    # Saturday to Wednesday with a break for lunch, half a Thursday.
    {day: [(480, 720), (780, 1020)] for day in (5, 6, 0, 1, 2)} | {3: [(480, 780)]},
    {day: [(540, 1020)] for day in range(5)},
    {day: [(0, 90), (600, 601), (1380, 1440)] for day in range(7)},
    {},
]


def calendar_of(hours):
    zone, days, off = hours
    spans = {day: tuple(Span(clock(start), clock(end)) for start, end in found) for day, found in days.items()}
    return WorkingCalendar(zone, (Week(date.min, spans),), corrections=tuple(Correction(on, "closed") for on in off))


def clock(minute):
    return time(minute // 60 % 24, minute % 60)


def minutes(low, high):
    return st.integers(low, high).map(lambda count: FIRST + timedelta(minutes=count))


hours = st.tuples(
    st.sampled_from(ZONES), st.sampled_from(WEEKS), st.frozensets(st.sampled_from([date(2026, 3, 28), date(2026, 3, 29)]), max_size=1)
)
tables = st.lists(hours, min_size=1, max_size=2).flatmap(
    lambda found: st.lists(minutes(1, 2300), min_size=len(found) - 1, max_size=len(found) - 1).map(
        lambda moments: list(zip([FIRST - timedelta(days=9), *moments], found, strict=True))
    )
)
states = st.sampled_from(["working", "working", "customer", "other", "resolved"])


@st.composite
def histories(draw):
    moments = sorted(draw(st.sets(st.integers(1, 2300), max_size=5)))
    steps = [Step(FIRST, "new", draw(st.sampled_from([1, 2])), None, None, draw(st.sampled_from([1, 3])))]
    for moment in moments:
        at = FIRST + timedelta(minutes=moment)
        steps.append(Step(at, draw(states), draw(st.sampled_from([1, 2])), None, None, draw(st.sampled_from([1, 3]))))
    said = st.builds(Contact, minutes(1, 2500), st.sampled_from(["in", "out"]), st.booleans())
    return steps, draw(st.lists(said, max_size=5)), FIRST + timedelta(minutes=draw(st.integers(moments[-1] if moments else 1, 2500)))


@st.composite
def promises(draw):
    """Return two policies for customers (one for urgent cases alone) and one inside, each in one or two versions."""
    found = []
    for number, (scope, wanted) in enumerate(
        [
            ("organisation", Conditions(priorities=frozenset({1}))),
            ("organisation", Conditions()),
            ("unit", Conditions(unit_ids=frozenset({1}))),
        ]
    ):
        moments = [FIRST - timedelta(days=1), *sorted(draw(st.sets(minutes(1, 2300), max_size=1)))]
        found.append([draw(version(number, moment, scope, wanted)) for moment in moments])
    return found


def version(number, moment, scope, wanted):
    lengths = st.tuples(*(st.integers(1, 900).map(lambda count: count * 60) for _kind in range(3)))
    return st.builds(
        lambda seconds, calendar_id, pauses: PolicyVersion(
            number,
            moment,
            "",
            scope,
            number,
            tuple(zip(("first", "next", "resolution"), seconds, strict=True)),
            wanted,
            calendar_id,
            pauses,
        ),
        lengths,
        st.sampled_from([None, 0, 1]),
        st.booleans(),
    )


@given(histories(), promises(), st.tuples(tables, tables, tables))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_clocks_are_what_a_walk_from_minute_to_minute_finds(history, policies, three):
    steps, contacts, at = history
    book = Policies([one for versions in policies for one in versions])
    lines = [Timetable([(moment, calendar_of(found)) for moment, found in table]) for table in three]
    clocks = compute(
        steps=steps, contacts=contacts, policies=book, calendars=Calendars(lines[0], dict(enumerate(lines)), {1: 1, 2: 2}), at=at
    )
    end = clocks.ended_at or at
    check_parts(clocks, steps, three, end)
    for target in clocks.targets:
        check_target(target, clocks, steps, contacts, policies, three, at)


def check_parts(clocks, steps, three, end):
    expected = walk.parts(steps, three, FIRST, end)
    for owner in clocks.owners:
        for part in ("working", "customer", "other", "resting"):
            elapsed, worked = expected.get((owner.owner.unit_id, part), (0, 0))
            assert (getattr(owner.elapsed, part), getattr(owner.worked, part)) == (elapsed * 60, worked * 60)
    assert clocks.elapsed == (end - FIRST).total_seconds() == sum(owner.elapsed.whole for owner in clocks.owners)
    assert clocks.worked == sum(owner.worked.whole for owner in clocks.owners)


def check_target(target, clocks, steps, contacts, policies, three, at):
    of = (lambda step: True) if target.scope == "organisation" else (lambda step: step.unit_id == target.unit_id)
    last = target.ended_at or at
    used = walk.used(steps, policies, target.scope, three, target.started_at, last, of)
    assert target.used == 60 * len(used)
    assert target.elapsed == (last - target.started_at).total_seconds()
    step = walk.step_at(steps, last if target.is_open else max(last - walk.MINUTE, target.started_at))
    moment = last if target.is_open else max(last - walk.MINUTE, target.started_at)
    policy = walk.policy_at(policies, moment, step, target.scope)
    assert (target.policy_id, target.allowed) == (policy.policy_id, dict(policy.targets)[target.kind])
    if len(used) * 60 >= target.allowed:
        reached = used[target.allowed // 60 - 1] + walk.MINUTE
        assert target.due_at == reached
        assert (target.state == "missed") == (last > reached)
    elif target.is_open and walk.runs(policy, step):
        table = three[walk.table_of(policy, step, target.scope)]
        due = walk.open_minutes_after(table, last, (target.allowed - target.used) // 60)
        assert target.due_at == due or (due is None and (target.never_open or target.due_at > last + timedelta(days=40)))
        assert target.state == ("warned" if target.used >= 0.75 * target.allowed else "running")
    else:
        assert target.due_at is None
        assert target.state == ("paused" if target.is_open else "met")
    assert target.ended_at == ended(target, clocks, steps, contacts, at)


def ended(target, clocks, steps, contacts, at):
    """Return when a clock was stopped, found by what happened alone."""
    over = clocks.ended_at
    if target.scope == "unit":
        left = [step.at for step in steps if target.started_at < step.at <= at and step.unit_id != target.unit_id]
        over = min([moment for moment in [*left, over] if moment is not None], default=None)
    if target.kind == "resolution":
        return over
    answers = [one.at for one in contacts if one.direction == "out" and one.is_public_human]
    first = target.scope == "organisation" or target.number == 1
    until = min(over or at, at)
    answers = [moment for moment in answers if target.started_at < moment <= until or (first and moment == target.started_at)]
    return min(answers, default=over)
