"""What is said in a case from its page: answers to the customer, notes among colleagues, and who is writing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hamsoo.cases import actions, presence, queries, rules
from hamsoo.cases.forms import NoteForm, ReplyForm
from hamsoo.cases.models import Case
from hamsoo.cases.views.single import back, chosen_context, reader, show
from hamsoo.chat.queries import channels_about
from hamsoo.commitments.rules import Contradicts
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, Invalid, NotAllowed, NotFound
from hamsoo.people.models import Person
from hamsoo.threads.components import attachment_ids, number
from hamsoo.threads.queries import waiting
from hamsoo.ui.pages import go, refuse, render


@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the channel about a case, and open it."""
    person = reader(request)
    found = queries.case(person=person, pk=pk)
    if request.method == "POST":
        return go(request, actions.talk_about(actor=person, case=found, at=clock.now()).get_absolute_url())
    context = {
        "lines": channels_about(person=person, refs=[found.ref]),
        "may_open": rules.can_talk(person, found),
        "address": reverse("cases:talk", args=[found.pk]),
    }
    return render(request, "chat/talk_about.html", context, fragment="chat/_talk_about.html")


@require_POST
def notes(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a note; what was wrong with one is said on the page, with its words."""
    person = reader(request)
    found = queries.case(person=person, pk=pk)
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            said = actions.note(actor=person, case=found, **form.cleaned_data, at=clock.now())
        except Invalid as error:
            refuse(form, error)
        else:
            if said.unreached:
                names = "، ".join(one.name for one in said.unreached)
                messages.warning(request, _("%(names)s may not read this case and was not told.") % {"names": names})
            return go(request, back(request, found))
    return show(request, person, found, note_form=form, writes="note")


@require_POST
def replies(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the customer; where something speaks against it, that is shown on the page, and the words are kept."""
    person = reader(request)
    found = queries.case(person=person, pk=pk)
    form, draft = ReplyForm(request.POST), None
    files = attachment_ids(request.POST)
    chosen = _chosen(person, found, request.POST.get("ready", ""))
    if form.is_valid():
        given = {**form.cleaned_data, "seen": request.POST.getlist("seen"), "attachment_ids": files}
        begun = {name: given.pop(name) for name in ("ready", "ready_number", "ready_does")}
        try:
            if chosen and begun["ready_number"]:
                given |= {"answer": chosen["filled"].answer, "number": begun["ready_number"], "does_changes": begun["ready_does"]}
                actions.reply_with(actor=person, case=found, **given, at=clock.now())
            else:
                actions.reply(actor=person, case=found, **given, at=clock.now())
        except DomainError as error:
            if isinstance(error, NotAllowed | NotFound):
                raise
            draft = error.draft if isinstance(error, Contradicts) else None
            refuse(form, error)
        else:
            return go(request, back(request, found))
    shown: dict[str, Any] = {"reply_form": form, "draft": draft, "files": waiting(person=person, ids=files), **(chosen or {})}
    return show(request, person, queries.case(person=person, pk=pk), **shown)


def _chosen(person: Person, found: Case, sent: str) -> dict[str, Any] | None:
    """Return the answer at hand that an answer began with, None without one; raise `NotFound` for one that the writer may not use."""
    return chosen_context(person, found, queries.answer(person=person, pk=number(sent))) if sent else None


@require_http_methods(["GET", "HEAD", "POST"])
def writing(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who writes in a case just now, but the reader; posted to, by a page on which somebody writes, it says so to the others."""
    person = reader(request)
    found = queries.case(person=person, pk=pk)
    if request.method == "POST":
        presence.begin(case_id=found.pk, person=person)
        return HttpResponse(status=204)
    return render(request, "cases/_writing.html", {"case": found, "writing": presence.writing(case_id=found.pk, but=person.pk)})
