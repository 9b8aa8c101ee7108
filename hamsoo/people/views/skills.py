"""Skills on a profile: named, confirmed with a reason, and shown with what says so."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, NotFound
from hamsoo.people import actions, queries
from hamsoo.people.forms import EndorsementForm, SkillForm
from hamsoo.people.models import Person, PersonSkill
from hamsoo.people.views.reading import reader_of
from hamsoo.ui.pages import go, refuse, render


@require_POST
def skills(request: HttpRequest) -> HttpResponse:
    """Put a skill on one's own profile."""
    reader, form = reader_of(request), SkillForm(request.POST)
    if form.is_valid():
        try:
            actions.declare_skill(actor=reader, name=form.cleaned_data["name"], at=clock.now())
            return _answer_skills(request, reader, reader)
        except DomainError as error:
            refuse(form, error)
    return _answer_skills(request, reader, reader, form=form)


@require_safe
def skill_names(request: HttpRequest) -> HttpResponse:
    """Offer skills that begin like what is being typed (`?name=`), so that one skill does not get two names."""
    reader_of(request)
    words = (request.GET.get("name") or request.GET.get("into", "")).replace("\x00", "")[:100]
    return render(request, "people/skills/_names.html", {"offered": queries.skills_like(words=words)})


@require_http_methods(["GET", "DELETE", "POST"])
def skill(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what says that a colleague has a skill, or take one from one's own profile (DELETE; POST from a form)."""
    reader, held = _held(request, pk)
    if request.method == "GET":
        return render(request, "people/skills/held.html", _shown(reader, held))
    actions.withdraw_skill(actor=reader, held=held, at=clock.now())
    return _answer_skills(request, reader, reader)


@require_http_methods(["GET", "POST", "DELETE"])
def endorsement(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a colleague's skill (POST), say why (GET brings the form), or take one's word back (DELETE)."""
    reader, held = _held(request, pk)
    if request.method == "DELETE":
        actions.withdraw_endorsement(actor=reader, held=held, at=clock.now())
        return _answer_skills(request, reader, held.person)
    form = EndorsementForm(request.POST if request.method == "POST" else None, initial=_own_word(reader, held))
    if request.method == "POST" and form.is_valid():
        try:
            actions.endorse_skill(actor=reader, held=held, at=clock.now(), **form.cleaned_data)
            return _answer_skills(request, reader, held.person)
        except DomainError as error:
            if error.field not in form.fields:
                raise
            refuse(form, error)
    return render(request, "people/skills/endorse.html", {"form": form, "held": held, "person": held.person})


def _held(request: HttpRequest, pk: int) -> tuple[Person, PersonSkill]:
    reader = reader_of(request)
    return reader, queries.held_skill(person=reader, pk=pk)


def _shown(reader: Person, held: PersonSkill) -> dict[str, Any]:
    found = queries.skills_of(person=reader, of=held.person, at=clock.now())
    row = next((one for one in found if one.skill.pk == held.skill.shown.pk), None)
    if row is None:
        raise NotFound
    return {"held": row, "person": held.person, "is_me": reader.pk == held.person_id}


def _own_word(reader: Person, held: PersonSkill) -> dict[str, str]:
    word = queries.own_word(person=reader, held=held)
    return {"reason": word.reason, "link": word.link} if word else {}


def context_of_skills(reader: Person, person: Person, form: SkillForm | None = None) -> dict[str, Any]:
    """Return what the skills of a profile are drawn from."""
    return {
        "person": person,
        "is_me": reader.pk == person.pk,
        "skills": queries.skills_of(person=reader, of=person, at=clock.now()),
        "skill_form": form or SkillForm(),
    }


def _answer_skills(request: HttpRequest, reader: Person, person: Person, form: SkillForm | None = None) -> HttpResponse:
    if request.headers.get("HX-Request") != "true" and form is None:
        return go(request, person.get_absolute_url())
    return render(request, "people/skills.html", context_of_skills(reader, person, form), fragment="people/_skills.html")
