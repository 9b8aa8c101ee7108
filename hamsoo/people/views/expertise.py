"""Who has a skill, and what a unit can do."""

from collections.abc import Hashable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_safe

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, NotFound
from hamsoo.people import actions, queries, rules
from hamsoo.people.forms import UnitNeedForm
from hamsoo.people.models import Person, Unit
from hamsoo.people.strength import Freshness
from hamsoo.people.views.reading import number, reader_of
from hamsoo.ui.pages import go, refuse, render


@require_safe
def skill_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who has a skill, how well and where; `?unit=` narrows it, `?after=` is the next part."""
    reader, at = reader_of(request), clock.now()
    skill = queries.skill(person=reader, pk=pk)
    if skill.pk != pk:
        return go(request, reverse("people:skill_page", args=[skill.pk]))
    unit = _unit(reader, number(request.GET.get("unit")))
    after = min(number(request.GET.get("after")) or 0, 1_000_000)
    found = queries.skill_holders(person=reader, skill=skill, unit=unit, after=after, at=at)
    looks = _Looks("people/skills/_mastery.html", "mastery")
    more = request.GET.copy()
    more["after"] = str(found.after)
    context = {
        "skill": skill,
        "unit": unit,
        "found": found,
        "holders": [(holder, _mastery(looks, holder.mastery)) for holder in found.rows],
        "more_url": f"{request.path}?{more.urlencode()}" if found.after else "",
        "names": [name for name in queries.names_of_skills(skill_ids=[skill.pk]).get(skill.pk, []) if name != skill.name],
        "broader": queries.broader_chain(skill=skill),
        "narrower": queries.narrower_skills(skill=skill),
        "related": queries.related_skills(person=reader, skill=skill),
        "needs": queries.needs_of(skill=skill),
        "keeps_skills": rules.keeps_skills(reader),
    }
    return render(request, "people/skills/skill.html", context, fragment="people/skills/_holders.html")


@require_http_methods(["GET", "POST"])
def unit_skills(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the map of a unit's skills; its head says here what the unit needs (POST)."""
    reader, at = reader_of(request), clock.now()
    unit = queries.unit(person=reader, pk=pk)
    form = UnitNeedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _set_need(reader, unit, form)
            return go(request, request.path)
        except DomainError as error:
            if error.field not in form.fields:
                raise
            refuse(form, error)
    found, looks = queries.skill_map(person=reader, unit=unit, at=at), _Looks("people/skills/_field.html", "field")
    context = {
        "unit": unit,
        "form": form,
        "map": found,
        "rows": [(row.part, format_html_join("", "{}", ((_field(looks, field),) for field in row.fields))) for row in found.rows],
        "can_set": rules.can_set_needs(reader, unit),
        "units": queries.units_to_choose(person=reader, chosen=unit),
    }
    return render(request, "people/skills/unit.html", context)


class _Looks:
    """How things look: of hundreds on a page most look like another one, so each look is drawn once."""

    def __init__(self, template: str, name: str) -> None:
        """Draw with `template`, in which a thing goes by `name`."""
        self._template, self._name = template, name
        self._drawn: dict[tuple[Hashable, ...], SafeString] = {}

    def of(self, thing: object, *seen: Hashable) -> SafeString:
        """Return how `thing` looks, of which `seen` is all that can be seen."""
        if seen not in self._drawn:
            self._drawn[seen] = render_to_string(self._template, {self._name: thing})
        return self._drawn[seen]


def _mastery(looks: _Looks, one: queries.Mastery) -> SafeString:
    last_at = one.evidence.last_at if one.freshness == Freshness.UNUSED else None
    return looks.of(one, one.level, one.evidence.count, one.evidence.accepted_count, one.endorsement_count, one.freshness, last_at)


def _field(looks: _Looks, one: queries.Field) -> SafeString:
    return looks.of(one, one.holder_count, one.able_count, one.best, one.only is None)


def _set_need(reader: Person, unit: Unit, form: UnitNeedForm) -> None:
    sent = form.cleaned_data
    actions.set_unit_need_by_name(
        actor=reader,
        unit=unit,
        name=sent["name"],
        wanted_count=sent["wanted_count"],
        wanted_level=sent["wanted_level"],
        at=clock.now(),
    )


def _unit(reader: Person, pk: int | None) -> Unit | None:
    try:
        return queries.unit(person=reader, pk=pk) if pk else None
    except NotFound:
        return None
