"""Who may do what with questions and requests, when the next step of a request is due, and the refusals by name."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.calendars import NeverOpen, WorkingCalendar, default_iran
from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed
from hamsoo.people.models import Person, Scope
from hamsoo.people.queries import working_calendar
from hamsoo.people.rights import widest
from hamsoo.people.rules import leads_a_unit
from hamsoo.questions import verbs
from hamsoo.questions.models import Acceptance, Answer, Ask, Question, Request

BODY_LENGTH = 100_000

OPEN_REQUESTS = 5
"""As many asks may wait for one person; more would make nobody faster."""

_MINUTE = 60
_WORKING_DAY = 480 * _MINUTE
REACTION_SECONDS = {Request.Urgency.NOW: 15 * _MINUTE, Request.Urgency.TODAY: 60 * _MINUTE, Request.Urgency.WEEK: _WORKING_DAY}
"""Working seconds of the expert in which they react; then the next is asked, so that two have had their turn in the promised two hours."""
ANSWER_SECONDS = {Request.Urgency.NOW: 30 * _MINUTE, Request.Urgency.TODAY: 240 * _MINUTE, Request.Urgency.WEEK: 1440 * _MINUTE}
"""Working seconds in which an accepted request is answered."""

AT_ONCE = {Request.Urgency.NOW: 3, Request.Urgency.TODAY: 1, Request.Urgency.WEEK: 1}
"""So many experts are asked at the same time; the first to take it on has it."""

MOST_ASKED = 9
"""After so many experts only the leads are asked: what nine of them cannot take on, a tenth will hardly, and each was interrupted."""

REQUEST_SECONDS = 5 * _WORKING_DAY
"""Working seconds of the asker after which a request that nobody has taken on ends."""
ROUTE_SECONDS = _WORKING_DAY
"""Working seconds of the asker after which a question that nobody has answered is put to who may know."""

EQUALS = 0.9
"""Experts with this share of the score of the best of them are as good: among such, who has less to do is asked first."""

SOON = 25
"""Percent of the time: with as little or less left, the step is due soon."""

_USUAL_CALENDAR = default_iran()


class AlreadyAccepted(Conflict):
    """The question has its accepted answer."""

    default = _("An answer to this question has already been accepted.")


class NothingAccepted(Conflict):
    """There is no acceptance to take back."""

    default = _("No answer to this question is accepted.")


class OwnAnswer(NotAllowed):
    """Nobody thanks themselves."""

    default = _("This is your own answer.")


class OwnRequest(Invalid):
    """Nobody asks themselves."""

    default = _("You cannot send a request to yourself.")


class ExpertLeft(Invalid):
    """The person asked does not work here any more."""

    default = _("This colleague does not work here any more.")


class ExpertCannotRead(Invalid):
    """A request never opens a space to somebody; its question has to stand where the expert reads."""

    default = _("This colleague cannot read the space of the question. Choose another space.")


class CannotRead(Invalid):
    """Handing over never opens a space to somebody."""

    default = _("This colleague cannot read where the question stands. Choose somebody who can.")


class IsAsked(Invalid):
    """The expert whose turn it is cannot be the one who waits."""

    default = _("This colleague is the one who is asked. Choose somebody else.")


class ExpertIsBusy(Conflict):
    """As many requests as allowed wait for this person."""

    default = _("Enough requests are waiting for this colleague already. Please ask somebody else.")


class AlreadyAsked(Conflict):
    """The expert had their turn in this request."""

    default = _("This colleague has already been asked.")


class RequestIsRunning(Conflict):
    """An expert is asked about this question now."""

    default = _("An expert is already being asked about this question.")


class RequestIsOver(Conflict):
    """The request, or the expert's turn in it, has ended."""

    default = _("This request is over.")


class TakenOn(Conflict):
    """Several were asked at once, and another one was faster."""

    default = _("Somebody else was faster and has taken it on. You need not do anything.")


class SomebodyIsLeft(Conflict):
    """A question is put to more colleagues only when no expert is left."""

    default = _("Somebody can still be asked about this question.")


class StandsThere(Invalid):
    """The question is placed in these spaces already."""

    default = _("The question stands there already. Choose another space.")


class PointlessSuggestion(Invalid):
    """The suggested colleague is the one who asks, or who passes on."""

    default = _("Suggest somebody who has not been part of this request yet.")


def required(text: str, field: str, *, longest: int = BODY_LENGTH) -> str:
    """Return `text` without blanks around it; raise `Invalid` naming `field` when nothing is left, or more than `longest` characters."""
    stripped = optional(text, field, longest=longest)
    if not stripped:
        raise Invalid(_("Please write something here."), field=field)
    return stripped


def optional(text: str, field: str, *, longest: int = BODY_LENGTH) -> str:
    """Return `text` without blanks around it; raise `Invalid` naming `field` when it has more than `longest` characters."""
    stripped = text.replace("\x00", "").strip()
    if len(stripped) > longest:
        raise Invalid(_("This is too long: at most %(count)s characters.") % {"count": longest}, field=field)
    return stripped


def known_urgency(urgency: str) -> Request.Urgency:
    """Return the urgency called `urgency`; raise `Invalid` when there is none."""
    if urgency not in Request.Urgency.values:
        raise Invalid(field="urgency")
    return Request.Urgency(urgency)


def calendar_of(person: Person) -> WorkingCalendar:
    """Return the working hours of `person`, without leave; who has none of their own works as is usual here."""
    return working_calendar(person)


