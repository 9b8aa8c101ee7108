"""Facts about people and the structure they work in."""

from hamsoo.people.events.access import AccessChanged, SignedIn, SignedOut, SignInFailed
from hamsoo.people.events.profile import ProfileEdited
from hamsoo.people.events.record import PersonJoined, PersonLeft, PersonRecordChanged, UnitChanged, UnitCreated
from hamsoo.people.events.skills import EndorsementWithdrawn, SkillDeclared, SkillEndorsed, SkillWithdrawn

__all__ = [
    "AccessChanged",
    "EndorsementWithdrawn",
    "PersonJoined",
    "PersonLeft",
    "PersonRecordChanged",
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
