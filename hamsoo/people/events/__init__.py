"""Facts about people and the structure they work in."""

from hamsoo.people.events.access import AccessChanged, SignedIn, SignedOut, SignInFailed
from hamsoo.people.events.profile import ProfileEdited
from hamsoo.people.events.record import PersonJoined, PersonLeft, PersonRecordChanged, PersonReturned, UnitChanged, UnitCreated
from hamsoo.people.events.skills import EndorsementWithdrawn, SkillDeclared, SkillEndorsed, SkillWithdrawn
from hamsoo.people.events.sync import (
    DirectoryGroupCreated,
    DirectoryGroupRemoved,
    DirectoryGroupRenamed,
    DirectoryMembersChanged,
    HandedOver,
    HandoverDue,
    IntegrationCreated,
    IntegrationEnded,
    IntegrationTokenRenewed,
    PeopleImported,
)

__all__ = [
    "AccessChanged",
    "DirectoryGroupCreated",
    "DirectoryGroupRemoved",
    "DirectoryGroupRenamed",
    "DirectoryMembersChanged",
    "EndorsementWithdrawn",
    "HandedOver",
    "HandoverDue",
    "IntegrationCreated",
    "IntegrationEnded",
    "IntegrationTokenRenewed",
    "PeopleImported",
    "PersonJoined",
    "PersonLeft",
    "PersonRecordChanged",
    "PersonReturned",
    "ProfileEdited",
    "SignInFailed",
    "SignedIn",
    "SignedOut",
    "SkillDeclared",
    "SkillEndorsed",
    "SkillWithdrawn",
    "UnitChanged",
    "UnitCreated",
]