def due(*, expert: Person, urgency: str, accepted: bool, at: datetime) -> datetime:
    """Return when the next step is due, in the working hours of who is asked: the reaction, or once accepted the answer."""
    return working_end(expert, at, (ANSWER_SECONDS if accepted else REACTION_SECONDS)[Request.Urgency(urgency)])


def working_end(person: Person, at: datetime, seconds: int) -> datetime:
    """Return when `person` has worked `seconds` since `at`; for who never does, when one who works as is usual here has."""
    try:
        return calendar_of(person).add_working(at, seconds)
    except NeverOpen:
        return _USUAL_CALENDAR.add_working(at, seconds)


def is_taken_on(chain: Collection[Ask]) -> bool:
    """Return whether nobody else of the chain is needed: an expert has promised an answer, or has given it after all others were asked."""
    newest = max((ask.sent_at for ask in chain), default=None)
    promised = any(ask.is_live and ask.accepted_at is not None for ask in chain)
    return promised or any(newest is not None and ask.answered_at is not None and ask.answered_at >= newest for ask in chain)


def reminder(ask: Ask, *, at: datetime) -> datetime:
    """Return when half of the working time from `at` until the next step of `ask` is over."""
    return working_end(ask.expert, at, calendar_of(ask.expert).working_between(at, ask.due_at) // 2)


def spread(scores: Mapping[int, float], loads: Mapping[int, int]) -> list[int]:
    """Return who is asked in which order, best first: as their `scores` say, and among equals by how many requests wait for them.

    Equals are those who come close to the best of them, not to their neighbour: else small steps would lead all the way down.
    """
    order, rest = list[int](), sorted(scores, key=lambda number: -scores[number])
    while rest:
        best = scores[rest[0]]
        least = min(best, EQUALS * best)
        equals = [number for number in rest if scores[number] >= least]
        order += sorted(equals, key=lambda number: loads.get(number, 0))
        rest = rest[len(equals) :]
    return order


def turns(scores: Mapping[int, float], loads: Mapping[int, int], *, here: Collection[int], urgency: str) -> list[int]:
    """Return in which order experts are asked: as `spread` says, and within a day those first who are `here`.

    Who does not work now, or sits in a meeting, is not the fastest, however much they know.
    """
    order = spread(scores, loads)
    return order if urgency == Request.Urgency.WEEK else sorted(order, key=lambda number: number not in here)


@dataclass(frozen=True, slots=True)
class Clock:
    """How much working time is left for the next step: `state` is ok, soon (a quarter or less) or late.

    `seconds` are left, or past when late; `percent` is the share that is left, 100 when late.
    """

    state: str
    seconds: int
    percent: float


def clock_of(ask: Ask, *, at: datetime) -> Clock:
    """Return the clock of a live ask, in the working hours of its expert."""
    calendar = calendar_of(ask.expert)
    if at > ask.due_at:
        return Clock("late", calendar.working_between(ask.due_at, at), 100)
    whole = calendar.working_between(ask.accepted_at or ask.sent_at, ask.due_at)
    left = calendar.working_between(at, ask.due_at)
    share = 100 * left / whole if whole else 0
    return Clock("soon" if share <= SOON else "ok", left, share)


def can_edit_question(person: Person, question: Question) -> bool:
    """Return whether `person` may change the words of `question`: its author."""
    return person.pk == question.author_id


def can_edit_answer(person: Person, answer: Answer) -> bool:
    """Return whether `person` may change the words of `answer`: its author."""
    return person.pk == answer.author_id


def can_accept(person: Person, question: Question) -> bool:
    """Return whether `person` may say which answer settled `question`: who asked it, or took it over."""
    return person.pk == question.keeper_id


def can_withdraw_acceptance(person: Person, acceptance: Acceptance) -> bool:
    """Return whether `person` may take `acceptance` back: who gave it."""
    return person.pk == acceptance.by_id


def can_thank(person: Person, answer: Answer) -> bool:
    """Return whether `person` may thank for `answer`: everybody but its author."""
    return person.pk != answer.author_id


def can_manage_request(person: Person, request: Request) -> bool:
    """Return whether `person` may pass on or withdraw `request`: who sent it, while it is open."""
    return person.pk == request.asker_id and request.closed_at is None


def can_ask_next(person: Person, request: Request, *, at: datetime) -> bool:
    """Return whether `person` may choose who has the next turn: its sender, when nobody has a turn, or who took it on is late."""
    live = [ask for ask in request.asks.all() if ask.is_live]
    return can_manage_request(person, request) and all(ask.accepted_at is not None and ask.due_at < at for ask in live)


def can_react(person: Person, ask: Ask) -> bool:
    """Return whether it is up to `person` to take the next step of `ask`."""
    return person.pk == ask.expert_id and ask.is_live


def can_still_accept(person: Person, ask: Ask, chain: Collection[Ask]) -> bool:
    """Return whether `person`, whose turn has passed without a promise, may take the request on after all: as long as nobody else has.

    Whom the asker let go after a promise may not, nor who has become the asker.
    """
    has_passed = ask.expired_at is not None and ask.accepted_at is None and ask.request.closed_at is None
    return person.pk == ask.expert_id != ask.request.asker_id and has_passed and not is_taken_on(chain)


def sees_gaps(person: Person) -> bool:
    """Return whether `person` may see the gaps of any part of the organisation: who leads a unit may, and whom a right lets."""
    scope = widest(person, verbs.SEE_GAPS)
    reaches = scope == Scope.ALL or (scope is not None and person.unit_id is not None)
    return person.is_active and (reaches or leads_a_unit(person))
