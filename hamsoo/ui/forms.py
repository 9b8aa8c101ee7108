"""Forms in our style: `{{ form }}` renders label, hint, error and, on top, a summary that takes the focus."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

_TOGGLES = {
    forms.CheckboxInput: "checkbox checkbox-xs checkbox-primary",
    forms.CheckboxSelectMultiple: "checkbox checkbox-xs checkbox-primary",
    forms.RadioSelect: "radio radio-xs radio-primary",
}
_CLASSES = {forms.Select: "select", forms.SelectMultiple: "select", forms.Textarea: "textarea", **_TOGGLES}
# What is never prose in somebody's language: addresses, secrets, codes.
_LATIN = (forms.EmailInput, forms.URLInput, forms.PasswordInput)


class Field(BoundField):
    """A field as the templates show it."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Add our classes, the direction of the text and the ties to hint and error."""
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        built.setdefault("class", " ".join(filter(None, (_css_class(widget), str(widget.attrs.get("class", ""))))))
        if isinstance(widget, (forms.TextInput, forms.Textarea)):
            built.setdefault("dir", widget.attrs.get("dir") or ("ltr" if isinstance(widget, _LATIN) else "auto"))
        return {name: value for name, value in built.items() if value != ""}

    @property
    def is_toggle(self) -> bool:
        """Say whether this is one box to tick, whose label stands beside it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_group(self) -> bool:
        """Say whether this is a choice among boxes or buttons, which stands in a fieldset."""
        return bool(self.use_fieldset)

    @property
    def is_required(self) -> bool:
        """Say whether something has to be entered; optional fields are marked, being the fewer."""
        return bool(self.field.required)


class Renderer(TemplatesSetting):
    """Render forms and fields with the templates of `ui`. `django.forms` must be installed for the widgets."""

    form_template_name = "ui/forms/form.html"
    formset_template_name = "ui/forms/formset.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = Field


def _css_class(widget: forms.Widget) -> str:
    for kind in type(widget).__mro__:
        if kind in _CLASSES:
            return _CLASSES[kind]
    if isinstance(widget, forms.FileInput):
        return "input file-input"
    return "input" if isinstance(widget, forms.widgets.Input) and not widget.is_hidden else ""
