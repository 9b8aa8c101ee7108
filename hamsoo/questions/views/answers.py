"""Answering, accepting and thanking. Each of these shows the question's thread again."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from hamsoo.kernel import clock
from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.people.models import Person
from hamsoo.questions import actions, queries, rules
from hamsoo.questions.forms import AnswerForm
from hamsoo.questions.models import Question
from hamsoo.questions.views.questions import files_of, show_thread
from hamsoo.questions.views.reader import reader
from hamsoo.questions.views.telling import tell_unreached
from hamsoo.questions.views.verbs import means_delete
from hamsoo.threads.components import attachment_ids
from hamsoo.ui import pages


@require_POST
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a question."""
    person = reader(request)
    question = queries.question(person=person, pk=pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            answer = actions.answer(
                actor=person,
                question=question,
                body=form.cleaned_data["body"],
                attachment_ids=attachment_ids(request.POST),
                at=clock.now(),
            )
        except Invalid as refusal:
            pages.refuse(form, refusal)
        else:
            tell_unreached(request, text=answer.body, question=question)
            return pages.go(request, answer.get_absolute_url())
    return show_thread(request, person, pk, form)


@require_http_methods(["POST", "DELETE"])
def acceptance(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the answer named in `answer`, or take the acceptance back."""
    person = reader(request)
    if means_delete(request):
        thread = queries.thread(person=person, pk=pk)
        if thread.acceptance is None:
            raise rules.NothingAccepted
        actions.withdraw_acceptance(actor=person, acceptance=thread.acceptance, at=clock.now())
    else:
        answer = queries.answer(person=person, pk=_id(request.POST.get("answer")), question_pk=pk)
        actions.accept_answer(actor=person, answer=answer, at=clock.now())
    return _again(request, person, queries.question(person=person, pk=pk))


@require_http_methods(["POST", "DELETE"])
def thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """Thank for an answer, or take the thanks back."""
    person = reader(request)
    answer = queries.answer(person=person, pk=pk)
    action = actions.withdraw_thanks if means_delete(request) else actions.thank
    action(actor=person, answer=answer, at=clock.now())
    return _again(request, person, answer.question)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words of an answer."""
    person = reader(request)
    answer = queries.answer(person=person, pk=pk)
    form = AnswerForm(request.POST or None, initial={"body": answer.body})
    if request.method == "POST" and form.is_valid():
        files = attachment_ids(request.POST)
        actions.edit_answer(actor=person, answer=answer, body=form.cleaned_data["body"], attachment_ids=files, at=clock.now())
        return pages.go(request, answer.get_absolute_url())
    context = {"form": form, "question": answer.question, "back": answer.get_absolute_url(), "files": files_of(answer.ref)}
    return pages.render(request, "questions/edit.html", context)


def _again(request: HttpRequest, person: Person, question: Question) -> HttpResponse:
    if pages.wants_fragment(request):
        return show_thread(request, person, question.pk)
    return pages.go(request, question.get_absolute_url())


def _id(text: str | None) -> int:
    if text and text.isascii() and text.isdigit() and len(text) < 19:
        return int(text)
    raise NotFound
