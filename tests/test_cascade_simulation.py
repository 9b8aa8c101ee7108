"""The simulation of requests: the same seed is the same run, and where the answer is known it comes out."""

import math
from dataclasses import replace

import pytest

from bench.cascade_model import Colleague, Organisation, Setting
from bench.cascade_policies import POLICIES, simulate
from hamsoo.questions import rules
from hamsoo.questions.models import Request

SMALL = Setting(people=36, topics=6, days=1, per_day=1)
WILLING = replace(SMALL, right=1, declines=0, never=0, busy=0)
HOUR = rules.REACTION_SECONDS[Request.Urgency.TODAY]


@pytest.mark.parametrize("policy", list(POLICIES))
def test_the_same_seed_is_the_same_run(policy):
    assert simulate(SMALL, policy, 3) == simulate(SMALL, policy, 3)
    assert simulate(SMALL, policy, 3) != simulate(SMALL, policy, 4)


@pytest.mark.parametrize("policy", [name for name in POLICIES if name != "everybody in the unit"])
def test_where_all_who_are_found_know_and_react_at_once_nobody_waits(policy):
    run = simulate(replace(WILLING, reaction=lambda _chance: 0), policy, 1)
    assert (len(run.waits), set(run.waits)) == (36, {0.0})
    assert sum(run.answered) == 36


def test_in_the_own_unit_somebody_is_there_at_once_or_nobody_knows():
    run = simulate(replace(WILLING, reaction=lambda _chance: 0), "everybody in the unit", 1)
    assert set(run.waits) <= {0.0, math.inf}
    assert sum(run.asked) == 36 * 11


@pytest.mark.parametrize("policy", list(POLICIES))
def test_where_nobody_ever_reacts_nothing_is_taken_on(policy):
    run = simulate(replace(SMALL, never=1), policy, 1)
    assert set(run.waits) == {math.inf}
    assert (sum(run.answered), run.share(math.inf), run.median_minutes) == (0, 0.0, math.inf)


def test_the_cascade_lets_each_react_as_long_as_the_rules_say():
    today = replace(WILLING, urgencies={"today": 1})
    in_time = simulate(replace(today, reaction=lambda _chance: HOUR), "the cascade", 1)
    assert (in_time.share(math.inf), in_time.interruptions) == (1.0, 1.0)
    late = replace(today, reaction=lambda _chance: HOUR + 1)
    assert simulate(late, "the cascade", 1).share(math.inf) == 0.0
    assert simulate(late, "the cascade, late ones too", 1).share(math.inf) == 1.0


def test_the_cascade_asks_no_more_than_the_rules_say(monkeypatch):
    most = []
    asks = Organisation.asks

    def counted(here: Organisation, who: Colleague) -> None:
        asks(here, who)
        most.append(who.open_count)

    monkeypatch.setattr(Organisation, "asks", counted)
    run = simulate(replace(SMALL, never=1, per_day=4), "the cascade", 1)
    assert max(most) == rules.OPEN_REQUESTS
    at_once = max(rules.AT_ONCE.values())
    assert run.interruptions <= rules.MOST_ASKED + at_once - 1 + 2


def test_an_urgent_request_asks_several_at_once_and_the_others_are_let_go():
    now = simulate(replace(WILLING, urgencies={"now": 1}, reaction=lambda _chance: 60), "the cascade", 1)
    assert (now.share(math.inf), now.interruptions) == (1.0, rules.AT_ONCE[Request.Urgency.NOW])
