"""What people fill in about cases. Whether it may be done is for the actions to say; a form only reads."""

from django import forms
from django.utils.translation import pgettext_lazy

from hamsoo.cases import rules


class PartnerForm(forms.Form):
    """A partner's answer to a hand-off, with words where there is something to say."""

    answer = forms.CharField(max_length=10, widget=forms.HiddenInput)
    words = forms.CharField(
        label=pgettext_lazy("of a partner", "What you want to say"),
        required=False,
        max_length=rules.REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
