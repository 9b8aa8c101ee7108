"""How somebody wants to be told."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import time
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.dates import week_start, weekday_names
from hamsoo.kernel.numbers import format_digits
from hamsoo.notices.kinds import KINDS
from hamsoo.notices.models import Choice
from hamsoo.notices.queries import PushWishes, Wishes
from hamsoo.spaces.models import Space
from hamsoo.ui import appearance

_RHYTHM = ("digest_at", "weekly_on", "on_working_days_only", "quiet_from", "quiet_until", "merges", "is_mailed")


def _hours() -> list[tuple[str, str]]:
    language = appearance.current().language
    return [(f"{hour:02}:00", format_digits(f"{hour:02}:00", language)) for hour in range(24)]


def _no_hour() -> list[tuple[str, str]]:
    return [("", "—"), *_hours()]


def _weekdays() -> list[tuple[int, str]]:
    reader = appearance.current()
    names, first = weekday_names(reader.language), week_start(reader.language)
    return [((first + number) % 7, names[(first + number) % 7]) for number in range(7)]


def _time(text: str) -> time | None:
    return time.fromisoformat(text) if text else None


class WishesForm(forms.Form):
    """By kind, by place, and when. The fields of kinds and spaces are made for their reader."""

    digest_at = forms.TypedChoiceField(label=_("Digest at"), choices=_hours, coerce=_time)
    weekly_on = forms.TypedChoiceField(label=_("Weekly digest on"), choices=_weekdays, coerce=int)
    on_working_days_only = forms.BooleanField(label=_("On my working days only"), required=False)
    quiet_from = forms.TypedChoiceField(label=_("Quiet from"), choices=_no_hour, coerce=_time, empty_value=None, required=False)
    quiet_until = forms.TypedChoiceField(label=_("Quiet until"), choices=_no_hour, coerce=_time, empty_value=None, required=False)
    merges = forms.BooleanField(label=_("Make one line of what is alike"), required=False)
    is_mailed = forms.BooleanField(label=_("Send me the digests by mail"), required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, wishes: Wishes, pushes: PushWishes, spaces: Sequence[Space]) -> None:
        super().__init__(data, initial={name: _shown(getattr(wishes.rhythm, name)) for name in _RHYTHM})
        for name, kind in KINDS.items():
            self.fields[f"kind_{name}"] = _choice(kind.label, wishes.of_kind(name), may_be_never=not kind.asks)
        for space in spaces:
            self.fields[f"space_{space.pk}"] = _choice(space.name, wishes.of_space(space.pk))
        pushed = {f"push_kind_{name}": name in pushes.kinds for name in KINDS}
        pushed |= {f"push_space_{space.pk}": space.pk in pushes.space_ids for space in spaces}
        for name, is_pushed in pushed.items():
            self.fields[name] = forms.BooleanField(required=False, initial=is_pushed)

    @property
    def kind_fields(self) -> Iterator[tuple[BoundField, BoundField]]:
        """Yield the fields of kinds of notices: how they are told, and whether they are pushed."""
        return ((self[name], self[f"push_{name}"]) for name in self.fields if name.startswith("kind_"))

    @property
    def space_fields(self) -> Iterator[tuple[BoundField, BoundField]]:
        """Yield the fields of places: how what is placed there is told, and whether it is pushed."""
        return ((self[name], self[f"push_{name}"]) for name in self.fields if name.startswith("space_"))

    @property
    def rhythm(self) -> dict[str, Any]:
        """Return when to be told, as the action takes it."""
        return {name: self.cleaned_data[name] for name in _RHYTHM}

    @property
    def kinds(self) -> dict[str, str]:
        """Return the choices by kind."""
        return {name.removeprefix("kind_"): value for name, value in self.cleaned_data.items() if name.startswith("kind_")}

    @property
    def spaces(self) -> dict[int, str]:
        """Return the choices by id of the space."""
        return {int(name.removeprefix("space_")): value for name, value in self.cleaned_data.items() if name.startswith("space_")}

    @property
    def pushed_kinds(self) -> dict[str, bool]:
        """Return whether notices are pushed, by kind."""
        return {name.removeprefix("push_kind_"): value for name, value in self.cleaned_data.items() if name.startswith("push_kind_")}

    @property
    def pushed_spaces(self) -> dict[int, bool]:
        """Return whether all is pushed, by id of the space."""
        return {int(name.removeprefix("push_space_")): value for name, value in self.cleaned_data.items() if name.startswith("push_space_")}


def _choice(label: Any, chosen: str, *, may_be_never: bool = True) -> forms.ChoiceField:
    offered = [one for one in Choice.Delivery if may_be_never or one is not Choice.Delivery.NEVER]
    return forms.ChoiceField(label=label, choices=[(one.value, one.label) for one in offered], initial=chosen)


def _shown(value: Any) -> Any:
    return f"{value:%H:%M}" if isinstance(value, time) else value
