"""The organisation that `bench.cascade` simulates: who knows what, who asks what, and who reacts when."""

import math
import random
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

import simpy

from hamsoo.kernel.calendars import Span, Week, WorkingCalendar, to_dict
from hamsoo.kernel.dates import MONDAY, SATURDAY, SUNDAY, TUESDAY, WEDNESDAY
from hamsoo.people.models import Person
from hamsoo.questions import rules
from hamsoo.questions.inequality import gini
from hamsoo.questions.models import Request
from hamsoo.questions.queries.experts import LOOKED_AT
from hamsoo.questions.queries.times import ACCEPTED_SECONDS, FOUND_SECONDS

HELP_DESK = (
    *(0, 68, 1091, 3124, 5570, 8440, 12974, 18263, 24516, 31516, 42635),
    *(54661, 69978, 90046, 114651, 148149, 212158, 280171, 328158, 435697, 928662),
)
"""Working seconds until somebody else's ticket is taken on, at every twentieth of 2,183 tickets."""
START = datetime(2026, 11, 28, 4, 30, tzinfo=UTC)
"""Saturday 7 Azar 1405, 08:00 in Tehran."""

Reaction = Callable[[random.Random], float]
"""Working seconds until somebody who was asked reacts."""


def from_quantiles(values: Sequence[float]) -> Reaction:
    """Return times that have these quantiles, at even steps from 0 to 1, and lie evenly between them."""

    def draw(chance: random.Random) -> float:
        place = chance.random() * (len(values) - 1)
        below = int(place)
        return values[below] + (place - below) * (values[below + 1] - values[below])

    return draw


def lognormal(middle: float, sigma: float) -> Reaction:
    """Return times of which half are below `middle`; `sigma` is the spread of their logarithm."""
    return lambda chance: chance.lognormvariate(math.log(middle), sigma)


