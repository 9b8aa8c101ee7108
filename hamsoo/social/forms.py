"""What people publish."""

from datetime import datetime, timedelta
from typing import Any, cast

from django import forms
from django.http import QueryDict  # noqa: TID251 - what a form is filled with
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamsoo.people.models import Person
from hamsoo.social.actions import NewPoll
from hamsoo.social.models import Post
from hamsoo.social.queries import values, writable_spaces
from hamsoo.social.rules import LONGEST, LONGEST_TITLE, can_announce
from hamsoo.threads.models import Attachment
from hamsoo.ui.fields import DayField

ICONS = {Post.Kind.RECOGNITION.value: "trophy", Post.Kind.ANNOUNCEMENT.value: "megaphone"}
POLL_DAYS = [("", _("When I close it")), ("1", _("In a day")), ("3", _("In three days")), ("7", _("In a week"))]
OPTIONS_SHOWN = 3


def _values() -> list[tuple[int, str]]:
    return [(value.pk, value.name) for value in values()]


def _is_offered(kind: Post.Kind, may_announce: bool) -> bool:
    return kind is not Post.Kind.ARTICLE and (may_announce or kind is not Post.Kind.ANNOUNCEMENT)


class _PlaceForm(forms.Form):
    """A form that asks where something is published: in the places open to `person`."""

    space = forms.TypedChoiceField(label=_("Where"), coerce=int)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spaces = writable_spaces(person=person)
        self.places = [(place.pk, place.name) for place in self.spaces]
        cast("forms.ChoiceField", self.fields["space"]).choices = self.places


class PostForm(_PlaceForm):
    """A new post: its text, its kind, where it is published and what it asks; kinds and places are those open to `person`."""

    body = forms.CharField(label=_("New post"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.TypedChoiceField(label=_("Kind"), required=False, empty_value=Post.Kind.POST.value)
    value = forms.TypedChoiceField(label=_("Value"), required=False, coerce=int, empty_value=None, choices=_values)
    poll_multiple = forms.BooleanField(label=_("Several answers"), required=False)
    poll_anonymous = forms.BooleanField(label=pgettext_lazy("a poll", "Anonymous"), required=False)
    poll_days = forms.ChoiceField(label=pgettext_lazy("a poll", "Closes"), required=False, choices=POLL_DAYS)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        self.files_waiting: list[Attachment] = []
        may_announce = can_announce(person=person, in_space_ids=[place.pk for place in self.spaces])
        self.kinds = [(kind.value, str(kind.label)) for kind in Post.Kind if _is_offered(kind, may_announce)]
        cast("forms.ChoiceField", self.fields["kind"]).choices = self.kinds

    @property
    def special_kinds(self) -> list[tuple[str, str, str]]:
        """Return the kinds that are more than a post, open to this person: value, name and icon."""
        return [(value, label, ICONS[value]) for value, label in self.kinds if value in ICONS]

    @property
    def offered_values(self) -> list[tuple[int, str]]:
        """Return the values that a recognition can name."""
        return _values()

    @property
    def poll_options(self) -> list[str]:
        """Return the options of a poll that were written down."""
        sent = cast("QueryDict", self.data).getlist("option") if self.is_bound else []
        return [text for text in sent[:50] if text.strip("\x00 \t\r\n")]

    @property
    def poll_options_shown(self) -> list[str]:
        """Return them with empty ones behind, as many as are shown."""
        written = self.poll_options
        return [*written, *[""] * (OPTIONS_SHOWN - len(written))]

    def poll(self, *, at: datetime) -> NewPoll | None:
        """Return what the post asks, None when no option was written down."""
        if not self.poll_options:
            return None
        words = self.cleaned_data
        closes_at = at + timedelta(days=int(words["poll_days"])) if words["poll_days"] else None
        return NewPoll(tuple(self.poll_options), words["poll_multiple"], words["poll_anonymous"], closes_at)


class EditForm(forms.Form):
    """The text of a post, to be changed; of an article its title too."""

    title = forms.CharField(label=pgettext_lazy("of an article", "Title"), max_length=LONGEST_TITLE)
    body = forms.CharField(label=_("Post"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))


class MuteWordsForm(forms.Form):
    """Words to leave out of one's feed."""

    words = forms.CharField(label=_("Words to mute"), max_length=80)


class ShareForm(_PlaceForm):
    """Where a post is passed on to, and why."""

    body = forms.CharField(
        label=pgettext_lazy("sharing a post", "Why"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ScheduleForm(forms.Form):
    """When an article is published by itself: a day in either calendar, and a time."""

    publish_on = DayField(label=_("Day to publish"))
    publish_time = forms.TimeField(label=_("Time to publish"))
