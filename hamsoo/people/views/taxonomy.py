"""Keeping the names of skills in order."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, Invalid, NotFound
from hamsoo.people import actions, queries
from hamsoo.people.forms import SkillForm, SkillNamesForm
from hamsoo.people.models import Person, Skill, SkillDecision
from hamsoo.people.views.reading import number, reader_of
from hamsoo.ui.pages import go, refuse, render, wants_fragment


@require_safe
def taxonomy(request: HttpRequest) -> HttpResponse:
    """List the skills: `?q=` words of a name, `?hidden=1` the hidden ones, `?after=` the next part; with near-duplicates and decisions."""
    reader = reader_of(request)
    words, hidden = request.GET.get("q", "").replace("\x00", "")[:100], request.GET.get("hidden") == "1"
    page = queries.taxonomy(person=reader, words=words, hidden=hidden, after=number(request.GET.get("after")))
    more = request.GET.copy()
    more["after"] = str(page.after)
    context = {
        "page": page,
        "words": words,
        "hidden": hidden,
        "more_url": f"{request.path}?{more.urlencode()}" if page.after else "",
    }
    if not wants_fragment(request):
        context |= {"pairs": queries.near_duplicates(person=reader), "decisions": queries.decisions(person=reader)}
    return render(request, "people/taxonomy/skills.html", context, fragment="people/taxonomy/_rows.html")


@require_http_methods(["GET", "POST"])
def kept_skill(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one skill with all its names, and rename it (POST)."""
    reader = reader_of(request)
    skill = queries.kept_skill(person=reader, pk=pk).shown
    initial = {"name_fa": skill.name_fa, "name_en": skill.name_en}
    form = SkillNamesForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename_skill(actor=reader, skill=skill, at=clock.now(), **form.cleaned_data)
            return _done(request, skill)
        except DomainError as error:
            refuse(form, error)
    return _page(request, reader, skill, form=form)


@require_POST
def skill_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Merge a skill into the one that `into` names, or whose id `into_id` is."""
    reader = reader_of(request)
    skill = queries.kept_skill(person=reader, pk=pk)
    try:
        into = _named(request, reader)
        actions.merge_skills(actor=reader, skill=skill, into=into, at=clock.now())
    except DomainError as error:
        return _refused(request, skill, error)
    return _done(request, into.shown)


@require_POST
def skill_broader(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a skill under the one that `into` names; under none where it names nothing."""
    reader = reader_of(request)
    skill = queries.kept_skill(person=reader, pk=pk)
    try:
        broader = _named(request, reader) if request.POST.get("into", "").strip() else None
        actions.put_skill_under(actor=reader, skill=skill, broader=broader, at=clock.now())
    except DomainError as error:
        return _refused(request, skill, error)
    return _done(request, skill.shown)


@require_POST
def skill_name(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a skill a further name."""
    reader, form = reader_of(request), SkillForm(request.POST)
    skill = queries.kept_skill(person=reader, pk=pk)
    if not form.is_valid():
        return _refused(request, skill, Invalid(str(form.errors["name"][0])))
    return _decide(
        request, skill, lambda: actions.add_skill_name(actor=reader, skill=skill, name=form.cleaned_data["name"], at=clock.now())
    )


@require_POST
def skill_split(request: HttpRequest, pk: int, name_pk: int) -> HttpResponse:
    """Make one of a skill's names a skill of its own."""
    reader = reader_of(request)
    kept = queries.kept(person=reader, skill=queries.kept_skill(person=reader, pk=pk))
    name = next((one for one in kept.names if one.pk == name_pk), None)
    if name is None:
        raise NotFound
    return _decide(request, kept.skill, lambda: actions.split_skill(actor=reader, name=name, at=clock.now()))


@require_POST
def skill_hiding(request: HttpRequest, pk: int) -> HttpResponse:
    """Hide a skill."""
    reader = reader_of(request)
    skill = queries.kept_skill(person=reader, pk=pk)
    return _decide(request, skill, lambda: actions.hide_skill(actor=reader, skill=skill, at=clock.now()))


@require_POST
def skill_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a decision."""
    reader = reader_of(request)
    decision = queries.decision(person=reader, pk=pk)
    try:
        actions.undo_decision(actor=reader, decision=decision, at=clock.now())
    except DomainError as error:
        messages.error(request, str(error))
    return go(request, reverse("people:taxonomy"))


def _named(request: HttpRequest, reader: Person) -> Skill:
    """Return the other skill, which stays or is the broader one; raise `Invalid` when its name means none."""
    if pk := number(request.POST.get("into_id")):
        return queries.kept_skill(person=reader, pk=pk)
    found = queries.skill_by_names(request.POST.get("into", "").replace("\x00", "")[:100])
    if found is None:
        raise Invalid(_("No skill goes by this name."), field="into")
    return found


def _decide(request: HttpRequest, skill: Skill, decide: Callable[[], SkillDecision]) -> HttpResponse:
    try:
        decide()
    except DomainError as error:
        return _refused(request, skill, error)
    return _done(request, skill.shown)


def _done(request: HttpRequest, skill: Skill) -> HttpResponse:
    messages.success(request, _("Done. You can undo it in the list of decisions."))
    return go(request, reverse("people:kept_skill", args=[skill.pk]))


def _refused(request: HttpRequest, skill: Skill, error: DomainError) -> HttpResponse:
    messages.error(request, str(error))
    return go(request, reverse("people:kept_skill", args=[skill.shown.pk]))


def _page(request: HttpRequest, reader: Person, skill: Skill, *, form: SkillNamesForm) -> HttpResponse:
    return render(request, "people/taxonomy/skill.html", _shown(reader, skill) | {"form": form})


def _shown(reader: Person, skill: Skill) -> dict[str, object]:
    return {"kept": queries.kept(person=reader, skill=skill), "narrower": queries.narrower_skills(skill=skill)}
