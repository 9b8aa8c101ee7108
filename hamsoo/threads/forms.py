"""What people write about things, and what they choose of those that they follow."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamsoo.threads import targets
from hamsoo.threads.actions.following import TOPIC_LONGEST
from hamsoo.threads.models import Aspect, Follow
from hamsoo.threads.rules import LONGEST


class CommentForm(forms.Form):
    """A comment, or a reply to the comment `parent`."""

    body = forms.CharField(label=_("Comment"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))
    parent = forms.IntegerField(required=False, widget=forms.HiddenInput)


class TrackingForm(forms.Form):
    """What is heard of one thing that is followed, and when."""

    aspects = forms.MultipleChoiceField(label=_("Tell me of"), required=False, widget=forms.CheckboxSelectMultiple)
    delivery = forms.ChoiceField(label=_("When"), choices=Follow.Delivery.choices)
    is_named = forms.BooleanField(label=_("They may see that it is me"), required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, follow: Follow) -> None:
        offered = targets.aspects_of(follow.target_type)
        chosen = [aspect for aspect in offered if follow.hears(aspect)]
        super().__init__(data, initial={"aspects": chosen, "delivery": follow.delivery, "is_named": follow.is_named})
        self.fields["aspects"].choices = [(aspect, Aspect(aspect).label) for aspect in offered]  # type: ignore[attr-defined]
        if follow.target_type != "person":
            # Nobody stands behind it who could read a name.
            del self.fields["is_named"]


class TopicForm(forms.Form):
    """Free words to follow."""

    words = forms.CharField(label=_("Words"), max_length=TOPIC_LONGEST)
