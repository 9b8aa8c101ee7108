"""The API of questions and requests: the same queries and actions as the pages, explicit schemas, unknown fields refused."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Status

from hamsoo.kernel import clock
from hamsoo.kernel.markdown import readable
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.queries import colleague, require_colleague
from hamsoo.questions import actions, queries
from hamsoo.questions.models import Answer, Ask, Question, Request
from hamsoo.questions.queries import Cursor, View
from hamsoo.questions.schemas import (
    AboutIn,
    AcceptanceIn,
    AnswerIn,
    AnswerOut,
    AskOut,
    DeclineIn,
    ExpertIn,
    PageOut,
    QuestionIn,
    QuestionOut,
    RequestIn,
    RequestOut,
    ThreadOut,
)

router = Router(tags=["questions"])


@router.get("/questions", response=PageOut)
def list_questions(
    request: HttpRequest,
    show: Literal["newest", "unanswered", "mine", "waiting"] = "newest",
    before: str = "",
    limit: int = Query(20, ge=1, le=100),
) -> dict[str, Any]:
    """List questions, newest first."""
    page = queries.questions(person=_person(request), view=View(show), before=Cursor.read(before), limit=limit)
    items = [{**_question(row), "answer_count": row.answer_count, "is_settled": row.is_settled} for row in page.rows]
    return {"items": items, "next": str(page.next) if page.next else None}


@router.post("/questions", response={201: QuestionOut})
def ask(request: HttpRequest, payload: QuestionIn) -> Status[dict[str, Any]]:
    """Ask a question."""
    words = payload.dict(exclude={"about"})
    return Status(201, _question(actions.ask(actor=_person(request), **words, about=_ref(payload.about), at=clock.now())))


@router.get("/questions/{pk}", response=ThreadOut)
def show_question(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Show a question with its answers."""
    thread = queries.thread(person=_person(request), pk=pk)
    accepted = thread.acceptance.answer_id if thread.acceptance else None
    about = thread.about
    return {
        **_question(thread.question),
        "about": about and {"type": about.ref.type, "id": about.ref.id, "title": about.title, "url": about.url},
        "answers": [_answer(row) for row in thread.answers],
        "accepted_answer_id": accepted,
    }


@router.post("/questions/{pk}/answers", response={201: AnswerOut})
def answer(request: HttpRequest, pk: int, payload: AnswerIn) -> Status[dict[str, Any]]:
    """Answer a question."""
    person = _person(request)
    given = actions.answer(actor=person, question=queries.question(person=person, pk=pk), body=payload.body, at=clock.now())
    return Status(201, _answer(given))


@router.put("/questions/{pk}/acceptance", response=AnswerOut)
def accept(request: HttpRequest, pk: int, payload: AcceptanceIn) -> dict[str, Any]:
    """Accept an answer to a question."""
    person = _person(request)
    found = queries.answer(person=person, pk=payload.answer_id, question_pk=pk)
    actions.accept_answer(actor=person, answer=found, at=clock.now())
    return _answer(found)


@router.post("/requests", response={201: RequestOut})
def send(request: HttpRequest, payload: RequestIn) -> Status[dict[str, Any]]:
    """Put a question to an expert."""
    person = _person(request)
    question = queries.question(person=person, pk=payload.question_id) if payload.question_id else None
    words = {**payload.dict(exclude={"expert_id", "question_id", "about"}), "about": _ref(payload.about)}
    expert = colleague(person=person, pk=payload.expert_id)
    sent = actions.send_request(actor=person, expert=expert, question=question, **words, at=clock.now())
    return Status(201, _shown(person, sent.pk))


@router.get("/requests/waiting", response=list[RequestOut])
def list_waiting(request: HttpRequest) -> list[dict[str, Any]]:
    """List the requests whose next step is up to the caller."""
    return [_request(row) for row in queries.waiting_for(person=_person(request))]


@router.get("/requests/{pk}", response=RequestOut)
def show_request(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Show a request with its chain."""
    return _shown(_person(request), pk)


@router.post("/requests/{pk}/acceptance", response=RequestOut)
def take_on(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Take a request on."""
    person = _person(request)
    actions.accept_request(actor=person, request=queries.request(person=person, pk=pk), at=clock.now())
    return _shown(person, pk)


@router.post("/requests/{pk}/decline", response=RequestOut)
def decline(request: HttpRequest, pk: int, payload: DeclineIn) -> dict[str, Any]:
    """Pass a request on."""
    person = _person(request)
    found = queries.request(person=person, pk=pk)
    suggested = colleague(person=person, pk=payload.suggested_id) if payload.suggested_id else None
    actions.decline_request(actor=person, request=found, reason=payload.reason, suggested=suggested, at=clock.now())
    return _shown(person, pk)


@router.post("/requests/{pk}/asks", response=RequestOut)
def ask_next(request: HttpRequest, pk: int, payload: ExpertIn) -> dict[str, Any]:
    """Give the next expert their turn."""
    person = _person(request)
    found = queries.request(person=person, pk=pk)
    actions.ask_next(actor=person, request=found, expert=colleague(person=person, pk=payload.expert_id), at=clock.now())
    return _shown(person, pk)


@router.delete("/requests/{pk}", response=RequestOut)
def withdraw(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Withdraw a request; it stays readable."""
    person = _person(request)
    actions.withdraw_request(actor=person, request=queries.request(person=person, pk=pk), at=clock.now())
    return _shown(person, pk)


def _ref(about: AboutIn | None) -> Ref | None:
    return Ref(about.type, about.id) if about else None


def _person(request: HttpRequest) -> Person:
    return require_colleague(request.person)  # type: ignore[attr-defined]


def _named(person: Person) -> dict[str, Any]:
    return {"id": person.pk, "name": person.name}


def _question(row: Question) -> dict[str, Any]:
    fields = ("id", "title", "asked_at", "edited_at")
    about_it = {"body": readable(row.body), "author": _named(row.author), "url": row.get_absolute_url()}
    return {**{name: getattr(row, name) for name in fields}, **about_it}


def _answer(row: Answer) -> dict[str, Any]:
    fields = ("id", "question_id", "at", "edited_at")
    return {**{name: getattr(row, name) for name in fields}, "body": readable(row.body), "author": _named(row.author)}


def _shown(person: Person, pk: int) -> dict[str, Any]:
    return _request(queries.request(person=person, pk=pk))


def _request(row: Request) -> dict[str, Any]:
    fields = ("id", "question_id", "urgency", "is_automatic", "sent_at", "exhausted_at", "closed_at", "outcome")
    asks = [_ask(ask) for ask in row.asks.all()]
    return {**{name: getattr(row, name) for name in fields}, "title": row.question.title, "asker": _named(row.asker), "asks": asks}


def _ask(row: Ask) -> dict[str, Any]:
    fields = tuple(name for name in AskOut.model_fields if name != "expert")
    return {**{name: getattr(row, name) for name in fields}, "expert": _named(row.expert)}
