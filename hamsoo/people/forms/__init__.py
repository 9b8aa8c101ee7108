"""What colleagues write about themselves."""

from hamsoo.people.forms.access import (
    ApiTokenForm,
    HolderForm,
    InviteForm,
    NewPasswordForm,
    RightsForm,
    RoleForm,
    SignInPolicyForm,
)
from hamsoo.people.forms.celebrating import PersonalDaysForm
from hamsoo.people.forms.hours import HoursForm
from hamsoo.people.forms.profile import AboutForm, ItemForm, LanguagesForm, LeaveForm, PhotoForm, PresenceForm, item_values
from hamsoo.people.forms.settings import SettingsForm
from hamsoo.people.forms.skills import EndorsementForm, SkillForm, SkillNamesForm, UnitNeedForm

__all__ = [
    "AboutForm",
    "ApiTokenForm",
    "EndorsementForm",
    "HolderForm",
    "HoursForm",
    "InviteForm",
    "ItemForm",
    "LanguagesForm",
    "LeaveForm",
    "NewPasswordForm",
    "PersonalDaysForm",
    "PhotoForm",
    "PresenceForm",
    "RightsForm",
    "RoleForm",
    "SettingsForm",
    "SignInPolicyForm",
    "SkillForm",
    "SkillNamesForm",
    "UnitNeedForm",
    "item_values",
]
