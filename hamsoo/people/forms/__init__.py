"""What colleagues write about themselves."""

from hamsoo.people.forms.hours import HoursForm
from hamsoo.people.forms.profile import AboutForm, ItemForm, LanguagesForm, LeaveForm, PhotoForm, PresenceForm, item_values
from hamsoo.people.forms.settings import SettingsForm
from hamsoo.people.forms.skills import EndorsementForm, SkillForm, SkillNamesForm, UnitNeedForm

__all__ = [
    "AboutForm",
    "EndorsementForm",
    "HoursForm",
    "ItemForm",
    "LanguagesForm",
    "LeaveForm",
    "PhotoForm",
    "PresenceForm",
    "SettingsForm",
    "SkillForm",
    "SkillNamesForm",
    "UnitNeedForm",
    "item_values",
]
