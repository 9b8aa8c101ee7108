"""Which facts stand in the audit log, and under which heading. A new event is added here, and nowhere else."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from hamsoo.chat import events as chat
from hamsoo.ledger.events import Event
from hamsoo.people import events as people
from hamsoo.site import events as site
from hamsoo.social import events as social
from hamsoo.spaces import events as spaces
from hamsoo.threads import events as threads

ACCESS = (
    people.SignedIn,
    people.SignInFailed,
    people.SignInSlowed,
    people.SignedOut,
    people.AccessChanged,
    people.SessionsEnded,
    people.InvitationSent,
    people.InvitationAccepted,
    people.InvitationRevoked,
    people.AccountOpened,
    people.ApiTokenCreated,
    people.ApiTokenRevoked,
    people.SignInPolicyChanged,
)
ROLES = (
    people.RoleCreated,
    people.RoleDescribed,
    people.RoleDeleted,
    people.RoleRightsChanged,
    people.RoleGiven,
    people.RoleTaken,
    spaces.RoleGranted,
    spaces.RoleGrantRevoked,
)
STRUCTURE = (
    people.UnitCreated,
    people.UnitChanged,
    people.UnitRenamed,
    people.UnitClosed,
    people.UnitReopened,
    people.PositionNamed,
    people.VacancyOpened,
    people.VacancyClosed,
    people.DottedLineDrawn,
    people.DottedLineEnded,
    people.ChangePlanned,
    people.PlanWithdrawn,
    people.AdministratorChanged,
)
FROM_OUTSIDE = (
    people.PeopleImported,
    people.HandedOver,
    people.LeftOpenClosed,
    people.IntegrationCreated,
    people.IntegrationTokenRenewed,
    people.IntegrationEnded,
    people.DirectoryGroupCreated,
    people.DirectoryGroupRenamed,
    people.DirectoryGroupRemoved,
    people.DirectoryMembersChanged,
)
PEOPLE = (people.PersonJoined, people.PersonRecordChanged, people.PersonLeft, people.PersonReturned, *STRUCTURE, *FROM_OUTSIDE)
RIGHTS = (
    *ROLES,
    spaces.GroupCreated,
    spaces.GroupArchived,
    spaces.GroupReopened,
    spaces.MemberJoined,
    spaces.MemberLeft,
    spaces.OwnerNamed,
    spaces.JoinApproved,
    spaces.JoinRefused,
)
ORDER = (
    threads.ReportDecided,
    threads.ContentRestored,
    social.ValueKept,
    chat.KeepingSet,
)
INSTALLATION = (site.BackupMade, site.BackupRestored, site.FollowupRetried, site.DeadlineRetried)

KINDS: Mapping[str, tuple[StrPromise, tuple[type[Event], ...]]] = {
    "access": (_("Signing in"), ACCESS),
    "people": (_("People and structure"), PEOPLE),
    "rights": (_("Groups and rights"), RIGHTS),
    "order": (_("Keeping order"), ORDER),
    "installation": (_("Installation"), INSTALLATION),
}


def names(kind: str = "") -> list[str]:
    """Return the names of the events of a kind, or of all."""
    return [event.name for key, (_label, events) in KINDS.items() if kind in ("", key) for event in events]
