"""What is filled in about an answer at hand. Whether it may be kept is for the actions to say; a form only reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamsoo.cases import rules
from hamsoo.cases.models import Case, ReadyAnswer
from hamsoo.people.models import Person, Unit

_NOTHING = ("", pgettext_lazy("done along with an answer", "Leave it as it is"))


def _text(label: Any, direction: str) -> forms.CharField:
    # A name in braces at the beginning would turn a Persian text round.
    widget = forms.Textarea(attrs={"rows": 5, "dir": direction})
    return forms.CharField(label=label, required=False, max_length=rules.TEXT_LENGTH, widget=widget)


class ReadyAnswerForm(forms.Form):
    """Whose it is (said once), what it says in each language, and what is done along with it."""

    whose = forms.ChoiceField(label=pgettext_lazy("an answer at hand", "For whom"))
    title = forms.CharField(label=pgettext_lazy("of an answer at hand", "Title"), max_length=rules.TITLE_LENGTH)
    text_fa = _text(_("Text in Persian"), "rtl")
    text_en = _text(_("Text in English"), "ltr")
    state = forms.ChoiceField(label=pgettext_lazy("of a case", "State"), required=False)
    priority = forms.ChoiceField(label=pgettext_lazy("of a case", "Priority"), required=False, choices=[_NOTHING, *Case.Priority.choices])
    tag = forms.CharField(label=pgettext_lazy("of a case", "Tag"), required=False, max_length=40)
    assign = forms.BooleanField(label=_("Whoever sends it has the case from then on"), required=False)
    watch = forms.BooleanField(label=_("Whoever sends it watches the case"), required=False)
    hand_off = forms.ChoiceField(label=_("Ask this unit to take the case over"), required=False)
    words = forms.CharField(
        label=pgettext_lazy("a case is handed on", "Why them"),
        required=False,
        max_length=rules.REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_active = forms.BooleanField(label=_("Is offered"), required=False, initial=True)

    def __init__(self, *args: Any, known: ReadyAnswer | None, person: Person, units: Sequence[Unit], **kwargs: Any) -> None:
        if known is not None:
            kwargs["initial"] = _initial(known)
        super().__init__(*args, **kwargs)
        choices: dict[str, list[Any]] = {
            "state": [_NOTHING, *((value, Case.State(value).label) for value in rules.STATES)],
            "hand_off": [("", "—"), *((unit.pk, str(unit)) for unit in Unit.objects.open().order_by("path")[:500])],
            "whose": [("me", pgettext_lazy("an answer at hand", "For me alone")), *((str(unit.pk), str(unit)) for unit in units)],
        }
        if person.is_administrator:
            choices["whose"].insert(1, ("all", pgettext_lazy("an answer at hand", "For everybody")))
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]
        if known is not None:
            del self.fields["whose"]
        else:
            del self.fields["is_active"]

    @property
    def says(self) -> dict[str, Any]:
        """Return what the action takes but for whose it is."""
        given = self.cleaned_data
        changes = [rules.Change(kind, given[kind]) for kind in ("state", "priority", "tag") if given[kind].strip()]
        changes += [rules.Change(kind, "me") for kind in ("assign", "watch") if given[kind]]
        if given["hand_off"]:
            changes.append(rules.Change("hand_off", given["hand_off"], given["words"]))
        names = ("title", "text_fa", "text_en")
        return {**{name: given[name] for name in names}, "changes": changes, "is_active": given.get("is_active", True)}


def _initial(known: ReadyAnswer) -> dict[str, Any]:
    changes = {one.kind: one for one in rules.changes_of(known.changes)}
    says = {name: getattr(known, name) for name in ("title", "text_fa", "text_en", "is_active")}
    words = changes["hand_off"].words if "hand_off" in changes else ""
    return {**says, **{kind: one.value for kind, one in changes.items()}, "words": words}
