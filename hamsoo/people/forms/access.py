"""What is entered about the way in: passwords, tokens, invitations, roles and policy."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from hamsoo.people import rights
from hamsoo.people.actions.access_roles import NONE
from hamsoo.people.models import ApiToken, Role, RoleHolder, SignInPolicy
from hamsoo.ui.fields import NumberField

_NEW_PASSWORD = {"autocomplete": "new-password"}


class NewPasswordForm(forms.Form):
    """A first password, twice."""

    password1 = forms.CharField(label=_("Password"), strip=False, max_length=1000, widget=forms.PasswordInput(attrs=_NEW_PASSWORD))
    password2 = forms.CharField(
        label=_("The same password again"), strip=False, max_length=1000, widget=forms.PasswordInput(attrs=_NEW_PASSWORD)
    )

    def clean_password1(self) -> str:
        """Refuse passwords that are easily guessed."""
        password = str(self.cleaned_data["password1"])
        password_validation.validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        """Refuse two different passwords."""
        cleaned = super().clean() or {}
        if "password1" in cleaned and cleaned["password1"] != cleaned.get("password2"):
            self.add_error("password2", _("This is another password than the first one."))
        return cleaned


class ApiTokenForm(forms.Form):
    """A token for a program."""

    name = forms.CharField(label=_("What is it for?"), max_length=80, help_text=_("By this name you will know it again."))
    scope = forms.ChoiceField(
        label=_("What it may do"), choices=ApiToken.Scope.choices, initial=ApiToken.Scope.READ, widget=forms.RadioSelect
    )
    days = NumberField(label=_("Days until it ends"), min_value=1, max_value=366, initial=90)


class InviteForm(forms.Form):
    """Somebody to ask in."""

    who = forms.CharField(label=_("Name or mail address of a colleague"), max_length=150)


class RoleForm(forms.Form):
    """Name and description of a role."""

    name_fa = forms.CharField(label=_("Name"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    about = forms.CharField(label=_("What it is for"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class RightsForm(forms.Form):
    """Every verb with the scopes it can have: the matrix of a role."""

    def __init__(self, *arguments: Any, role: Role, **options: Any) -> None:
        super().__init__(*arguments, **options)
        has = {right.verb: right.scope for right in role.rights.all()}
        for verb in rights.verbs():
            choices = [(NONE, _("Not allowed")), *((scope.value, scope.label) for scope in verb.scopes)]
            self.fields[verb.code] = forms.ChoiceField(
                label=verb.label, choices=choices, initial=has.get(verb.code, NONE), widget=forms.RadioSelect
            )


class HolderForm(forms.Form):
    """Who shall hold a role: one of four kinds, and the words, number or choice that says who."""

    kind = forms.ChoiceField(label=_("Who"), choices=RoleHolder.Kind.choices, initial=RoleHolder.Kind.PERSON, widget=forms.RadioSelect)
    who = forms.CharField(
        label=_("Name"), max_length=150, help_text=_("Of the colleague, the unit or the group of the directory; of a level its number.")
    )


class SignInPolicyForm(forms.Form):
    """Who must have a second factor, how soon, and who comes in by the company's account."""

    second_factor = forms.ChoiceField(
        label=_("Who must have a second factor"),
        choices=SignInPolicy.SecondFactor.choices,
        widget=forms.RadioSelect(attrs={"data-rows": True}),
        help_text=_("A passkey, a security key, or codes from an app. Whoever has none can do nothing but set one up."),
    )
    roles = forms.ModelMultipleChoiceField(
        label=_("Which roles"), queryset=Role.objects.order_by("name_fa"), required=False, widget=forms.CheckboxSelectMultiple
    )
    grace_days = NumberField(label=_("Days to set it up"), min_value=0, max_value=90, help_text=_("Counted from today; 0 is at once."))
    admits = forms.ChoiceField(
        label=_("Whom the company’s account lets in for the first time"),
        choices=SignInPolicy.Admits.choices,
        widget=forms.RadioSelect(attrs={"data-rows": True}),
        help_text=_("Nobody comes in who is not on record, whatever the company’s account says."),
    )
    is_company_only = forms.BooleanField(
        label=_("Company account only"),
        required=False,
        help_text=_("Of colleagues, other ways let in administrators alone: theirs is the way back in when the company’s account fails."),
    )
