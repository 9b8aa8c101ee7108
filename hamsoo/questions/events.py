"""Facts about questions, answers and requests to experts."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Indexed, InFeed, Notifies, Ref, Timeline, Told, Tracked


def _question(pk: int) -> Ref:
    return Ref("question", pk)


def _told(kind: str, *person_ids: int) -> list[Told]:
    return [Told(person_id, kind) for person_id in dict.fromkeys(person_ids)]


class QuestionAsked(
    Event, Notifies, Tracked, Indexed, InFeed, Timeline, icon="message-circle-question-mark", sentence=_("%(actor)s asked: %(title)s")
):
    """Somebody asked the people of some spaces."""

    aspects = ("posts",)
    heard_as = ("asked_by",)

    question_id: int
    mentioned: tuple[int, ...] = ()

    def told(self) -> list[Told]:
        return _told("mention", *self.mentioned)

    def notice_subject(self) -> Ref:
        return _question(self.question_id)

    def rereads(self) -> list[Ref]:
        return [_question(self.question_id)]

    def feed_subject(self) -> Ref:
        return _question(self.question_id)


class QuestionEdited(Event, Notifies, Indexed, Timeline, icon="pencil", sentence=_("%(actor)s edited the question “%(title)s”")):
    """The words of a question changed; its answers are found by them too. `mentioned` are those who were not named before."""

    question_id: int
    answer_ids: tuple[int, ...] = ()
    mentioned: tuple[int, ...] = ()

    def told(self) -> list[Told]:
        return _told("mention", *self.mentioned)

    def notice_subject(self) -> Ref:
        return _question(self.question_id)

    def rereads(self) -> list[Ref]:
        return [_question(self.question_id), *(Ref("answer", pk) for pk in self.answer_ids)]


class AnswerGiven(
    Event, Notifies, Tracked, Indexed, InFeed, Timeline, icon="message-circle-reply", sentence=_("%(actor)s answered “%(title)s”")
):
    """Somebody answered a question."""

    aspects = ("posts",)
    heard_as = ("answered_by",)

    feed_weight = 20

    question_id: int
    answer_id: int
    asked_by_id: int
    mentioned: tuple[int, ...] = ()

    def told(self) -> list[Told]:
        others = [person_id for person_id in self.mentioned if person_id != self.asked_by_id]
        return [Told(self.asked_by_id, "answer"), *_told("mention", *others)]

    def notice_subject(self) -> Ref:
        return _question(self.question_id)

    def rereads(self) -> list[Ref]:
        return [Ref("answer", self.answer_id), _question(self.question_id)]

    def feed_subject(self) -> Ref:
        return _question(self.question_id)


class AnswerEdited(Event, Notifies, Indexed, Timeline, icon="pencil", sentence=_("%(actor)s edited their answer to “%(title)s”")):
    """The words of an answer changed. `mentioned` are those who were not named before."""

    question_id: int
    answer_id: int
    mentioned: tuple[int, ...] = ()

    def told(self) -> list[Told]:
        return _told("mention", *self.mentioned)

    def notice_subject(self) -> Ref:
        return _question(self.question_id)

    def rereads(self) -> list[Ref]:
        return [Ref("answer", self.answer_id)]


class AnswerAccepted(
    Event, Notifies, Tracked, Indexed, InFeed, Timeline, icon="circle-check", sentence=_("%(actor)s accepted an answer to “%(title)s”")
):
    """An answer settled its question."""

    aspects = ("posts",)
    heard_as = ("answered_by",)

    feed_weight = 30

    question_id: int
    answer_id: int
    answered_by_id: int
    asked_by_id: int

    def told(self) -> list[Told]:
        return _told("acceptance", self.answered_by_id)

    def notice_subject(self) -> Ref:
        return _question(self.question_id)

    def settles(self) -> list[tuple[Told, Ref]]:
        return [(Told(self.asked_by_id, "answer"), _question(self.question_id))]

    def rereads(self) -> list[Ref]:
        return [Ref("answer", self.answer_id), _question(self.question_id)]

    def feed_subject(self) -> Ref:
        return _question(self.question_id)


class AcceptanceWithdrawn(Event, Indexed, Timeline, icon="circle-x", sentence=_("%(actor)s took back the accepted answer to “%(title)s”")):
    """The question is open again; nobody is told, as nothing is asked of them."""

    question_id: int
    answer_id: int

    def rereads(self) -> list[Ref]:
        return [Ref("answer", self.answer_id), _question(self.question_id)]


class AnswerThanked(
    Event, Notifies, Indexed, Timeline, icon="heart-handshake", sentence=_("%(actor)s thanked for the answer to “%(title)s”")
):
    """Somebody was glad of an answer."""

    question_id: int
    answer_id: int
    answered_by_id: int

    def told(self) -> list[Told]:
        return _told("thanks", self.answered_by_id)

    def notice_subject(self) -> Ref:
        return Ref("answer", self.answer_id)

    def rereads(self) -> list[Ref]:
        return [Ref("answer", self.answer_id)]


class ThanksWithdrawn(Event, Indexed, icon="heart-off", sentence=_("%(actor)s took back their thanks for an answer to “%(title)s”")):
    """Somebody took their thanks back."""

    question_id: int
    answer_id: int

    def rereads(self) -> list[Ref]:
        return [Ref("answer", self.answer_id)]


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
        return _told("request", self.expert_id)


class RequestSeen(_AboutAsk, Event, icon="eye", sentence=_("%(actor)s saw the request about “%(title)s”")):
    """The expert opened the request."""


class RequestAccepted(_AboutAsk, Event, Notifies, Timeline, icon="check", sentence=_("%(actor)s took on your request about “%(title)s”")):
    """The expert promised an answer."""

    def told(self) -> list[Told]:
        return _told("acceptance", self.asker_id)


class RequestDeclined(
    _AboutAsk, Event, Notifies, Timeline, icon="corner-up-left", sentence=_("%(actor)s passed on the request about “%(title)s”")
):
    """The expert cannot help now, and may have named somebody who can."""

    suggested_id: int | None = None

    def told(self) -> list[Told]:
        return _told("decline", self.asker_id)

    def settles(self) -> list[tuple[Told, Ref]]:
        return [self._asked(), self._help_is_near()]


class RequestAnswered(
    _AboutAsk, Event, Notifies, Timeline, icon="message-circle-reply", sentence=_("%(actor)s answered the request about “%(title)s”")
):
    """The expert answered; who asked the question is told by `AnswerGiven`, so only another sender is told here."""

    answer_id: int
    asked_by_id: int

    def told(self) -> list[Told]:
        return [] if self.asker_id == self.asked_by_id else _told("answer", self.asker_id)

    def settles(self) -> list[tuple[Told, Ref]]:
        return [self._asked(), self._help_is_near()]


class RequestWithdrawn(
    _AboutAsk, Event, Notifies, Timeline, icon="undo-2", sentence=_("%(actor)s no longer needs an answer to “%(title)s”")
):
    """The sender does not need the expert any more; only one who had already promised an answer is told."""

    was_accepted: bool

    def told(self) -> list[Told]:
        return _told("request", self.expert_id) if self.was_accepted else []

    def settles(self) -> list[tuple[Told, Ref]]:
        return [self._asked(), self._help_is_near()]


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
        return [Told(self.to_id, "handover"), *_told("request", *self.expert_ids)]

    def notice_subject(self) -> Ref:
        return Ref("request", self.request_id)


class QuestionHandedOver(
    Event, Notifies, Timeline, icon="package-check", sentence=_("%(actor)s handed the question “%(title)s” over to %(person)s")
):
    """The asker has left, and somebody else waits for the answer and may accept it."""

    question_id: int
    from_id: int
    to_id: int
    request_id: int | None = None

    def told(self) -> list[Told]:
        # With a request, it is the request that tells them.
        return [] if self.request_id else [Told(self.to_id, "handover")]

    def notice_subject(self) -> Ref:
        return _question(self.question_id)


class QuestionClosed(Event, Timeline, icon="archive", sentence=_("%(actor)s closed the question “%(title)s”, whose asker has left")):
    """Nobody waits for an answer any more."""

    question_id: int
