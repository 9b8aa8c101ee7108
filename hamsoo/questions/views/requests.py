"""Pages of requests to experts."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, Invalid
from hamsoo.people.models import Person
from hamsoo.people.queries import colleague, reachability
from hamsoo.questions import actions, queries, rules
from hamsoo.questions.forms import DeclineForm, OpeningForm, RequestForm, UrgencyForm
from hamsoo.questions.models import Question, Request, RequestDraft
from hamsoo.questions.models.asking import TITLE_LENGTH
from hamsoo.questions.queries import Cursor
from hamsoo.questions.rail import Listed, ask_of, steps
from hamsoo.questions.views.reader import about, draft_key, reader
from hamsoo.threads import targets
from hamsoo.threads.components import attachment_ids
from hamsoo.threads.mentions import Names
from hamsoo.threads.models import Attachment
from hamsoo.threads.queries import attachments_of, waiting
from hamsoo.ui import pages


@require_safe
def request_list(request: HttpRequest) -> HttpResponse:
    """Show what waits for me and what I sent; with `before`, the rows that follow of what I sent."""
    person, at = reader(request), clock.now()
    before = Cursor.read(request.GET.get("before"))
    sent = queries.requests_of(person=person, before=before)
    context = {
        "waiting": [] if before else [Listed.of(row, person=person, at=at) for row in queries.waiting_for(person=person)],
        "drafts": [] if before else queries.request_drafts(person=person),
        "sent": [Listed.of(row, person=person, at=at) for row in sent.rows],
        "next_url": f"{reverse('questions:requests')}?{urlencode({'before': sent.next})}" if sent.next else "",
    }
    return pages.render(
        request, "questions/requests.html", context, fragment="questions/_sent.html" if before else "questions/_requests.html"
    )


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a request with the rail of its steps."""
    return _show(request, reader(request), pk)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, person_pk: int) -> HttpResponse:
    """Write a request to a colleague, and send it; `need` is the question, `question` the id of one that is there, `draft` of a draft."""
    person = reader(request)
    expert = colleague(person=person, pk=person_pk)
    question = _question(request, person)
    key = draft_key(request)
    draft = queries.request_draft(person=person, key=key) if question is None else None
    thing, files = about(request, person), attachment_ids(request.POST)
    form = _request_form(request, person, question, draft)
    if request.method == "POST" and form.is_valid():
        words: dict[str, Any] = {"question": question}
        if isinstance(form, RequestForm):
            words = {**form.words, "about": thing.ref if thing else None, "attachment_ids": files, "draft_key": key}
        try:
            sent = actions.send_request(actor=person, expert=expert, urgency=form.cleaned_data["urgency"], **words, at=clock.now())
        except DomainError as refusal:
            pages.refuse(form, refusal)
        else:
            return pages.go(request, sent.get_absolute_url())
    context = {
        "form": form,
        "expert": expert,
        "question": question,
        "about": thing or (_thing(person, draft) if request.method != "POST" else None),
        "key": key,
        "draft": draft,
        "files": _files(request, person, draft, files),
        "reachable": reachability(person=expert, at=clock.now()),
    }
    return pages.render(request, "questions/new_request.html", context)


@require_POST
def send(request: HttpRequest, person_pk: int) -> HttpResponse:
    """Ask a colleague with one click: `need`, as it was searched for, becomes the question, readable by the organisation."""
    person = reader(request)
    expert = colleague(person=person, pk=person_pk)
    title, body = _split(request.POST.get("need", ""))
    sent = actions.send_request(actor=person, expert=expert, title=title, body=body, at=clock.now())
    return pages.go(request, sent.get_absolute_url())


