"""Home: what is new, and what waits for me."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from hamsoo.chat import queries as chat
from hamsoo.chat.actions import note_outcome
from hamsoo.chat.models import Message
from hamsoo.desk.forms import MessageQuestionForm
from hamsoo.kernel import clock
from hamsoo.kernel.errors import Invalid
from hamsoo.kernel.markdown import plain
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague
from hamsoo.questions import queries as questions
from hamsoo.questions.actions import ask
from hamsoo.questions.models import Question
from hamsoo.social import feed
from hamsoo.social.forms import PostForm
from hamsoo.ui import pages


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the feed beside one's work; say so to accounts that are no colleague's."""
    person: Person | None = request.person  # type: ignore[attr-defined]
    if person is None:
        return pages.render(request, "desk/nobody.html")
    asked = request.GET.get("tab")
    tab: feed.Tab = asked if asked in ("team", "all") else "me"  # type: ignore[assignment]
    page = feed.feed(person=person, tab=tab, before=None)
    context = {
        "page": page,
        "tab": tab,
        "person": person,
        "more_url": feed.more_url(tab, page.before),
        "waiting_count": questions.waiting_count(person=person),
        "news_count": 0,
        "since": page.position,
        "form": PostForm(person=person),
        "today": timezone.localdate(clock.now()),
    }
    return pages.render(request, "desk/home.html", context)


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
