"""What people publish."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from hamsoo.people.models import Person
from hamsoo.social.models import Post
from hamsoo.social.queries import writable_spaces
from hamsoo.social.rules import LONGEST, can_announce
from hamsoo.threads.models import Attachment

ICONS = {Post.Kind.RECOGNITION.value: "trophy", Post.Kind.ANNOUNCEMENT.value: "megaphone"}


class PostForm(forms.Form):
    """A new post: its text, its kind and where it is published; kinds and places are those open to `person`."""

    body = forms.CharField(label=_("New post"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.TypedChoiceField(label=_("Kind"), required=False, empty_value=Post.Kind.POST.value)
    space = forms.TypedChoiceField(label=_("Where"), coerce=int)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.files_waiting: list[Attachment] = []
        places = writable_spaces(person=person)
        may_announce = can_announce(person=person, in_space_ids=[place.pk for place in places])
        self.kinds = [(kind.value, str(kind.label)) for kind in Post.Kind if kind is not Post.Kind.ANNOUNCEMENT or may_announce]
        cast("forms.ChoiceField", self.fields["kind"]).choices = self.kinds
        self.places = [(place.pk, place.name) for place in places]
        cast("forms.ChoiceField", self.fields["space"]).choices = self.places

    @property
    def special_kinds(self) -> list[tuple[str, str, str]]:
        """Return the kinds that are more than a post, open to this person: value, name and icon."""
        return [(value, label, ICONS[value]) for value, label in self.kinds if value in ICONS]


class EditForm(forms.Form):
    """The text of a post, to be changed."""

    body = forms.CharField(label=_("Post"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))


class MuteWordsForm(forms.Form):
    """Words to leave out of one's feed."""

    words = forms.CharField(label=_("Words to mute"), max_length=80)
