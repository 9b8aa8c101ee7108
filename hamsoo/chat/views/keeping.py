"""How long messages are kept, and taking a copy."""

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from hamsoo.chat import actions, queries
from hamsoo.chat.exporting import as_html, as_json_lines
from hamsoo.chat.forms import KeepingForm, OneKeepingForm
from hamsoo.chat.views.reading import reader_of
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague
from hamsoo.people.rules import require_sees_administration
from hamsoo.ui import pages


@require_POST
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out a copy of a conversation: `as=json` a line a message, else a page to read and print."""
    person = reader_of(request)
    found = actions.export(actor=person, conversation_id=pk, at=clock.now())
    title = queries.line(person=person, conversation=found).title
    if request.POST.get("as") == "json":
        response = HttpResponse(as_json_lines(found), content_type="application/x-ndjson; charset=utf-8")
        name = f"conversation-{found.pk}.jsonl"
    else:
        response = HttpResponse(as_html(found, title), content_type="text/html; charset=utf-8")
        name = f"conversation-{found.pk}.html"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _administrator(request: HttpRequest) -> Person:
    person: Person | None = request.person  # type: ignore[attr-defined]
    require_sees_administration(person)
    return require_colleague(person)


@require_http_methods(["GET", "HEAD", "POST"])
def policy(request: HttpRequest) -> HttpResponse:
    """Choose for how long messages are kept everywhere."""
    person = _administrator(request)
    form = KeepingForm(request.POST if request.method == "POST" else None, initial={"days": queries.kept_everywhere()})
    if request.method == "POST" and form.is_valid() and _kept(request, person, form, None):
        return pages.go(request, reverse("chat:keeping"))
    return _policy(request, form, OneKeepingForm())


@require_POST
def policy_of_one(request: HttpRequest) -> HttpResponse:
    """Choose for how long the messages of one conversation are kept."""
    person = _administrator(request)
    form = OneKeepingForm(request.POST)
    if form.is_valid() and _kept(request, person, form, form.cleaned_data["conversation"]):
        return pages.go(request, reverse("chat:keeping"))
    return _policy(request, KeepingForm(initial={"days": queries.kept_everywhere()}), form)


def _kept(request: HttpRequest, person: Person, form: KeepingForm, conversation_id: int | None) -> bool:
    try:
        actions.set_keeping(actor=person, days=form.cleaned_data["days"], conversation_id=conversation_id, at=clock.now())
    except DomainError as refusal:
        pages.refuse(form, refusal)
        return False
    toasts.success(request, gettext("From now on messages are kept as you chose."))
    return True


def _policy(request: HttpRequest, form: KeepingForm, one_form: OneKeepingForm) -> HttpResponse:
    context = {"form": form, "one_form": one_form, "limited": queries.limited_conversations()}
    return pages.render(request, "chat/keeping.html", context)
