"""What people publish."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from hamsoo.people.models import Person
from hamsoo.social.models import Post
from hamsoo.social.queries import writable_spaces
from hamsoo.social.rules import LONGEST, can_announce


class PostForm(forms.Form):
    """A new post: its text, its kind and where it is published; kinds and places are those open to `person`."""

    body = forms.CharField(label=_("New post"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.ChoiceField(label=_("Kind"), initial=Post.Kind.POST)
    space = forms.TypedChoiceField(label=_("Where"), coerce=int)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = writable_spaces(person=person)
        may_announce = can_announce(person=person, in_space_ids=[place.pk for place in places])
        kinds = [choice for choice in Post.Kind.choices if choice[0] != Post.Kind.ANNOUNCEMENT or may_announce]
        cast("forms.ChoiceField", self.fields["kind"]).choices = kinds
        cast("forms.ChoiceField", self.fields["space"]).choices = [(place.pk, place.name) for place in places]


class EditForm(forms.Form):
    """The text of a post, to be changed."""

    body = forms.CharField(label=_("Post"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))
