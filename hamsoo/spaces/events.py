"""Facts about groups. They stand in the group's own space, so of a secret group only its members learn anything."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Indexed, Notifies, Ref, Timeline, Told, Tracked


class GroupCreated(Event, Timeline, icon="users-round", sentence=_("%(actor)s founded the group “%(title)s”")):
    """A group came into being."""

    space_id: int
    owner_id: int


class GroupDescribed(Event, Timeline, icon="pencil", sentence=_("%(actor)s changed the name or description of “%(title)s”")):
    """A group got another name or description; `fields` are names of fields."""

    space_id: int
    fields: tuple[str, ...]


class GroupPolicyChanged(Event, Notifies, Timeline, icon="eye", sentence=_("%(actor)s changed who may see “%(title)s”: %(policy)s")):
    """A group is open, closed or secret from now on; its members are told, as it is their words that others may read now or not."""

    space_id: int
    policy: str
    member_ids: tuple[int, ...] = ()

    def told(self) -> list[Told]:
        return [Told(person_id, "group") for person_id in self.member_ids]

    def notice_subject(self) -> Ref:
        return Ref("space", self.space_id)


class GroupArchived(Event, Timeline, icon="archive", sentence=_("%(actor)s archived “%(title)s”")):
    """A group was closed for writing."""

    space_id: int


class GroupReopened(Event, Timeline, icon="archive-restore", sentence=_("%(actor)s opened “%(title)s” again")):
    """An archived group was opened for writing."""

    space_id: int


class MemberJoined(Event, Tracked, Notifies, Timeline, icon="user-plus", sentence=_("%(person)s is now in “%(title)s”")):
    """Somebody joined, or was added by an owner, who is then the actor."""

    aspects = ("members",)

    space_id: int
    person_id: int

    def told(self) -> list[Told]:
        return [Told(self.person_id, "group")]


class MemberLeft(Event, Tracked, Timeline, icon="user-minus", sentence=_("%(person)s is no longer in “%(title)s”")):
    """Somebody left, or was removed by an owner, who is then the actor."""

    aspects = ("members",)

    space_id: int
    person_id: int


class OwnerNamed(Event, Notifies, Timeline, icon="shield", sentence=_("%(person)s now looks after “%(title)s”")):
    """A member became an owner."""

    space_id: int
    person_id: int

    def told(self) -> list[Told]:
        return [Told(self.person_id, "group")]


class JoinRequested(Event, Notifies, icon="door-open", sentence=_("%(person)s asks to join “%(title)s”")):
    """Somebody asked the owners of a closed group to be let in."""

    space_id: int
    person_id: int
    join_request_id: int
    owner_ids: tuple[int, ...]

    def told(self) -> list[Told]:
        return [Told(owner_id, "join") for owner_id in self.owner_ids]

    def notice_subject(self) -> Ref:
        return Ref("join_request", self.join_request_id)


class JoinApproved(Event, Tracked, Notifies, Timeline, icon="user-plus", sentence=_("%(person)s is now in “%(title)s”")):
    """An owner let somebody in; the other owners need not decide any more."""

    aspects = ("members",)

    space_id: int
    person_id: int
    join_request_id: int
    owner_ids: tuple[int, ...]

    def told(self) -> list[Told]:
        return [Told(self.person_id, "group")]

    def settles(self) -> list[tuple[Told, Ref]]:
        return [(Told(owner_id, "join"), Ref("join_request", self.join_request_id)) for owner_id in self.owner_ids]


class JoinRefused(Event, Notifies, icon="door-closed", sentence=_("%(person)s was not let into “%(title)s”")):
    """An owner did not let somebody in."""

    space_id: int
    person_id: int
    join_request_id: int
    owner_ids: tuple[int, ...]

    def told(self) -> list[Told]:
        return [Told(self.person_id, "group")]

    def settles(self) -> list[tuple[Told, Ref]]:
        return [(Told(owner_id, "join"), Ref("join_request", self.join_request_id)) for owner_id in self.owner_ids]


class GroupInvited(Event, Notifies, icon="mail-plus", sentence=_("%(actor)s invites %(person)s into “%(title)s”")):
    """Somebody was asked into a group."""

    space_id: int
    person_id: int
    invitation_id: int

    def told(self) -> list[Told]:
        return [Told(self.person_id, "invitation")]

    def notice_subject(self) -> Ref:
        return Ref("group_invitation", self.invitation_id)


class _AnInvitation:
    """What all facts that end an invitation have in common."""

    person_id: int
    invitation_id: int

    def settles(self) -> list[tuple[Told, Ref]]:
        return [(Told(self.person_id, "invitation"), Ref("group_invitation", self.invitation_id))]


class InvitationAccepted(
    _AnInvitation, Event, Tracked, Notifies, Timeline, icon="user-plus", sentence=_("%(person)s is now in “%(title)s”")
):
    """Somebody came into a group that they were asked into; who asked is told."""

    aspects = ("members",)

    space_id: int
    person_id: int
    invitation_id: int
    by_id: int

    def told(self) -> list[Told]:
        return [Told(self.by_id, "group")]


class InvitationDeclined(
    _AnInvitation, Event, Notifies, icon="door-closed", sentence=_("%(person)s does not want to come into “%(title)s”")
):
    """Somebody did not want to come into a group; who asked is told."""

    space_id: int
    person_id: int
    invitation_id: int
    by_id: int

    def told(self) -> list[Told]:
        return [Told(self.by_id, "group")]


class InvitationWithdrawn(_AnInvitation, Event, Notifies, icon="mail-x", sentence=_("%(actor)s took the invitation of %(person)s back")):
    """Somebody is not asked into a group any more."""

    space_id: int
    person_id: int
    invitation_id: int

    def told(self) -> list[Told]:
        return []


class OwnerResigned(Event, Timeline, icon="shield-off", sentence=_("%(person)s no longer looks after “%(title)s”")):
    """An owner became a member like the others."""

    space_id: int
    person_id: int


class ResourceAdded(Event, Timeline, icon="link", sentence=_("%(actor)s put something at hand in “%(title)s”")):
    """A link was put among what a group or a unit keeps at hand."""

    space_id: int
    resource_id: int


class ResourceRemoved(Event, Timeline, icon="unlink", sentence=_("%(actor)s took something away that “%(title)s” kept at hand")):
    """A link was taken away from what a group or a unit keeps at hand."""

    space_id: int
    resource_id: int


GroupFact = (
    GroupCreated
    | GroupDescribed
    | GroupPolicyChanged
    | GroupArchived
    | GroupReopened
    | MemberJoined
    | MemberLeft
    | OwnerNamed
    | JoinRequested
    | JoinApproved
    | JoinRefused
    | GroupInvited
    | InvitationAccepted
    | InvitationDeclined
    | InvitationWithdrawn
    | OwnerResigned
    | ResourceAdded
    | ResourceRemoved
)


class RoleGranted(Event, icon="shield-plus", sentence=_("%(actor)s let the role “%(role)s” into “%(title)s”")):
    """A role got a right in a space and those below it; `level` is the number of `Level`."""

    space_id: int
    role_id: int
    level: int


class RoleGrantRevoked(Event, icon="shield-minus", sentence=_("%(actor)s took the role “%(role)s” out of “%(title)s”")):
    """A role has no right of its own in a space any more."""

    space_id: int
    role_id: int


class ReadingChanged(Event, icon="eye", sentence=_("What stands in “%(title)s” is now read by everybody, or by everybody no more")):
    """Every colleague reads a space with those below it from now on, or not every one any more: what stands there is read again."""

    space_id: int
    is_open: bool


class PlacedReread(Event, Indexed, icon="refresh-cw", sentence=_("A part of what stands in “%(title)s” is read again")):
    """A part of what stands in a space, or below it, up to the placement `until`; the next part follows from it."""

    space_id: int
    until: int
    types: tuple[str, ...]
    ids: tuple[int, ...]

    def rereads(self) -> list[Ref]:
        return [Ref(type_, object_id) for type_, object_id in zip(self.types, self.ids, strict=True)]
