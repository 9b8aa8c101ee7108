"""Profiles: who somebody is, where they stand, what they say of themselves, and what they do."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from hamsoo.kernel import clock
from hamsoo.people import actions, queries, rules
from hamsoo.people.forms import PresenceForm
from hamsoo.people.models import Part, Person
from hamsoo.people.views.hints import hints
from hamsoo.people.views.reading import reader_of
from hamsoo.people.views.record import record_rows
from hamsoo.people.views.sections import ASIDE, BESIDE, MAIN, sections
from hamsoo.people.views.skills import context_of_skills
from hamsoo.ui.pages import go, render, wants_fragment

MOST_PRESENCES = 60
TABS = {"about": _("About"), "work": _("Answers"), "story": _("What happened")}


@require_GET
def profile(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a colleague; `?tab=` one of `TABS`."""
    reader, at = reader_of(request), clock.now()
    person = queries.colleague(person=reader, pk=pk)
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "about"
    shown = queries.profile_parts(person=reader, of=person, at=at)
    is_me = rules.can_edit_profile(reader, person)
    tabs = [(words, f"{request.path}?tab={name}#profile-tabs", name == tab) for name, words in TABS.items()]
    context: dict[str, Any] = {"person": person, "is_me": is_me, "tab": tab, "tabs": tabs}
    if tab == "about":
        context["sections"] = sections(MAIN, reader=reader, of=person, shown=shown, at=at)
        context["career"] = _career(reader, person, at)
    if not wants_fragment(request):
        context |= _around(reader, person, shown, at)
    return render(request, "people/profile.html", context, fragment="people/_tabs.html")


def _around(reader: Person, person: Person, shown: queries.ProfileParts, at: datetime) -> dict[str, Any]:
    """Return what stands around the tabs: the head, skills, the place in the organisation, and what is beside the page."""
    sources = queries.record_sources(person=reader, of=person)
    skills = context_of_skills(reader, person)
    is_me = reader.pk == person.pk
    return {
        **skills,
        "is_me": is_me,
        "languages": shown.languages,
        "presences": Person.Presence.choices,
        "around": queries.around(of=person),
        "reachability": queries.reachability(person=person, at=at) if Part.HOURS not in shown.hidden else None,
        "record": record_rows(person, sources),
        "whole_record": record_rows(person, sources, is_whole=True) if sources else [],
        "beside": sections(BESIDE, reader=reader, of=person, shown=shown, at=at),
        "asides": sections(ASIDE, reader=reader, of=person, shown=shown, at=at),
        "hints": hints(queries.missing(of=person, shown=shown, has_skills=bool(skills["skills"])), person) if is_me else [],
    }


def _career(reader: Person, person: Person, at: datetime) -> list[Any]:
    """Return the steps inside the organisation; one alone says no more than the record."""
    steps = queries.career(person=reader, of=person, day=at.date())
    return steps if len(steps) > 1 else []


@require_GET
def me(request: HttpRequest) -> HttpResponse:
    """Go to one's own profile."""
    return go(request, reader_of(request).get_absolute_url())


@require_POST
def presence(request: HttpRequest) -> HttpResponse:
    """Say whether one can be asked now."""
    reader, form = reader_of(request), PresenceForm(request.POST)
    if form.is_valid():
        actions.set_presence(actor=reader, presence=form.cleaned_data["presence"], at=clock.now())
    return go(request, reader.get_absolute_url())


@require_GET
def presences(request: HttpRequest) -> JsonResponse:
    """Answer with the presence of colleagues now (`?of=12&of=15`), for pages that were away: {"12": {"state", "words"}}."""
    asked = [int(text) for text in request.GET.getlist("of")[:MOST_PRESENCES] if text.isascii() and text.isdigit() and len(text) < 19]
    found = queries.presences(person=reader_of(request), ids=asked, at=clock.now())
    return JsonResponse({pk: {"state": state.value, "words": state.label} for pk, state in found.items()})
