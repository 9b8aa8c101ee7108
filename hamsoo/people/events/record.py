"""Facts about the company's record of colleagues and units."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Indexed, Ref, Timeline


class UnitCreated(Event, icon="network", sentence=_("The unit “%(title)s” was created")):
    """A unit came into being; its space follows."""

    unit_id: int
    parent_id: int | None = None


class UnitChanged(Event, Timeline, icon="network", sentence=_("The unit “%(title)s” was arranged anew")):
    """A unit got another head or another place."""

    unit_id: int
    parent_id: int | None = None
    head_id: int | None = None


class PersonJoined(Event, Indexed, Timeline, icon="user-plus", sentence=_("%(title)s joined")):
    """A colleague was entered into the company's record."""

    person_id: int

    def rereads(self) -> list[Ref]:
        return [Ref("person", self.person_id)]


class PersonRecordChanged(Event, Indexed, Timeline, icon="id-card", sentence=_("The record of %(title)s changed")):
    """The company's record of a colleague changed; `fields` are names of fields, never their values."""

    person_id: int
    fields: tuple[str, ...]

    def rereads(self) -> list[Ref]:
        return [Ref("person", self.person_id)]


class PersonLeft(Event, Indexed, Timeline, icon="door-open", sentence=_("%(title)s left")):
    """A colleague does not work here any more; account, sessions and tokens ended with it."""

    person_id: int

    def rereads(self) -> list[Ref]:
        return [Ref("person", self.person_id)]


class PersonReturned(Event, Indexed, Timeline, icon="door-open", sentence=_("%(title)s works here again")):
    """A colleague who had left came back."""

    person_id: int

    def rereads(self) -> list[Ref]:
        return [Ref("person", self.person_id)]
