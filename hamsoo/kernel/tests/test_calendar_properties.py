"""Working calendars against a reference that walks the clock in steps of five minutes, and the algebra that they promise."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hamsoo.kernel.calendars import Correction, Leave, NeverOpen, Span, Week, WorkingCalendar, from_dict, public_holidays, to_dict

STEP = timedelta(minutes=5)
SECONDS = 300
STEPS_A_DAY = 288

# Around changes of clocks (forward, back, at midnight, by half an hour, by a whole day), public holidays, and a quiet week.
PLACES = [
    ("Asia/Tehran", datetime(2021, 3, 21, 20, 30)),
    ("Asia/Tehran", datetime(2021, 9, 21, 19, 30)),
    ("Asia/Tehran", datetime(2026, 3, 21)),
    ("Asia/Tehran", datetime(2026, 11, 21)),
    ("Europe/Berlin", datetime(2026, 3, 29, 1)),
    ("Europe/Berlin", datetime(2026, 10, 25, 1)),
    ("America/Sao_Paulo", datetime(2018, 11, 4, 3)),
    ("Australia/Lord_Howe", datetime(2026, 4, 4, 15)),
    ("Pacific/Apia", datetime(2011, 12, 30, 10)),
    ("UTC", datetime(2027, 1, 1)),
]


def moment(step):
    return time(step * 5 // 60 % 24, step * 5 % 60)


@st.composite
def spans_of_a_day(draw):
    """Up to three spans that do not overlap; the last may cross midnight or fill the day."""
    cuts = sorted(draw(st.sets(st.integers(0, STEPS_A_DAY), min_size=2, max_size=6)))
    spans = [Span(moment(start), moment(end)) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    if cuts and draw(st.booleans()):
        late = cuts[len(spans) * 2 - 1] if spans else cuts[0]
        if late < STEPS_A_DAY:
            spans.append(Span(moment(late), moment(draw(st.integers(0, late)))))
    return tuple(spans)


@st.composite
def situations(draw):
    """A calendar, and the middle of the days in which something happens to it."""
    zone, middle = draw(st.sampled_from(PLACES))
    middle = middle.replace(tzinfo=UTC)
    near = st.integers(-2, 3).map(lambda days: middle.date() + timedelta(days=days))
    plans = st.sampled_from([*draw(st.lists(spans_of_a_day(), min_size=2, max_size=3)), ()])
    days = st.lists(plans, min_size=7, max_size=7).map(lambda week: dict(enumerate(week)))
    weeks = [Week(start, draw(days)) for start in (date.min, *sorted(draw(st.sets(near, max_size=2))))]
    corrections = []
    for day in draw(st.sets(near, max_size=3)):
        kind, spans = draw(st.sampled_from(["closed", "usual", "hours"])), draw(plans)
        hours = spans if kind == "hours" else ()
        corrections.append(Correction(day, kind if hours or kind != "hours" else "closed", hours))
    leave = [Leave(start, start + STEP * draw(st.integers(1, 400))) for start in draw(st.lists(instants(middle), max_size=2))]
    country = draw(st.sampled_from([None, "IR", "DE"]))
    return WorkingCalendar(ZoneInfo(zone), tuple(weeks), country, None, tuple(corrections), tuple(leave)), middle


def instants(middle):
    return st.integers(-2 * STEPS_A_DAY, 2 * STEPS_A_DAY).map(lambda steps: middle + STEP * steps)


def reference_spans(calendar, day):
    """Return the hours of a day as the documentation of the calendar states them."""
    week = max((week for week in calendar.weeks if week.effective_from <= day), key=lambda week: week.effective_from)
    usual = week.days.get(day.weekday(), ())
    correction = next((correction for correction in calendar.corrections if correction.on == day), None)
    if correction is not None:
        return usual if correction.kind == "usual" else correction.spans
    return () if calendar.country and day in public_holidays(calendar.country, day.year) else usual


def reference_is_open(calendar, at, known):
    if any(leave.start <= at < leave.end for leave in calendar.leave):
        return False
    wall = at.astimezone(calendar.time_zone).replace(tzinfo=None)
    for day in (wall.date() - timedelta(days=1), wall.date()):
        if day not in known:
            known[day] = reference_spans(calendar, day)
        for span in known[day]:
            end = datetime.combine(day, span.end) + timedelta(days=span.end <= span.start)
            if datetime.combine(day, span.start) <= wall < end:
                return True
    return False


def reference_walk(calendar, start, end):
    """Yield every fifth minute that is open; everything in these calendars begins and ends on one."""
    known = {}
    while start < end:
        if reference_is_open(calendar, start, known):
            yield start
        start += STEP


@settings(max_examples=100, deadline=None)
@given(situation=situations(), data=st.data())
def test_it_counts_what_walking_the_clock_counts(situation, data):
    calendar, middle = situation
    # The simplest draw is the longest walk: all of the days in which something happens.
    start = middle - timedelta(days=2) + STEP * data.draw(st.integers(0, 2 * STEPS_A_DAY))
    end = middle + timedelta(days=3) - STEP * data.draw(st.integers(0, 3 * STEPS_A_DAY))
    steps = list(reference_walk(calendar, start, end))
    assert calendar.working_between(start, end) == len(steps) * SECONDS
    assert calendar.working_between(end, start) == -len(steps) * SECONDS
    assert calendar.is_open(start) == reference_is_open(calendar, start, {})
    if steps:
        assert calendar.next_open(start) == steps[0]
        assert calendar.add_working(start, len(steps) * SECONDS) == steps[-1] + STEP
    openings = [(opening.start, opening.end) for opening in calendar.spans(start, end)]
    walked = []
    for step in steps:
        if walked and walked[-1][1] == step:
            walked[-1] = walked[-1][0], step + STEP
        else:
            walked.append((step, step + STEP))
    assert openings == walked


@settings(max_examples=100, deadline=None)
@given(situation=situations(), seconds=st.integers(0, 10**7), early=st.integers(0, 10**7), offset=st.integers(-(10**5), 10**5))
def test_adding_and_measuring_are_inverse_and_monotone(situation, seconds, early, offset):
    calendar, middle = situation
    assume(calendar.weeks[-1].days)
    start = middle + timedelta(seconds=offset)
    end = calendar.add_working(start, seconds)
    assert calendar.working_between(start, end) == seconds
    if seconds:
        assert calendar.working_between(start, end - timedelta(seconds=1)) == seconds - 1
    assert calendar.add_working(start, min(early, seconds)) <= end
    assert calendar.add_working(min(start, middle), seconds) <= calendar.add_working(max(start, middle), seconds)
    assert calendar.add_working(calendar.add_working(start, early), seconds) == calendar.add_working(start, early + seconds)


@settings(max_examples=100, deadline=None)
@given(situation=situations(), offsets=st.tuples(*[st.integers(-(10**13), 10**13)] * 3))
def test_parts_sum_to_their_whole_to_the_second(situation, offsets):
    calendar, middle = situation
    one, two, three = (middle + timedelta(microseconds=offset) for offset in offsets)
    whole = calendar.working_between(one, three)
    assert calendar.working_between(one, two) + calendar.working_between(two, three) == whole
    first, last = min(one, three), max(one, three)
    lengths = [opening.end - opening.start for opening in calendar.spans(first, last)]
    assert sum(lengths, timedelta()) == timedelta(seconds=abs(whole))


@settings(max_examples=30, deadline=None)
@given(situation=situations())
def test_every_calendar_survives_its_form(situation):
    calendar, _middle = situation
    assert from_dict(to_dict(calendar)) == calendar


@settings(max_examples=30, deadline=None)
@given(situation=situations())
def test_every_calendar_answers_or_says_that_it_never_opens(situation):
    calendar, middle = situation
    try:
        opening = calendar.next_open(middle)
    except NeverOpen:
        assume(False)
    assert calendar.is_open(opening)
    assert calendar.working_between(middle, opening) == 0
