"""What colleagues write about themselves."""

from hamsoo.people.forms.profile import PresenceForm, ProfileForm
from hamsoo.people.forms.settings import SettingsForm
from hamsoo.people.forms.skills import SkillForm

__all__ = ["PresenceForm", "ProfileForm", "SettingsForm", "SkillForm"]
