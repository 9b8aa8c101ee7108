"""Finding requests, each with its whole chain."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Person
from hamsoo.questions.models import Ask, Question, Request, RequestDraft
from hamsoo.questions.queries.paging import Cursor, Page, page_of

LIST_LENGTH = 20


def request(*, person: Person, pk: int) -> Request:
    """Return a request with its question, sender and chain, or raise `NotFound`."""
    found = _with_chain(Request.objects.visible_to(person)).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def requests_of(*, person: Person, before: Cursor | None = None, limit: int = LIST_LENGTH) -> Page[Request]:
    """Return a part of the requests that `person` sent, newest first."""
    rows = _with_chain(Request.objects.visible_to(person).by(person))
    return page_of(rows, order="sent_at", before=before, limit=limit, at=lambda row: row.sent_at)


def waiting_for(*, person: Person) -> list[Request]:
    """Return the requests whose next step is up to `person`, what is due first on top; there are never many."""
    rows = list(_with_chain(Request.objects.visible_to(person).waiting_for(person)))
    return sorted(rows, key=lambda row: next(ask.due_at for ask in row.asks.all() if ask.expert_id == person.pk))


def waiting_count(*, person: Person) -> int:
    """Return how many requests wait for `person`."""
    # Asked with every home page, and mostly nothing waits: that is soon known.
    if not Ask.objects.live().filter(expert=person).exists():
        return 0
    return Request.objects.visible_to(person).waiting_for(person).count()


def running(*, person: Person) -> Request | None:
    """Return the newest open request that `person` sent."""
    return _with_chain(Request.objects.visible_to(person).by(person).open()).order_by("-sent_at", "-pk").first()


def open_request(*, person: Person, question: Question) -> Request | None:
    """Return the open request about `question` that `person` sent."""
    return Request.objects.visible_to(person).by(person).open().filter(question=question).first()


def _with_chain(rows: QuerySet[Request]) -> QuerySet[Request]:
    chain = Ask.objects.select_related("expert__unit", "suggested", "answer").order_by("position")
    return rows.select_related("question__author", "asker__unit").prefetch_related(Prefetch("asks", chain))


def may_read_request(person: Person | None, pk: int) -> bool:
    """Return whether `person` is part of the request, and so hears that something happened to it."""
    return Request.objects.visible_to(person).filter(pk=pk).exists()


def neighbours(*, person: Person) -> QuerySet[Person]:
    """Return the colleagues of the same unit, whom `person` may name when passing a request on."""
    return Person.objects.visible_to(person).active().filter(unit=person.unit_id).exclude(pk=person.pk)


def request_drafts(*, person: Person) -> list[RequestDraft]:
    """Return the requests that `person` has written and not sent, what they wrote last first."""
    return list(RequestDraft.objects.visible_to(person).select_related("expert__unit").order_by("-saved_at", "-pk"))


def request_draft(*, person: Person, key: UUID) -> RequestDraft | None:
    """Return what `person` has written under this key and not sent; None while nothing of it is kept."""
    return RequestDraft.objects.visible_to(person).filter(key=key).first()
