"""Why may somebody do this? The rules that were looked at, one by one: for administrators."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from hamsoo.kernel.errors import Invalid
from hamsoo.people import rights
from hamsoo.people.models import Person, Role, Unit
from hamsoo.people.queries import colleague_called
from hamsoo.people.rights import Decision, Step
from hamsoo.site.rules import require_administrator
from hamsoo.spaces.models import Level, Space
from hamsoo.spaces.queries import Reason, groups, placed_in, reasons
from hamsoo.ui import pages

_LEVELS = {f"space.{level.name.lower()}": level for level in Level if level != Level.OUTLINE}
_BIGGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class _Thing:
    """What is asked about: something placed in spaces, or a unit, or somebody's own."""

    type: str
    id: int


class Question(forms.Form):
    """Who, what, and to which thing."""

    person = forms.CharField(label=gettext_lazy("Who"), max_length=150)
    verb = forms.ChoiceField(label=gettext_lazy("Does what"))
    object = forms.CharField(
        label=gettext_lazy("To what"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Type and number, such as question:12 or post:3; for a unit unit:4, for what is a colleague’s person:7."),
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        verbs = [(verb.code, verb.label) for verb in rights.verbs()]
        levels = [(code, _("In spaces: %(level)s") % {"level": level.label}) for code, level in _LEVELS.items()]
        self.fields["verb"].choices = [*levels, *verbs]  # type: ignore[attr-defined]

    def clean_object(self) -> _Thing | None:
        """Read `type:number`."""
        text = str(self.cleaned_data["object"]).strip()
        if not text:
            return None
        kind, _colon, number = text.partition(":")
        if not kind.isidentifier() or not number.strip().isdecimal() or not 0 < int(number) <= _BIGGEST:
            raise forms.ValidationError(_("Write type and number, such as question:12."))
        return _Thing(kind.strip(), int(number))


@require_safe
def why(request: HttpRequest) -> HttpResponse:
    """Say why somebody may do something, or what is missing."""
    reader = require_administrator(request.person)  # type: ignore[attr-defined]
    form = Question(request.GET or None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            who = colleague_called(person=reader, words=form.cleaned_data["person"])
            context |= {"who": who, "decision": _decide(reader, who, form.cleaned_data["verb"], form.cleaned_data["object"])}
        except Invalid as error:
            form.add_error("person" if error.field == "who" else error.field, str(error))
    return pages.render(request, "site/why.html", context)


def _decide(reader: Person, who: Person, verb: str, thing: _Thing | None) -> Decision:
    if verb in _LEVELS:
        if thing is None:
            raise Invalid(_("Say which thing: in spaces nothing is allowed in general."), field="object")
        return _in_spaces(reader, who, thing, _LEVELS[verb])
    unit = owner = None
    if thing is not None and thing.type == "unit":
        unit = Unit.objects.filter(pk=thing.id).first()
    elif thing is not None and thing.type == "person":
        owner = Person.objects.select_related("unit").filter(pk=thing.id).first()
    if thing is not None and unit is None and owner is None:
        raise Invalid(_("There is no such unit or colleague."), field="object")
    return rights.why(who, verb, unit=unit, owner=owner)


def _in_spaces(reader: Person, who: Person, thing: _Thing, level: Level) -> Decision:
    """Follow a thing from its places to the grants that cover them. Spaces that the reader may not know of stay without a name."""
    places = Space.objects.in_bulk(placed_in(type=thing.type, object_id=thing.id))
    if not places:
        return Decision(False, [Step(False, _("This stands in no space, or does not exist."))])
    if not who.is_active:
        return Decision(False, [Step(False, _("%(person)s does not work here any more.") % {"person": who})])
    known = set(groups(person=reader).filter(pk__in=places).values_list("pk", flat=True))
    names = {pk: _name(space, known) for pk, space in places.items()}
    steps = [Step(True, _("It stands in “%(space)s”.") % {"space": name}) for name in names.values()]
    found = reasons(person=who, type=thing.type, object_id=thing.id, level=level)
    roles = Role.objects.in_bulk([one.principal_id for one in found if one.principal_type == "role"])
    units = Unit.objects.in_bulk([one.principal_id for one in found if one.principal_type == "unit"])
    steps += [Step(True, _said(one, who, names, known, roles, units)) for one in found]
    if not found:
        steps.append(Step(False, _("No grant lets %(person)s do this there: by name, by unit, by role or as everybody.") % {"person": who}))
        if who.is_administrator:
            steps.append(Step(False, _("Being an administrator opens no space.")))
    return Decision(bool(found), steps)


def _name(space: Space, known: set[int]) -> str:
    """Return how a space is called to the reader: a group that they may not know of has no name here either."""
    hidden = space.kind not in (Space.Kind.ORGANISATION, Space.Kind.UNIT, Space.Kind.BRANCH) and space.pk not in known
    return _("a space that you may not know of") if hidden else space.name


def _said(one: Reason, who: Person, names: dict[int, str], known: set[int], roles: dict[int, Role], units: dict[int, Unit]) -> str:
    whom = {
        "everybody": _("all colleagues"),
        "person": _("%(person)s by name") % {"person": who},
        "role": _("the role “%(role)s”") % {"role": roles.get(one.principal_id, "")},
        "unit": _("the people of “%(unit)s”") % {"unit": units.get(one.principal_id, "")},
    }[one.principal_type]
    words = {"whom": whom, "level": one.level.label, "space": _name(one.top, known), "place": names[one.place.pk]}
    if one.top.pk == one.place.pk:
        return _("In “%(space)s” this is granted to %(whom)s: %(level)s.") % words
    return _("“%(place)s” lies below “%(space)s”, where this is granted to %(whom)s: %(level)s.") % words
