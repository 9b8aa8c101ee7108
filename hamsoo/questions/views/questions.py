"""Pages of questions and answers."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hamsoo.kernel import clock
from hamsoo.kernel.errors import Invalid
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.questions import actions, queries, rules
from hamsoo.questions.forms import AnswerForm, EditForm, QuestionForm
from hamsoo.questions.queries import Cursor, View
from hamsoo.questions.views.reader import about, reader
from hamsoo.questions.views.telling import tell_unreached
from hamsoo.threads.components import attachment_ids
from hamsoo.threads.models import Attachment
from hamsoo.threads.queries import attachments_of, waiting
from hamsoo.ui import pages


@require_safe
def question_list(request: HttpRequest) -> HttpResponse:
    """Show the questions, filtered; with `before`, the rows that follow."""
    person = reader(request)
    chosen = request.GET.get("show", View.NEWEST)
    view = View(chosen) if chosen in View.values else View.NEWEST
    before = Cursor.read(request.GET.get("before"))
    page = queries.questions(person=person, view=view, before=before)
    next_url = f"{reverse('questions:list')}?{urlencode({'show': view, 'before': page.next})}" if page.next else ""
    context = {"page": page, "next_url": next_url, "view": view, "views": View.choices, "is_first": before is None}
    return pages.render(request, "questions/list.html", context, fragment="questions/_rows.html")


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write a question, and ask it."""
    person = reader(request)
    thing, files = about(request, person), attachment_ids(request.POST)
    form = QuestionForm(request.POST or None, initial={"title": request.GET.get("title", "")}, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            question = actions.ask(actor=person, **form.words, about=thing.ref if thing else None, attachment_ids=files, at=clock.now())
        except Invalid as refusal:
            pages.refuse(form, refusal)
        else:
            tell_unreached(request, text=question.body, question=question)
            return pages.go(request, question.get_absolute_url())
    return pages.render(request, "questions/new.html", {"form": form, "about": thing, "files": waiting(person=person, ids=files)})


@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """Show what may be answered already, while somebody writes a title."""
    person = reader(request)
    hits = queries.similar(person=person, text=request.GET.get("title", ""))
    return pages.render(request, "questions/_similar.html", {"hits": hits})


@require_safe
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a question with its answers."""
    return show_thread(request, reader(request), pk)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words of a question."""
    person = reader(request)
    question = queries.question(person=person, pk=pk)
    form = EditForm(request.POST or None, initial={"title": question.title, "body": question.body})
    if request.method == "POST" and form.is_valid():
        try:
            files = attachment_ids(request.POST)
            actions.edit(actor=person, question=question, **form.cleaned_data, attachment_ids=files, at=clock.now())
        except Invalid as refusal:
            pages.refuse(form, refusal)
        else:
            return pages.go(request, question.get_absolute_url())
    context = {"form": form, "question": question, "back": question.get_absolute_url(), "files": files_of(question.ref)}
    return pages.render(request, "questions/edit.html", context)


def files_of(ref: Ref) -> Sequence[Attachment]:
    """Return what hangs on one question or answer."""
    return attachments_of([ref]).get(ref, [])


def show_thread(request: HttpRequest, person: Person, pk: int, form: AnswerForm | None = None) -> HttpResponse:
    """Answer with the page of a question, or with its thread alone."""
    thread = queries.thread(person=person, pk=pk)
    context: dict[str, Any] = {
        "thread": thread,
        "question": thread.question,
        "person": person,
        "can_edit": rules.can_edit_question(person, thread.question),
        "can_accept": thread.acceptance is None and rules.can_accept(person, thread.question),
        "can_withdraw": thread.acceptance is not None and rules.can_withdraw_acceptance(person, thread.acceptance),
        "can_answer": queries.may_answer(person=person, question=thread.question),
        "form": form or AnswerForm(),
    }
    return pages.render(request, "questions/question.html", context, fragment="questions/_thread.html")