AS_HELP_DESK, WITH_A_BELL, EFFORT = from_quantiles(HELP_DESK), lognormal(20 * 60, 1.5), lognormal(15 * 60, 0.8)
"""How soon people react, by data and as assumed for who is asked by name; and how long they work on an answer, as assumed."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is assumed of an organisation; shares are from 0 to 1."""

    people: int = 240
    unit_size: int = 12
    topics: int = 40
    days: int = 10
    """Working days on which requests come in."""
    per_day: float = 0.15
    """Requests that each person sends a day."""
    own_topics: float = 0.3
    """Share of requests about a topic of the asker's own unit."""
    home: float = 0.4
    """Share of those who are found for a topic that work in its home unit."""
    right: float = 0.8
    """Share of those who are found that do know."""
    declines: float = 0.15
    """Share of requests that somebody who knows passes on all the same."""
    never: float = 0.1
    """Share of people who never react."""
    busy: float = 0.2
    """Share of working hours in a meeting or away."""
    lead_helps: float = 0.5
    """Share of requests that a lead takes on, or brings to somebody who does."""
    urgencies: Mapping[str, float] = field(default_factory=lambda: {"now": 0.2, "today": 0.6, "week": 0.2})
    effort: Reaction = EFFORT
    """Working seconds of an answer."""
    reaction: Reaction = AS_HELP_DESK


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one run's requests: the wait of each in working seconds of its asker (infinite: nobody), and each person's load."""

    waits: Sequence[float]
    asked: Sequence[int]
    answered: Sequence[int]

    def share(self, seconds: float) -> float:
        """Return the share of requests taken on within so many working seconds; infinite for at all."""
        return sum(wait <= seconds and wait < math.inf for wait in self.waits) / len(self.waits)

    @property
    def share_found(self) -> float:
        """Return the share that kept the promise of ten minutes."""
        return self.share(FOUND_SECONDS)

    @property
    def share_accepted(self) -> float:
        """Return the share that kept the promise of two working hours."""
        return self.share(ACCEPTED_SECONDS)

    @property
    def median_minutes(self) -> float:
        """Return the minutes within which half of all requests were taken on; infinite when fewer were."""
        return median(self.waits) / 60

    @property
    def interruptions(self) -> float:
        """Return how many people were asked for each request."""
        return sum(self.asked) / len(self.waits)

    @property
    def gini_answered(self) -> float:
        """Return how unequally the answers are spread over everybody."""
        return gini(self.answered)

    @property
    def gini_asked(self) -> float:
        """Return how unequally being asked is spread over everybody."""
        return gini(self.asked)


@dataclass(slots=True, eq=False)
class Colleague:
    """Somebody who works there."""

    number: int
    unit: int
    person: Person
    reacts: bool
    desk: simpy.Resource
    open_count: int = 0
    asked: int = 0
    answered: int = 0


@dataclass(slots=True, eq=False)
class Need:
    """One request: what becomes of it."""

    number: int
    asker: Colleague
    topic: int
    urgency: Request.Urgency
    sent_at: datetime
    taken_at: datetime | None = None


class Organisation:
    """One run. What people are, ask and would do depends on the seed alone, not on the policy."""

    def __init__(self, setting: Setting, seed: int) -> None:
        self.setting, self.seed, self.env = setting, seed, simpy.Environment()
        chance = random.Random(f"{seed}/people")
        calendars = [None, _hours(7, 16), _hours(10, 19)]
        self.people = [
            Colleague(
                number,
                number // setting.unit_size,
                Person(working_calendar=chance.choice(calendars)),
                chance.random() >= setting.never,
                simpy.Resource(self.env),
            )
            for number in range(setting.people)
        ]
        breadth = [chance.paretovariate(1.5) for _person in self.people]
        self._found = [self._candidates(chance, topic, breadth) for topic in range(setting.topics)]
        self.needs = sorted((self._need(chance) for _need in range(round(setting.people * setting.days * setting.per_day))), key=_sent)
        for number, need in enumerate(self.needs):
            need.number = number

    @property
    def now(self) -> datetime:
        """Return the instant that it is."""
        return START + timedelta(seconds=self.env.now)

    def chance(self, *about: object) -> random.Random:
        """Return the chance that decides this one thing, whatever else was decided before."""
        return random.Random("/".join(map(str, (self.seed, *about))))

    def scores(self, need: Need) -> dict[int, float]:
        """Return whom the finder finds for a need, with scores."""
        return {number: score for number, score in self._found[need.topic].items() if number != need.asker.number}

    def answers_at(self, need: Need, who: Colleague) -> datetime | None:
        """Return when somebody who is asked now reacts; None for never."""
        if not who.reacts:
            return None
        return rules.working_end(who.person, self.now, round(self.setting.reaction(self.chance("reacts", need.number, who.number))))

    def takes_on(self, need: Need, who: Colleague, *, as_lead: bool = False) -> bool:
        """Return whether somebody takes a request on when they react to it: who knows, and does not pass it on; a lead now and then."""
        if as_lead:
            return self.chance("leads", need.number, who.number).random() < self.setting.lead_helps
        knows = who.number in self._found[need.topic] and self.chance("knows", need.topic, who.number).random() < self.setting.right
        return knows and self.chance("declines", need.number, who.number).random() >= self.setting.declines

    def is_here(self, who: Colleague) -> bool:
        """Return whether somebody works now and is in no meeting."""
        hour = int(self.env.now // 3600)
        return rules.calendar_of(who.person).is_open(self.now) and self.chance("busy", who.number, hour).random() >= self.setting.busy

    def next_ones(self, need: Need, out: Sequence[Colleague], limit: int) -> Iterator[tuple[Colleague, bool]]:
        """Yield whom the product asks next, and whether as a lead: experts as long as few were asked, then who leads the two units."""
        if limit <= 0:
            return
        asked = len(out) - 1
        experts = self.scores(need) if asked < rules.MOST_ASKED else {}
        loads = {number: self.people[number].open_count for number in experts}
        here = {number for number in experts if self.is_here(self.people[number])}
        order = [(self.people[number], False) for number in rules.turns(experts, loads, here=here, urgency=need.urgency)]
        first = out[1] if asked else need.asker
        order += [(self.people[one.unit * self.setting.unit_size], True) for one in (first, need.asker)]
        chosen = list[Colleague]()
        for who, is_lead in order:
            if who not in out and who not in chosen and who.open_count < rules.OPEN_REQUESTS and len(chosen) < limit:
                chosen.append(who)
                yield who, is_lead

    def asks(self, who: Colleague) -> None:
        """Let somebody be asked."""
        who.asked += 1
        who.open_count += 1

    def take_on(self, need: Need, who: Colleague) -> None:
        """Let somebody, who was asked, take a request on and answer it, one after the other."""
        need.taken_at = self.now
        self.env.process(self._work(need, who))

    def until(self, at: datetime, value: object = None) -> simpy.Event:
        """Return what happens at an instant."""
        return self.env.timeout(max(0.0, (at - self.now).total_seconds()), value)

    def _work(self, need: Need, who: Colleague) -> Generator[simpy.Event, Any, None]:
        with who.desk.request() as turn:
            yield turn
            effort = self.setting.effort(self.chance("effort", need.number))
            yield self.until(rules.working_end(who.person, self.now, round(effort)))
        who.answered += 1
        who.open_count -= 1

    def _candidates(self, chance: random.Random, topic: int, breadth: Sequence[float]) -> dict[int, float]:
        """Return whom the finder finds for a topic, the best first, each with 7 % less; some know of much, most of little."""
        home = topic % (self.setting.people // self.setting.unit_size)
        found: dict[int, float] = {}
        while len(found) < min(LOOKED_AT, self.setting.people):
            at_home = chance.random() < self.setting.home and len(found) < self.setting.unit_size
            group = [one.number for one in self.people if not at_home or one.unit == home]
            number = chance.choices(group, [breadth[one] for one in group])[0]
            found.setdefault(number, 0.93 ** len(found))
        return found

    def _need(self, chance: random.Random) -> Need:
        asker = chance.choice(self.people)
        units = self.setting.people // self.setting.unit_size
        own = [topic for topic in range(self.setting.topics) if topic % units == asker.unit]
        popular = [1 / (1 + topic) for topic in range(self.setting.topics)]
        topic = chance.choice(own) if own and chance.random() < self.setting.own_topics else chance.choices(range(len(popular)), popular)[0]
        urgency = chance.choices(list(self.setting.urgencies), list(self.setting.urgencies.values()))[0]
        sent_at = rules.working_end(asker.person, START, round(chance.random() * self.setting.days * 9 * 3600))
        return Need(0, asker, topic, Request.Urgency(urgency), sent_at)


def _hours(opens: int, closes: int) -> dict[str, Any]:
    """Return a working calendar of Iran as a person keeps it."""
    spans = (Span(time(opens), time(closes)),)
    week = Week(date.min, dict.fromkeys((SATURDAY, SUNDAY, MONDAY, TUESDAY, WEDNESDAY), spans))
    return to_dict(WorkingCalendar(ZoneInfo("Asia/Tehran"), (week,), country="IR"))


def _sent(need: Need) -> datetime:
    return need.sent_at
