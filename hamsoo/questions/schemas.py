"""What the API of questions takes and gives."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from hamsoo.kernel.schemas import In

Id = Annotated[int, Field(gt=0, lt=2**63)]


class PersonOut(Schema):
    """A colleague."""

    id: int
    name: str


class QuestionOut(Schema):
    """A question in a list."""

    id: int
    title: str
    body: str
    author: PersonOut
    asked_at: datetime
    edited_at: datetime | None
    url: str


class ListedOut(QuestionOut):
    """A question with how far it has come."""

    answer_count: int
    is_settled: bool


class PageOut(Schema):
    """A part of the list; `next` is what to send as `before` for the following part."""

    items: list[ListedOut]
    next: str | None


class AnswerOut(Schema):
    """An answer."""

    id: int
    question_id: int
    body: str
    author: PersonOut
    at: datetime
    edited_at: datetime | None


class AboutOut(Schema):
    """The thing that a question is about, as the caller sees it."""

    type: str
    id: int
    title: str
    url: str


class ThreadOut(QuestionOut):
    """A question with its answers, the accepted one first; `about` is null too where the caller does not see that thing."""

    about: AboutOut | None
    answers: list[AnswerOut]
    accepted_answer_id: int | None


class AskOut(Schema):
    """One expert's turn."""

    expert: PersonOut
    position: int
    state: str
    sent_at: datetime
    due_at: datetime
    reminded_at: datetime | None
    seen_at: datetime | None
    accepted_at: datetime | None
    declined_at: datetime | None
    decline_reason: str
    answered_at: datetime | None
    answer_id: int | None
    expired_at: datetime | None
    withdrawn_at: datetime | None
    released_at: datetime | None


class RequestOut(Schema):
    """A request with its chain."""

    id: int
    question_id: int
    title: str
    asker: PersonOut
    urgency: str
    is_automatic: bool
    sent_at: datetime
    exhausted_at: datetime | None
    closed_at: datetime | None
    outcome: str
    asks: list[AskOut]


class AboutIn(In):
    """The thing that a question is about: a record of a customer (`source_record`), say."""

    type: Annotated[str, Field(max_length=40)]
    id: Id


class QuestionIn(In):
    """A new question; without `places` it goes to the whole organisation. `about` is something that the caller sees."""

    title: str
    body: str = ""
    places: list[Id] | None = None
    about: AboutIn | None = None


class AnswerIn(In):
    """A new answer."""

    body: str


class AcceptanceIn(In):
    """Which answer settled the question."""

    answer_id: Id


class RequestIn(In):
    """A new request: about `question_id`, or about a new question."""

    expert_id: Id
    urgency: Literal["now", "today", "week"] = "today"
    question_id: Id | None = None
    title: str = ""
    body: str = ""
    places: list[Id] | None = None
    about: AboutIn | None = None


class DeclineIn(In):
    """Why a request is passed on, and who may know."""

    reason: str = ""
    suggested_id: Id | None = None


class ExpertIn(In):
    """Who is asked next."""

    expert_id: Id
