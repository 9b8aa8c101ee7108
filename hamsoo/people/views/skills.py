"""Skills on a profile."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.people import actions, queries
from hamsoo.people.forms import SkillForm
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
    reader = reader_of(request)
    return reader, queries.held_skill(person=reader, pk=pk)


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
