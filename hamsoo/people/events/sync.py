"""Facts about people who come from outside, the programs that bring them, and what leavers leave behind."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Notifies, Ref, Timeline, Told


class PeopleImported(Event, icon="file-input", sentence=_("%(actor)s took over people from %(source)s")):
    """A file or a directory was taken over; `source` is file, ldap or command, each change is a fact of its own."""

    source: str
    joined_count: int
    changed_count: int
    left_count: int


class IntegrationCreated(Event, icon="plug", sentence=_("%(actor)s let the program “%(title)s” write people")):
    """A program got a token with which it may write the company's record."""

    integration_id: int


class IntegrationTokenRenewed(Event, icon="key-round", sentence=_("%(actor)s renewed the token of “%(title)s”")):
    """A program got another token; the earlier one ends soon."""

    integration_id: int


class IntegrationEnded(Event, icon="plug-zap", sentence=_("%(actor)s ended the access of “%(title)s”")):
    """A program may not write people any more."""

    integration_id: int


class DirectoryGroupCreated(Event, icon="folder-plus", sentence=_("The directory has a new group, “%(title)s”")):
    """A group of the company's directory is known here."""

    group_id: int


class DirectoryGroupRenamed(Event, icon="folder-pen", sentence=_("The directory calls a group “%(title)s” now")):
    """A group of the directory got another name."""

    group_id: int


class DirectoryGroupRemoved(Event, icon="folder-minus", sentence=_("The directory removed a group")):
    """A group of the directory is gone, and with it what it brought its members."""

    group_id: int


class DirectoryMembersChanged(Event, icon="users", sentence=_("The members of the group “%(title)s” of the directory changed")):
    """People came into a group of the directory, or are in it no more."""

    group_id: int
    joined_ids: tuple[int, ...]
    left_ids: tuple[int, ...]


class HandoverDue(Event, Notifies, icon="package-open", sentence=_("What %(title)s left open waits for somebody")):
    """Somebody left whose open things have to be handed over; whom they reported to is told."""

    person_id: int
    manager_id: int | None = None
    open_count: int

    def told(self) -> list[Told]:
        return [Told(self.manager_id, "handover")] if self.manager_id else []

    def notice_subject(self) -> Ref:
        return Ref("person", self.person_id)


class HandedOver(Event, Notifies, Timeline, icon="package-check", sentence=_("%(actor)s gave %(person)s what was with %(title)s")):
    """Something that a leaver had open is somebody else's now; `kind` and `object_id` say what."""

    person_id: int
    to_id: int
    kind: str
    object_id: int
    says_itself: bool = False

    def told(self) -> list[Told]:
        return [] if self.says_itself else [Told(self.to_id, "handover")]

    def notice_subject(self) -> Ref:
        return Ref("person", self.person_id)


class LeftOpenClosed(Event, Timeline, icon="archive", sentence=_("%(actor)s closed what %(title)s left open")):
    """Something that a leaver had open is nobody's any more; `kind` and `object_id` say what."""

    person_id: int
    kind: str
    object_id: int
