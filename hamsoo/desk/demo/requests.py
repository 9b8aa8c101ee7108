"""Needs put to one expert: read from a script and followed to the state they reached."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from hamsoo.desk.demo.figures import Figures, customer_in, language_of
from hamsoo.desk.demo.script import pieces
from hamsoo.desk.demo.specs import PersonSpec, RequestSpec, RequestState, Urgency
from hamsoo.desk.demo.worktime import after, moment
from hamsoo.desk.demo.world import World

URGENCIES: dict[str, Urgency] = {"low": "low", "normal": "normal", "high": "high"}
STATES: dict[str, RequestState] = {
    "sent": "sent",
    "seen": "seen",
    "accepted": "accepted",
    "declined": "declined",
    "answered": "answered",
}
DECIDED, SEEN = ("accepted", "declined", "answered"), ("seen", "accepted", "declined", "answered")


@dataclass(slots=True)
class RequestScript:
    """A written request; `reply` is the answer, or the reason of a refusal."""

    topic: str
    asker: str
    expert: str
    urgency: Urgency
    state: RequestState
    suggested: str
    title: str = ""
    body: str = ""
    reply: str = ""


def read_requests(text: str) -> Iterator[RequestScript]:
    """Yield requests: `= topic | asker | expert | urgency | state | suggested`, `? title`, body, `! reply`."""
    for block in text.split("\n= "):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        if not lines:
            continue
        topic, asker, expert, urgency, state, suggested = (cell.strip() for cell in lines[0].split("|"))
        script = RequestScript(topic, asker, expert, URGENCIES[urgency], STATES[state], suggested)
        for piece in pieces(lines[1:]):
            if piece.mark == "?":
                script.title, _, script.body = piece.text.partition("\n")
            else:
                script.reply = piece.text
        yield script


def make_requests(*, rng: Random, world: World, scripts: Sequence[RequestScript]) -> tuple[RequestSpec, ...]:
    """Return the requests whose people are there, in the order of sending; open ones are recent."""
    made = []
    for number, script in enumerate(scripts, start=1):
        if script.asker in world.person and script.expert in world.person:
            made.append(_request(rng, world, script, f"request-{number}"))
    return tuple(sorted(made, key=lambda request: (request.sent_at, request.key)))


def _request(rng: Random, world: World, script: RequestScript, key: str) -> RequestSpec:
    asker, expert = world.person[script.asker], world.person[script.expert]
    sent_at, seen_at, decided_at, answered_at, accepted_at = _course(rng, world, script, asker, expert)
    figures = Figures(rng=rng, at=sent_at, customers=world.customers)
    title, body, reply = (figures.fill(text) for text in (script.title, script.body, script.reply))
    has_seen, has_decided = script.state in SEEN, script.state in DECIDED
    is_answered = script.state == "answered"
    return RequestSpec(
        key=key,
        topic=script.topic,
        asker=script.asker,
        expert=script.expert,
        language=language_of(title + body),
        title=title,
        body=body,
        urgency=script.urgency,
        customer=customer_in(title + body, world.customers),
        state=script.state,
        sent_at=sent_at,
        seen_at=seen_at if has_seen else None,
        decided_at=decided_at if has_decided else None,
        reason=reply if script.state == "declined" else "",
        suggested=script.suggested if script.suggested in world.person else None,
        answer=reply if is_answered else "",
        answered_at=answered_at if is_answered else None,
        accepted_at=accepted_at if is_answered and rng.random() < 0.85 else None,
    )


def _course(
    rng: Random, world: World, script: RequestScript, asker: PersonSpec, expert: PersonSpec
) -> tuple[datetime, datetime, datetime, datetime, datetime]:
    """Return when it was sent, seen, decided, answered and accepted, all before the end of the story."""
    pace = {"high": 0.4, "normal": 1.0, "low": 3.0}[script.urgency]
    # Whoever has not reacted yet was asked just now: later somebody else would have been asked.
    oldest = {"answered": 170, "declined": 170, "accepted": 4}.get(script.state, 2)
    while True:
        day = world.end.date() - timedelta(days=rng.randrange(1, oldest))
        sent_at = moment(rng, asker, day)
        seen_at = after(rng, expert, sent_at, rng.uniform(1, 30) * pace)
        decided_at = after(rng, expert, seen_at, rng.uniform(1, 25) * pace)
        answered_at = after(rng, expert, decided_at, rng.uniform(4, 120) * pace)
        accepted_at = after(rng, asker, answered_at, rng.uniform(3, 200))
        reached = {"answered": accepted_at, "sent": sent_at, "seen": seen_at}.get(script.state, decided_at)
        if reached < world.end:
            return sent_at, seen_at, decided_at, answered_at, accepted_at
        oldest += 1
