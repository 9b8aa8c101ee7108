"""What people write about things."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hamsoo.threads.rules import LONGEST


class CommentForm(forms.Form):
    """A comment, or a reply to the comment `parent`."""

    body = forms.CharField(label=_("Comment"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))
    parent = forms.IntegerField(required=False, widget=forms.HiddenInput)