@require_POST
def seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the expert opened the request; the page says so when it is shown."""
    person = reader(request)
    actions.mark_seen(actor=person, request=queries.request(person=person, pk=pk), at=clock.now())
    return HttpResponse(status=204)


@require_POST
def acceptance(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a request on."""
    person = reader(request)
    actions.accept_request(actor=person, request=queries.request(person=person, pk=pk), at=clock.now())
    return _again(request, person, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Pass a request on, with a reason and somebody else's name where there is one."""
    person = reader(request)
    found = queries.request(person=person, pk=pk)
    form = DeclineForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decline_request(actor=person, request=found, **form.cleaned_data, at=clock.now())
        except rules.PointlessSuggestion as refusal:
            pages.refuse(form, refusal)
        else:
            return pages.go(request, found.get_absolute_url())
    return pages.render(request, "questions/decline.html", {"form": form, "request_": found})


@require_POST
def asks(request: HttpRequest, pk: int, person_pk: int) -> HttpResponse:
    """Give the next expert their turn."""
    person = reader(request)
    expert = colleague(person=person, pk=person_pk)
    actions.ask_next(actor=person, request=queries.request(person=person, pk=pk), expert=expert, at=clock.now())
    return _again(request, person, pk)


@require_POST
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the question of a request that has nobody left to ask into one more space."""
    person = reader(request)
    found = queries.request(person=person, pk=pk)
    form = OpeningForm(request.POST, person=person, question=found.question)
    places = [form.cleaned_data["places"].pk] if form.is_valid() else []
    try:
        question = actions.ask_openly(actor=person, request=found, places=places, at=clock.now())
    except Invalid:
        # Where it cannot be put, the form says itself.
        return _show(request, person, pk, form)
    return pages.go(request, question.get_absolute_url())


@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a request."""
    person = reader(request)
    actions.withdraw_request(actor=person, request=queries.request(person=person, pk=pk), at=clock.now())
    return _again(request, person, pk)


def _show(request: HttpRequest, person: Person, pk: int, form: OpeningForm | None = None) -> HttpResponse:
    found, at = queries.request(person=person, pk=pk), clock.now()
    ask = ask_of(found, person)
    can_manage = rules.can_manage_request(person, found)
    context = {
        "request_": found,
        "steps": steps(found, at=at),
        "outcome": found.outcome,
        "listed": Listed.of(found, person=person, at=at),
        "is_my_turn": ask is not None and rules.can_react(person, ask),
        "can_still_accept": ask is not None and rules.can_still_accept(person, ask, list(found.asks.all())),
        "is_over_for_me": ask is not None and found.closed_at is None and bool(ask.expired_at or ask.released_at),
        "can_manage": can_manage,
        "can_ask_next": rules.can_ask_next(person, found, at=at) and not any(ask.answered_at for ask in found.asks.all()),
        "opening_form": (form or _opening_form(person, found)) if can_manage and found.exhausted_at else None,
        "person": person,
        "about": targets.find(person=person, ref=found.question.about) if found.question.about else None,
        "files": attachments_of([found.question.ref]).get(found.question.ref, []),
        "names": Names.of(person, [found.question.body]),
    }
    return pages.render(request, "questions/request.html", context, fragment="questions/_request.html")


def _opening_form(person: Person, found: Request) -> OpeningForm | None:
    """Return where else the question could be put, None where there is no such place or it is not the person's to put."""
    question = found.question
    can_open = question.keeper_id == person.pk and queries.further_places(person=person, question=question).exists()
    return OpeningForm(person=person, question=question) if can_open else None


def _again(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    if pages.wants_fragment(request):
        return _show(request, person, pk)
    return pages.go(request, queries.request(person=person, pk=pk).get_absolute_url())


def _question(request: HttpRequest, person: Person) -> Question | None:
    named = request.GET.get("question", "")
    return queries.question(person=person, pk=int(named)) if named.isascii() and named.isdigit() and len(named) < 19 else None


def _request_form(request: HttpRequest, person: Person, question: Question | None, draft: RequestDraft | None) -> RequestForm | UrgencyForm:
    if question is not None:
        return UrgencyForm(request.POST or None)
    title, body = _split(request.GET.get("need", ""))
    initial: dict[str, Any] = {"title": title, "body": body}
    if draft is not None:
        initial = {"title": draft.title, "body": draft.body, "urgency": draft.urgency, "places": draft.space_id}
    return RequestForm(request.POST or None, initial=initial, person=person)


def _thing(person: Person, draft: RequestDraft | None) -> targets.Target | None:
    return targets.find(person=person, ref=draft.about) if draft and draft.about else None


def _files(request: HttpRequest, person: Person, draft: RequestDraft | None, ids: Sequence[int]) -> list[Attachment]:
    """Return the files of the form: those that hang on the draft, of a form that was sent as far as it names them, and those that wait."""
    kept = attachments_of([draft.ref]).get(draft.ref, []) if draft else []
    if request.method == "POST":
        kept = [one for one in kept if one.pk in ids]
    return [*kept, *waiting(person=person, ids=ids)]


def _split(need: str) -> tuple[str, str]:
    """Return title and body of a need: a long one keeps all its words in the body, under its beginning."""
    words = " ".join(need.split())
    if len(words) <= TITLE_LENGTH:
        return words, ""
    return words[: TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…", need.strip()
