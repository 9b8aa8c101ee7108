"""Whom the policies of `bench.cascade` ask, and what becomes of one organisation's requests under each."""

import math
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from typing import Any

import simpy

from bench.cascade_model import Colleague, Need, Organisation, Outcome, Setting
from hamsoo.questions import rules

Steps = Generator[simpy.Event, Any, None]
Policy = Callable[[Organisation, Need], Steps]


@dataclass(slots=True, eq=False)
class Turn:
    """Somebody who was asked: what happens to that, and whether it is that they take the request on."""

    who: Colleague
    event: simpy.Event
    takes_on: bool


def simulate(setting: Setting, policy: str, seed: int) -> Outcome:
    """Return what becomes of the requests of one organisation under a policy; the same seed is the same organisation."""
    here = Organisation(setting, seed)

    def lives(need: Need) -> Steps:
        yield here.until(need.sent_at)
        yield from POLICIES[policy](here, need)

    for need in here.needs:
        here.env.process(lives(need))
    here.env.run()
    waits = [
        float(rules.calendar_of(need.asker.person).working_between(need.sent_at, need.taken_at)) if need.taken_at else math.inf
        for need in here.needs
    ]
    return Outcome(waits, [one.asked for one in here.people], [one.answered for one in here.people])


def one_colleague(here: Organisation, need: Need) -> Steps:
    """Ask the best, and nobody else."""
    yield from _by_hand(here, need, most=1)


def next_by_hand(here: Organisation, need: Need) -> Steps:
    """Ask the best; after each working day of the asker, or when all have said no, the next. Who was asked may still take it on."""
    yield from _by_hand(here, need, most=rules.MOST_ASKED)


def everybody(here: Organisation, need: Need) -> Steps:
    """Ask everybody in the asker's unit at once."""
    colleagues = [one for one in here.people if one.unit == need.asker.unit and one is not need.asker]
    yield from _first(here, need, [turn for one in colleagues if (turn := _asked(here, need, one))])


def cascade(here: Organisation, need: Need) -> Steps:
    """Ask as the product does: so many at once, each for so long in their own working time, then the next, last of all the leads."""
    yield from _cascade(here, need)


def cascade_and_late(here: Organisation, need: Need) -> Steps:
    """Ask as the cascade, and let everybody whose turn was over answer the question all the same, whenever they come to it."""
    yield from _cascade(here, need, late=[])


def _cascade(here: Organisation, need: Need, late: list[Turn] | None = None) -> Steps:
    """Ask in turns until the request ends or nobody is left; who was too late is waited for beside them, and after, if `late` is kept."""
    ends = here.until(rules.working_end(need.asker.person, here.now, rules.REQUEST_SECONDS))
    out, live, after = [need.asker], list[Turn](), [] if late is None else late
    while need.taken_at is None:
        if not ends.processed:
            for who, is_lead in here.next_ones(need, out, rules.AT_ONCE[need.urgency] - len(live)):
                live.append(_turn(here, need, who, late=late, is_lead=is_lead))
                out.append(who)
        waiting = [turn.event for turn in (*live, *after) if not turn.event.processed]
        if not waiting:
            return
        yield simpy.AnyOf(here.env, waiting if ends.processed else [ends, *waiting])
        over = [turn for turn in live if turn.event.processed]
        taker = next((turn for turn in (*over, *after) if turn.event.processed and turn.takes_on), None)
        for turn in live if taker or ends.processed else over:
            turn.who.open_count -= turn is not taker
        live = [] if ends.processed else [turn for turn in live if turn not in over]
        after[:] = [turn for turn in after if not turn.event.processed]
        if taker:
            here.take_on(need, taker.who)


POLICIES: Mapping[str, Policy] = {
    "one colleague": one_colleague,
    "the next by hand": next_by_hand,
    "everybody in the unit": everybody,
    "the cascade": cascade,
    "the cascade, late ones too": cascade_and_late,
}


def _asked(here: Organisation, need: Need, who: Colleague) -> Turn | None:
    """Ask somebody who has all the time there is; None for one who never reacts."""
    here.asks(who)
    at = here.answers_at(need, who)
    return Turn(who, here.until(at), here.takes_on(need, who)) if at else None


def _turn(here: Organisation, need: Need, who: Colleague, *, late: list[Turn] | None, is_lead: bool) -> Turn:
    """Ask somebody for as long as the product lets them react; who would react later is put among the `late`."""
    here.asks(who)
    at = here.answers_at(need, who)
    due_at = rules.due(expert=who.person, urgency=need.urgency, accepted=False, at=here.now)
    takes_on = at is not None and here.takes_on(need, who, as_lead=is_lead)
    if at is None or at <= due_at:
        return Turn(who, here.until(at or due_at), takes_on)
    if late is not None:
        late.append(Turn(who, here.until(at), takes_on))
    return Turn(who, here.until(due_at), takes_on=False)


def _by_hand(here: Organisation, need: Need, *, most: int) -> Steps:
    order = [here.people[number] for number in list(here.scores(need))[:most]]
    waiting, is_silent = list[Turn](), False
    for place, who in enumerate(order):
        turn = _asked(here, need, who)
        waiting, is_silent = ([*waiting, turn], is_silent) if turn else (waiting, True)
        is_last = place + 1 == len(order)
        next_at = None if is_last else here.until(rules.working_end(need.asker.person, here.now, rules.ROUTE_SECONDS))
        waiting = yield from _first(here, need, waiting, next_at, is_silent=is_silent)
        if need.taken_at:
            return


def _first(
    here: Organisation, need: Need, waiting: list[Turn], until: simpy.Event | None = None, *, is_silent: bool = False
) -> Generator[simpy.Event, Any, list[Turn]]:
    """Let the first who takes the request on have it; return who is still waited for at `until`, or when all have said no.

    Who never reacts (`is_silent`) has not said no.
    """
    while waiting or (is_silent and until):
        yield simpy.AnyOf(here.env, [*(turn.event for turn in waiting), *([until] if until else [])])
        over = [turn for turn in waiting if turn.event.processed]
        waiting = [turn for turn in waiting if turn not in over]
        taker = next((turn for turn in over if turn.takes_on), None)
        if taker:
            here.take_on(need, taker.who)
        if taker or (until and until.processed):
            break
    return waiting
