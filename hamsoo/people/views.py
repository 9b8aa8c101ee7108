"""Pages of people: the directory, profiles, and what is one's own."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.people import actions, queries, rules
from hamsoo.people.forms import PresenceForm, ProfileForm, SettingsForm, SkillForm
from hamsoo.people.models import Account, Person, PersonSkill
from hamsoo.people.queries import require_colleague
from hamsoo.ui.pages import go, refuse, render


def _reader(request: HttpRequest) -> Person:
    return require_colleague(request.person)  # type: ignore[attr-defined]


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 19 else None


@require_GET
def directory(request: HttpRequest) -> HttpResponse:
    """List colleagues: `?q=` words of a name, `?unit=` a unit with those below it, `?after=` the next part."""
    reader = _reader(request)
    words, unit_id = request.GET.get("q", "").replace("\x00", "")[:100], _number(request.GET.get("unit"))
    unit = queries.unit(person=reader, pk=unit_id) if unit_id else None
    page = queries.directory(person=reader, words=words, unit=unit, after=_number(request.GET.get("after")))
    more = request.GET.copy()
    more["after"] = str(page.after)
    context = {
        "people": page.people,
        "words": words,
        "unit": unit,
        "units": queries.units_to_choose(person=reader, chosen=unit),
        "more_url": f"{request.path}?{more.urlencode()}" if page.after else "",
    }
    return render(request, "people/directory.html", context, fragment="people/_rows.html")


@require_GET
def profile(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a colleague."""
    reader = _reader(request)
    person = queries.colleague(person=reader, pk=pk)
    context = {
        "person": person,
        "is_me": rules.can_edit_profile(reader, person),
        "presences": Person.Presence.choices,
        "around": queries.around(of=person),
        "reachability": queries.reachability(person=person, at=clock.now()),
        **_skills(reader, person),
    }
    return render(request, "people/profile.html", context)


@require_GET
def me(request: HttpRequest) -> HttpResponse:
    """Go to one's own profile."""
    return go(request, _reader(request).get_absolute_url())


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """Change one's own part of the profile."""
    reader = _reader(request)
    shown = {"about": reader.about, "languages": reader.languages, "time_zone": reader.time_zone}
    form = ProfileForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_profile(actor=reader, person=reader, at=clock.now(), **form.cleaned_data)
            return go(request, reader.get_absolute_url())
        except DomainError as error:
            refuse(form, error)
    return render(request, "people/edit.html", {"form": form, "person": reader})


@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Choose how Hamsoo looks to oneself."""
    _reader(request)
    account = cast("Account", request.user)
    names = ("language", "calendar", "theme", "uses_shortcuts")
    form = SettingsForm(request.POST or None, initial={name: getattr(account, name) for name in names})
    if request.method == "POST" and form.is_valid():
        actions.change_settings(account=account, **form.cleaned_data)
        return go(request, reverse("people:settings"))
    return render(request, "people/settings.html", {"form": form})


@require_GET
def address(request: HttpRequest) -> HttpResponse:
    """Show the address that one signs in with, to whomever it belongs; it is not theirs to change."""
    return render(request, "people/address.html")


@require_POST
def presence(request: HttpRequest) -> HttpResponse:
    """Say whether one can be asked now."""
    reader, form = _reader(request), PresenceForm(request.POST)
    if form.is_valid():
        actions.set_presence(actor=reader, presence=form.cleaned_data["presence"])
    return go(request, reader.get_absolute_url())


@require_POST
def skills(request: HttpRequest) -> HttpResponse:
    """Put a skill on one's own profile."""
    reader, form = _reader(request), SkillForm(request.POST)
    if form.is_valid():
        try:
            actions.declare_skill(actor=reader, name=form.cleaned_data["name"], at=clock.now())
            return _answer_skills(request, reader, reader)
        except DomainError as error:
            refuse(form, error)
    return _answer_skills(request, reader, reader, form=form)


@require_http_methods(["DELETE", "POST"])
def skill(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a skill from one's own profile."""
    reader, held = _held(request, pk)
    actions.withdraw_skill(actor=reader, held=held, at=clock.now())
    return _answer_skills(request, reader, reader)


@require_http_methods(["POST", "DELETE"])
def endorsement(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a colleague's skill (POST), or take one's word back (DELETE)."""
    reader, held = _held(request, pk)
    act = actions.withdraw_endorsement if request.method == "DELETE" else actions.endorse_skill
    act(actor=reader, held=held, at=clock.now())
    return _answer_skills(request, reader, held.person)


def _held(request: HttpRequest, pk: int) -> tuple[Person, PersonSkill]:
    reader = _reader(request)
    return reader, queries.held_skill(person=reader, pk=pk)


def _skills(reader: Person, person: Person, form: SkillForm | None = None) -> dict[str, Any]:
    return {
        "person": person,
        "is_me": reader.pk == person.pk,
        "skills": queries.skills_of(person=reader, of=person),
        "skill_form": form or SkillForm(),
    }


def _answer_skills(request: HttpRequest, reader: Person, person: Person, form: SkillForm | None = None) -> HttpResponse:
    if request.headers.get("HX-Request") != "true" and form is None:
        return go(request, person.get_absolute_url())
    return render(request, "people/skills.html", _skills(reader, person, form), fragment="people/_skills.html")
