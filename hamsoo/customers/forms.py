"""What is filled in about customers. Whether it may be done is for the actions to say; a form only reads."""

from typing import Any

from django import forms

from hamsoo.customers.fields import BY_HAND, CODES, NAMES, label_of

_LENGTH = 200


class CustomerForm(forms.Form):
    """What somebody writes of a customer: the name first, the rest may follow later."""

    def __init__(self, *arguments: Any, entity: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        named, *rest = BY_HAND[entity]
        self.fields[named] = forms.CharField(label=NAMES[entity], max_length=_LENGTH)
        for name in rest:
            widget = forms.TextInput(attrs={"dir": "ltr"} if name in CODES else {})
            self.fields[name] = forms.CharField(label=label_of(name), max_length=_LENGTH, required=False, widget=widget)
