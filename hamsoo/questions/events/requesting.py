"""Facts about requests to experts."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Notifies, Ref, Timeline, Told
from hamsoo.questions.events.telling import told_as


@dataclass(frozen=True, kw_only=True)
class _AboutAsk:
    """What the facts of one expert's turn have in common: the request, its question, and who asked whom."""

    request_id: int
    question_id: int
    ask_id: int
    asker_id: int
    expert_id: int

    def notice_subject(self) -> Ref:
        return Ref("request", self.request_id)

    def _asked(self) -> tuple[Told, Ref]:
        return Told(self.expert_id, "request"), Ref("request", self.request_id)

    def _help_is_near(self) -> tuple[Told, Ref]:
        return Told(self.asker_id, "acceptance"), Ref("request", self.request_id)


class RequestSent(_AboutAsk, Event, Notifies, Timeline, icon="send", sentence=_("%(actor)s asked %(person)s about “%(title)s”")):
    """An expert was asked; `position` counts the experts of this request from 1."""

    position: int
    urgency: str

    def told(self) -> list[Told]:
        return told_as("request", self.expert_id)


class RequestSeen(_AboutAsk, Event, icon="eye", sentence=_("%(actor)s saw the request about “%(title)s”")):
    """The expert opened the request."""


class RequestAccepted(_AboutAsk, Event, Notifies, Timeline, icon="check", sentence=_("%(actor)s took on your request about “%(title)s”")):
    """The expert promised an answer."""

    def told(self) -> list[Told]:
        return told_as("acceptance", self.asker_id)


class RequestDeclined(
    _AboutAsk, Event, Notifies, Timeline, icon="corner-up-left", sentence=_("%(actor)s passed on the request about “%(title)s”")
):
    """The expert cannot help now, and may have named somebody who can."""

    suggested_id: int | None = None

    def told(self) -> list[Told]:
        return told_as("decline", self.asker_id)

    def settles(self) -> list[tuple[Told, Ref]]:
        return [self._asked(), self._help_is_near()]


class RequestAnswered(
    _AboutAsk, Event, Notifies, Timeline, icon="message-circle-reply", sentence=_("%(actor)s answered the request about “%(title)s”")
):
    """The expert answered; who asked the question is told by `AnswerGiven`, so only another sender is told here."""

    answer_id: int
    asked_by_id: int

    def told(self) -> list[Told]:
        return [] if self.asker_id == self.asked_by_id else told_as("answer", self.asker_id)

    def settles(self) -> list[tuple[Told, Ref]]:
        return [self._asked(), self._help_is_near()]


class RequestWithdrawn(
    _AboutAsk, Event, Notifies, Timeline, icon="undo-2", sentence=_("%(actor)s no longer needs an answer to “%(title)s”")
):
    """The sender does not need the expert any more; only one who had already promised an answer is told."""

    was_accepted: bool

    def told(self) -> list[Told]:
        return told_as("request", self.expert_id) if self.was_accepted else []

    def settles(self) -> list[tuple[Told, Ref]]:
        return [self._asked(), self._help_is_near()]


class TurnExpired(_AboutAsk, Event, Notifies, Timeline, icon="hourglass", sentence=_("The turn of %(person)s for “%(title)s” has passed")):
    """The expert had no time to react; somebody else is asked, and the expert need not any more."""

    def told(self) -> list[Told]:
        return told_as("turn", self.expert_id)

    def settles(self) -> list[tuple[Told, Ref]]:
        return [self._asked()]


class ExpertReleased(
    _AboutAsk, Event, Notifies, Timeline, icon="undo-2", sentence=_("%(actor)s took on “%(title)s”; %(person)s need not any more")
):
    """Several were asked at once, and another one was the first to take it on."""

    def told(self) -> list[Told]:
        return told_as("turn", self.expert_id)

    def settles(self) -> list[tuple[Told, Ref]]:
        return [self._asked()]


class ExpertReminded(_AboutAsk, Event, Notifies, icon="bell", sentence=_("%(actor)s still waits for you: “%(title)s”")):
    """Half of the time of the expert's next step is over; nothing else has changed."""

    def told(self) -> list[Told]:
        return told_as("request", self.expert_id)


@dataclass(frozen=True, kw_only=True)
class _AboutRequest:
    """What the facts of a request as a whole have in common."""

    request_id: int
    question_id: int
    asker_id: int

    def notice_subject(self) -> Ref:
        return Ref("request", self.request_id)


class ExpertsExhausted(_AboutRequest, Event, Notifies, Timeline, icon="users", sentence=_("Nobody is left to ask about “%(title)s”")):
    """All who may know had their turn; the asker can put the question to a space."""

    def told(self) -> list[Told]:
        return told_as("decline", self.asker_id)


class RequestExpired(_AboutRequest, Event, Notifies, Timeline, icon="archive", sentence=_("Nobody has taken on “%(title)s” for days")):
    """The request ended without anybody having taken it on; its question stays."""

    def told(self) -> list[Told]:
        return told_as("decline", self.asker_id)

    def settles(self) -> list[tuple[Told, Ref]]:
        return [(Told(self.asker_id, "decline"), Ref("request", self.request_id))]


class QuestionRouted(
    _AboutRequest, Event, Notifies, Timeline, icon="send", sentence=_("Nobody had answered “%(title)s”, so those who may know are asked")
):
    """A question waited for an answer too long, and a request was sent in its asker's name."""

    def told(self) -> list[Told]:
        return told_as("turn", self.asker_id)


class RequestHandedOver(
    Event, Notifies, Timeline, icon="package-check", sentence=_("%(actor)s handed the request about “%(title)s” over to %(person)s")
):
    """The sender has left, and somebody else waits in their place; `expert_ids` are those whose turn it is."""

    request_id: int
    question_id: int
    from_id: int
    to_id: int
    expert_ids: tuple[int, ...] = ()

    def told(self) -> list[Told]:
        return [Told(self.to_id, "handover"), *told_as("request", *self.expert_ids)]

    def notice_subject(self) -> Ref:
        return Ref("request", self.request_id)
