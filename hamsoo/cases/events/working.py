"""Facts about the work on a case. What was said stands in its rows; a customer stands in them as the source record."""

from django.utils.translation import gettext_lazy as _

from hamsoo.cases.events.telling import AboutCase
from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Ref, Told


class CaseOpened(AboutCase, Event, icon="folder-open", sentence=_("%(actor)s opened case %(number)s: “%(title)s”")):
    """Something is to be done for a customer."""


class CaseStateChanged(AboutCase, Event, icon="list-checks", sentence=_("Case %(number)s, “%(title)s”: %(state)s")):
    """A case is worked on, waits, or is at its end."""

    state: str
    was: str


class CaseAssigned(AboutCase, Event, icon="user-check", sentence=_("%(person)s has case %(number)s, “%(title)s”")):
    """A case is somebody's to do, or nobody's any more."""

    assignee_id: int | None
    was_id: int | None

    def told(self) -> list[Told]:
        asked = [Told(self.assignee_id, "request")] if self.assignee_id else []
        return [*asked, *(Told(pk, "case") for pk in self.told_ids if pk != self.assignee_id)]

    def settles(self) -> list[tuple[Told, Ref]]:
        return [(Told(self.was_id, "request"), Ref("case", self.case_id))] if self.was_id else []


class CasePriorityChanged(AboutCase, Event, icon="flag", sentence=_("Case %(number)s, “%(title)s”, has another priority: %(priority)s")):
    """A case is more or less urgent than it was."""

    priority: int
    was: int


class CaseEdited(AboutCase, Event, icon="pencil", sentence=_("%(actor)s changed what is kept about case %(number)s, “%(title)s”")):
    """Its subject, customer, type, fields or tags changed; `parts` says which."""

    parts: tuple[str, ...]

    def told(self) -> list[Told]:
        return []


class CaseNoted(AboutCase, Event, icon="notebook-pen", sentence=_("%(actor)s wrote a note on case %(number)s, “%(title)s”")):
    """Somebody said something about a case among colleagues."""

    note_id: int
    mentioned_ids: tuple[int, ...] = ()

    def told(self) -> list[Told]:
        named = [Told(pk, "mention") for pk in self.mentioned_ids]
        return [*named, *(Told(pk, "case") for pk in self.told_ids if pk not in self.mentioned_ids)]


class CustomerWrote(AboutCase, Event, icon="mail", sentence=_("The customer wrote in case %(number)s, “%(title)s”")):
    """There is something new of the customer in a case."""

    interaction_id: int

    def told(self) -> list[Told]:
        return [Told(pk, "answer") for pk in self.told_ids]


class CaseWatched(AboutCase, Event, icon="eye", sentence=_("%(person)s watches case %(number)s, “%(title)s”")):
    """Somebody is told what happens with a case from now on."""

    person_id: int

    def told(self) -> list[Told]:
        return [Told(self.person_id, "case")]


class CaseClosedToOthers(AboutCase, Event, icon="lock", sentence=_("%(actor)s made case %(number)s, “%(title)s”, confidential")):
    """From now on only those who are with a case read it."""


class CaseOpenedToOthers(AboutCase, Event, icon="lock-open", sentence=_("%(actor)s made case %(number)s, “%(title)s”, readable again")):
    """A case is confidential no more."""


class CaseMerged(AboutCase, Event, icon="merge", sentence=_("%(actor)s merged case %(number)s, “%(title)s”, into case %(other)s")):
    """A case is shown with another from now on; nothing was moved."""

    into_id: int


class CaseUnmerged(AboutCase, Event, icon="undo-2", sentence=_("%(actor)s took case %(number)s, “%(title)s”, out of case %(other)s again")):
    """A case stands by itself again, as it was."""

    into_id: int


class CaseSplit(AboutCase, Event, icon="split", sentence=_("%(actor)s opened case %(number)s, “%(title)s”, out of case %(other)s")):
    """Some messages of a case are a matter of their own."""

    origin_id: int


class CaseLinked(AboutCase, Event, icon="link", sentence=_("%(actor)s linked case %(number)s, “%(title)s”, with case %(other)s")):
    """One case has to do with another."""

    other_id: int
    kind: str

    def told(self) -> list[Told]:
        return []
