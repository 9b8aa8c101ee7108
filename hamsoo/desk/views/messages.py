"""What a message becomes among the siblings of chat and above it: a question, an article, a note on a case, a commitment."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from django_stubs_ext import StrPromise

from hamsoo.cases.actions import note
from hamsoo.chat import queries as chat
from hamsoo.chat.actions import note_outcome
from hamsoo.chat.models import Message
from hamsoo.commitments.actions import propose
from hamsoo.desk.forms import MessageArticleForm, MessageCommitmentForm, MessageNoteForm, MessageQuestionForm
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, Invalid
from hamsoo.kernel.markdown import plain, readable
from hamsoo.knowledge.actions import write
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague
from hamsoo.questions.actions import ask
from hamsoo.questions.models import Question
from hamsoo.ui import pages


@require_http_methods(["GET", "HEAD", "POST"])
def message_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what a message says as a question, whose page leads back to it; the message leads to the question."""
    person = require_colleague(request.person)  # type: ignore[attr-defined]
    message = chat.message(person=person, pk=pk)
    form = MessageQuestionForm(request.POST if request.method == "POST" else None, initial=_words_of(message), person=person)
    if request.method == "POST" and form.is_valid():
        try:
            question = _ask(person, message, form.cleaned_data)
        except Invalid as refusal:
            pages.refuse(form, refusal)
        else:
            return pages.go(request, question.get_absolute_url())
    return pages.render(request, "desk/message_question.html", {"form": form, "message": message})


def _words_of(message: Message) -> dict[str, object]:
    return {"title": plain(message.body, length=150), "body": message.body if len(plain(message.body, length=200)) > 150 else ""}


def _ask(person: Person, message: Message, words: dict[str, Any]) -> Question:
    at, place = clock.now(), words["places"].pk
    with transaction.atomic():
        link = f"[{gettext('From a conversation')}]({message.get_absolute_url()})"
        body = f"{words['body']}\n\n{link}".strip()
        question = ask(actor=person, title=words["title"], body=body, places=[place], at=at)
        note_outcome(actor=person, message_id=message.pk, ref=Ref("question", question.pk), url=question.get_absolute_url(), at=at)
    return question


def _article(person: Person, message: Message, words: dict[str, Any]) -> str:
    made = write(actor=person, title=words["title"], body=words["body"], places=[words["places"].pk], at=clock.now())
    _became(person, message, Ref("article", made.pk), made.get_absolute_url())
    return made.get_absolute_url()


def _note(person: Person, message: Message, words: dict[str, Any]) -> str:
    case = words["case"]
    written = note(actor=person, case=case, body=words["body"], at=clock.now()).note
    _became(person, message, Ref("note", written.pk), case.get_absolute_url())
    return str(case.get_absolute_url())


def _commitment(person: Person, message: Message, words: dict[str, Any]) -> str:
    """Find what is promised in the words, to be kept or not; where nothing is found, the page of a new promise is filled with them."""
    record, text = words["customer"], words["text"]
    if person.unit is None:
        raise Invalid(_("You promise in the name of your own unit."))
    found = propose(person=person, record=record, unit=person.unit, text=text, source=message.ref, at=clock.now())
    _became(person, message, Ref("source_record", record.pk), reverse("customers:single", args=[record.customer_id]))
    if found:
        return reverse("commitments:proposal", args=[found[0].pk])
    return f"{reverse('commitments:new', args=[record.pk])}?{urlencode({'text': text})}"


def _became(person: Person, message: Message, ref: Ref, url: str) -> None:
    note_outcome(actor=person, message_id=message.pk, ref=ref, url=url, at=clock.now())


def _text_of(message: Message) -> dict[str, object]:
    """Return the words of a message for a text that others read, who may not see what it names."""
    words = readable(message.body)
    return {"title": plain(words, length=150), "body": words, "text": plain(words, length=400)}


@dataclass(frozen=True, slots=True)
class _Way:
    form: type[Any]
    make: Callable[[Person, Message, dict[str, Any]], str]
    title: StrPromise | str
    lead: StrPromise | str
    submit: StrPromise | str


_WAYS = {
    "article": _Way(
        MessageArticleForm,
        _article,
        _("What is worth keeping?"),
        _("It begins as your draft; nobody reads it before you publish it."),
        _("Begin an article"),
    ),
    "note": _Way(
        MessageNoteForm,
        _note,
        _("Which case does it belong to?"),
        _("Whoever reads the case reads the note. The message itself stays where it is."),
        _("Write the note"),
    ),
    "commitment": _Way(
        MessageCommitmentForm,
        _commitment,
        _("Who was promised something?"),
        _("What is promised in these words is found, and you keep it or not."),
        _("Look at the promise"),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def message_becomes(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Make an article, a note on a case or a commitment of a message, which then leads there."""
    person = require_colleague(request.person)  # type: ignore[attr-defined]
    message, way = chat.message(person=person, pk=pk), _WAYS[what]
    form = way.form(request.POST if request.method == "POST" else None, initial=_text_of(message), person=person, message=message)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                url = way.make(person, message, form.cleaned_data)
        except DomainError as refusal:
            pages.refuse(form, refusal)
        else:
            return pages.go(request, url)
    return pages.render(request, "desk/message_becomes.html", {"form": form, "message": message, "way": way, "action": request.path})
