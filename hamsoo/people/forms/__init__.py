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
from hamsoo.people.forms.records import (
    LeavingForm,
    NewPersonForm,
    RecordForm,
    ReturnForm,
)
from hamsoo.people.forms.settings import SettingsForm
from hamsoo.people.forms.skills import EndorsementForm, SkillForm, SkillNamesForm, UnitNeedForm
from hamsoo.people.forms.structure import (
    DayForm,
    FillingForm,
    HeadsForm,
    LineForm,
    PlaceForm,
    PositionForm,
    SeatForm,
    UnitForm,
    UnitNamesForm,
)
from hamsoo.people.forms.sync import ColumnsForm, HandoverForm, IntegrationForm, UploadForm

__all__ = [
    "AboutForm",
    "ApiTokenForm",
    "ColumnsForm",
    "DayForm",
    "EndorsementForm",
    "FillingForm",
    "HandoverForm",
    "HeadsForm",
    "HolderForm",
    "HoursForm",
    "IntegrationForm",
    "InviteForm",
    "ItemForm",
    "LanguagesForm",
    "LeaveForm",
    "LeavingForm",
    "LineForm",
    "NewPasswordForm",
    "NewPersonForm",
    "PersonalDaysForm",
    "PhotoForm",
    "PlaceForm",
    "PositionForm",
    "PresenceForm",
    "RecordForm",
    "ReturnForm",
    "RightsForm",
    "RoleForm",
    "SeatForm",
    "SettingsForm",
    "SignInPolicyForm",
    "SkillForm",
    "SkillNamesForm",
    "UnitForm",
    "UnitNamesForm",
    "UnitNeedForm",
    "UploadForm",
    "item_values",
]
