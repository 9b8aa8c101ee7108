"""Facts about questions and answers."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Indexed, InFeed, Notifies, Ref, Timeline, Told, Tracked
from hamsoo.questions.events.telling import about_question, told_as


class QuestionAsked(
    Event, Notifies, Tracked, Indexed, InFeed, Timeline, icon="message-circle-question-mark", sentence=_("%(actor)s asked: %(title)s")
):
    """Somebody asked the people of some spaces."""

    aspects = ("posts",)
    heard_as = ("asked_by",)

    question_id: int
    mentioned: tuple[int, ...] = ()

    def told(self) -> list[Told]:
        return told_as("mention", *self.mentioned)

    def notice_subject(self) -> Ref:
        return about_question(self.question_id)

    def rereads(self) -> list[Ref]:
        return [about_question(self.question_id)]

    def feed_subject(self) -> Ref:
        return about_question(self.question_id)


class QuestionEdited(Event, Notifies, Indexed, Timeline, icon="pencil", sentence=_("%(actor)s edited the question “%(title)s”")):
    """The words of a question changed; its answers are found by them too. `mentioned` are those who were not named before."""

    question_id: int
    answer_ids: tuple[int, ...] = ()
    mentioned: tuple[int, ...] = ()

    def told(self) -> list[Told]:
        return told_as("mention", *self.mentioned)

    def notice_subject(self) -> Ref:
        return about_question(self.question_id)

    def rereads(self) -> list[Ref]:
        return [about_question(self.question_id), *(Ref("answer", pk) for pk in self.answer_ids)]


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
        return [Told(self.asked_by_id, "answer"), *told_as("mention", *others)]

    def notice_subject(self) -> Ref:
        return about_question(self.question_id)

    def rereads(self) -> list[Ref]:
        return [Ref("answer", self.answer_id), about_question(self.question_id)]

    def feed_subject(self) -> Ref:
        return about_question(self.question_id)


class AnswerEdited(Event, Notifies, Indexed, Timeline, icon="pencil", sentence=_("%(actor)s edited their answer to “%(title)s”")):
    """The words of an answer changed. `mentioned` are those who were not named before."""

    question_id: int
    answer_id: int
    mentioned: tuple[int, ...] = ()

    def told(self) -> list[Told]:
        return told_as("mention", *self.mentioned)

    def notice_subject(self) -> Ref:
        return about_question(self.question_id)

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
        return told_as("acceptance", self.answered_by_id)

    def notice_subject(self) -> Ref:
        return about_question(self.question_id)

    def settles(self) -> list[tuple[Told, Ref]]:
        return [(Told(self.asked_by_id, "answer"), about_question(self.question_id))]

    def rereads(self) -> list[Ref]:
        return [Ref("answer", self.answer_id), about_question(self.question_id)]

    def feed_subject(self) -> Ref:
        return about_question(self.question_id)


class AcceptanceWithdrawn(Event, Indexed, Timeline, icon="circle-x", sentence=_("%(actor)s took back the accepted answer to “%(title)s”")):
    """The question is open again; nobody is told, as nothing is asked of them."""

    question_id: int
    answer_id: int

    def rereads(self) -> list[Ref]:
        return [Ref("answer", self.answer_id), about_question(self.question_id)]


class AnswerThanked(
    Event, Notifies, Indexed, Timeline, icon="heart-handshake", sentence=_("%(actor)s thanked for the answer to “%(title)s”")
):
    """Somebody was glad of an answer."""

    question_id: int
    answer_id: int
    answered_by_id: int

    def told(self) -> list[Told]:
        return told_as("thanks", self.answered_by_id)

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


class QuestionOpened(Event, Indexed, InFeed, Timeline, icon="megaphone", sentence=_("%(actor)s put “%(title)s” to more colleagues")):
    """No expert was left to ask, so the people of further spaces may read the question and answer it."""

    question_id: int
    request_id: int
    answer_ids: tuple[int, ...] = ()

    def rereads(self) -> list[Ref]:
        return [about_question(self.question_id), *(Ref("answer", pk) for pk in self.answer_ids)]

    def feed_subject(self) -> Ref:
        return about_question(self.question_id)


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
        return about_question(self.question_id)


class QuestionClosed(Event, Timeline, icon="archive", sentence=_("%(actor)s closed the question “%(title)s”, whose asker has left")):
    """Nobody waits for an answer any more."""

    question_id: int
