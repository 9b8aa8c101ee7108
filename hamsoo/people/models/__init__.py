"""Accounts that sign in, persons who are colleagues, the units they work in, and what they are good at.

Names are kept in both scripts; `sort_key` columns hold the order of the Persian alphabet, which the database's C collation lacks.
"""

from hamsoo.people.models.access import ApiToken, Invitation, SignInPolicy
from hamsoo.people.models.account import Account, AccountManager
from hamsoo.people.models.celebration import PersonalDays
from hamsoo.people.models.findable import Findable
from hamsoo.people.models.person import Person, PersonQuerySet
from hamsoo.people.models.profile import (
    LANGUAGES,
    Audience,
    DismissedHint,
    Leave,
    Part,
    PartPrivacy,
    ProfileItem,
    RecordSource,
    SpokenLanguage,
)
from hamsoo.people.models.rights import ROLES_OF, Role, RoleHolder, RoleRight, Scope, leads_of_each, rights_of_each
from hamsoo.people.models.skill import Endorsement, PersonSkill, Skill, SkillDecision, SkillEvidence, SkillName, UnitNeed
from hamsoo.people.models.structure import Assignment, DottedLine, Position, Vacancy
from hamsoo.people.models.sync import ColumnMapping, DirectoryEntry, DirectoryGroup, DirectoryMember, Integration, PeopleFile
from hamsoo.people.models.unit import Unit, UnitQuerySet

__all__ = [
    "LANGUAGES",
    "ROLES_OF",
    "Account",
    "AccountManager",
    "ApiToken",
    "Assignment",
    "Audience",
    "ColumnMapping",
    "DirectoryEntry",
    "DirectoryGroup",
    "DirectoryMember",
    "DismissedHint",
    "DottedLine",
    "Endorsement",
    "Findable",
    "Integration",
    "Invitation",
    "Leave",
    "Part",
    "PartPrivacy",
    "PeopleFile",
    "Person",
    "PersonQuerySet",
    "PersonSkill",
    "PersonalDays",
    "Position",
    "ProfileItem",
    "RecordSource",
    "Role",
    "RoleHolder",
    "RoleRight",
    "Scope",
    "SignInPolicy",
    "Skill",
    "SkillDecision",
    "SkillEvidence",
    "SkillName",
    "SpokenLanguage",
    "Unit",
    "UnitNeed",
    "UnitQuerySet",
    "Vacancy",
    "leads_of_each",
    "rights_of_each",
]
