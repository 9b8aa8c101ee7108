"""The page of one case."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from hamsoo.cases import presence, queries, rules
from hamsoo.cases.forms import NoteForm, ReplyForm
from hamsoo.cases.models import Case, HandOff, ReadyAnswer
from hamsoo.kernel import clock
from hamsoo.kernel.addresses import address
from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.numbers import format_number
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague
from hamsoo.threads.components import number
from hamsoo.ui import appearance
from hamsoo.ui.pages import render

SHOWN = ("talk", "notes", "events")
_LONGEST = 500


def reader(request: HttpRequest) -> Person:
    """Return the colleague who is signed in; raise `NotFound` for everybody else."""
    return require_colleague(request.person)  # type: ignore[attr-defined]


@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a case; to who may only know of it, its outline."""
    person = reader(request)
    try:
        found = queries.case(person=person, pk=pk)
    except NotFound:
        return render(request, "cases/outline.html", {"outline": queries.outline(person=person, pk=pk)})
    return show(request, person, found, **(_begun(person, found, request.GET["answer"]) if request.GET.get("answer") else {}))


@require_safe
def earlier(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was said in a case before a place in its conversation: above what an open page shows, or as a page of its own."""
    person = reader(request)
    found, show = queries.case(person=person, pk=pk), _shown(request)
    before = queries.read_place(request.GET.get("before", ""))
    said = queries.conversation(person=person, case=found, before=before, notes_alone=show == "notes")
    return render(request, "cases/earlier.html", {"case": found, "said": said, "show": show}, fragment="cases/_earlier.html")


def chosen_context(person: Person, found: Case, answer: ReadyAnswer) -> dict[str, Any]:
    """Return what the composer shows of an answer at hand that was chosen in a case."""
    filled = queries.fill(person=person, case=found, answer=answer, at=clock.now())
    return {"filled": filled, "does": queries.change_words(filled.changes)}


def _begun(person: Person, found: Case, asked: str) -> dict[str, Any]:
    """Begin an answer with one at hand, on the page of a case."""
    chosen = chosen_context(person, found, queries.answer(person=person, pk=number(asked)))
    return {**chosen, "reply_form": ReplyForm(initial={"client_id": uuid4(), "text": chosen["filled"].text})}


def back(request: HttpRequest, found: Case) -> str:
    """Return where one comes to after something was done on the page of a case: the same page, which knows from which list one came."""
    path, _mark, query = request.headers.get("Referer", "").partition("?")
    came = QueryDict(query[:_LONGEST])
    if "from" not in came or not path.endswith(found.get_absolute_url()):
        return found.get_absolute_url()
    return f"{found.get_absolute_url()}?{urlencode({'from': queries.Filters.read(QueryDict(came['from']).dict()).query})}"


def _came_from(request: HttpRequest, person: Person, found: Case) -> dict[str, Any]:
    """Return the cases before and after this one in the list whose filters the address names; nothing where it names none."""
    if "from" not in request.GET:
        return {}
    filters = queries.Filters.read(QueryDict(request.GET["from"][:_LONGEST]).dict())
    before, after = queries.neighbours(person=person, filters=filters, case=found, at=clock.now())
    came = urlencode({"from": filters.query})
    pages = [f"{address('cases:case', pk)}?{came}" if pk else "" for pk in (before, after)]
    return {"came": came, "from_query": filters.query, "previous_url": pages[0], "next_url": pages[1]}


def show(request: HttpRequest, person: Person, found: Case, **further: Any) -> HttpResponse:
    """Answer with the page of a case, or with what is new in it alone."""
    show, since = _shown(request), request.GET.get("since", "")
    said = queries.conversation(person=person, case=found, since=queries.read_place(since) if since else None, notes_alone=show == "notes")
    asked = queries.hand_offs(case=found)
    waiting = next((one for one in asked if one.answer == HandOff.Answer.NONE), None)
    given = next((one for one in reversed(asked) if one.answer == HandOff.Answer.ACCEPTED and not one.returned_at), None)
    clocks = queries.clock_rows(case=found, asked=waiting, at=clock.now())
    can_work = found.merged_into_id is None and rules.can_work(person, found)
    context: dict[str, Any] = {
        "case": found,
        "said": said,
        "show": show,
        "tabs": _tabs(request, found, said),
        "clocks": clocks,
        "waiting": waiting,
        "given": given if can_work else None,
        "can_work": can_work,
        "can_reply": can_work and found.is_open and bool(found.correspondence and found.correspondence.contact_address),
        "can_undo": found.merged_into_id is not None and rules.can_work(person, found),
        "can_answer": waiting is not None and rules.can_answer(person, waiting),
        "times_returned": clocks.times_returned,
        "watchers": queries.watchers(case=found),
        "links": queries.links(person=person, case=found),
        "values": _values(found),
        "writing": presence.writing(case_id=found.pk, but=person.pk),
        "note_form": NoteForm(initial={"client_id": uuid4()}),
        "reply_form": ReplyForm(initial={"client_id": uuid4()}),
        "person": person,
        **_came_from(request, person, found),
        **further,
    }
    return render(request, "cases/case.html", context, fragment="cases/_live.html")


def _shown(request: HttpRequest) -> str:
    chosen = request.GET.get("show", "")
    return chosen if chosen in SHOWN else SHOWN[0]


def _tabs(request: HttpRequest, found: Case, said: queries.Conversation) -> list[tuple[str, str, bool]]:
    """Return the three ways to look at a case, with how much there is in each."""
    language, url, shown = appearance.current().language, found.get_absolute_url(), _shown(request)
    came = urlencode({"from": request.GET["from"][:_LONGEST]}) if "from" in request.GET else ""
    labels = {
        "talk": (pgettext("of a case", "Conversation"), said.contact_count),
        "notes": (pgettext("of a case", "Internal notes"), said.note_count),
        "events": (pgettext("of a case", "Events"), 0),
    }
    return [
        (f"{words} {format_number(count, language)}" if count else words, _tab(url, name, came), name == shown)
        for name, (words, count) in labels.items()
    ]


def _tab(url: str, name: str, came: str) -> str:
    query = "&".join(part for part in (f"show={name}" if name != SHOWN[0] else "", came) if part)
    return f"{url}?{query}" if query else url


def _values(found: Case) -> list[tuple[str, str, str]]:
    """Return what the fields of the type of a case hold: name, kind and value of each that holds something."""
    fields = rules.checked_fields(found.type.fields if found.type else [])
    return [(field.name, field.kind, found.values[field.key]) for field in fields if found.values.get(field.key)]
