"""Facts about the company's record of colleagues and units."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Indexed, Ref, Timeline, Tracked

_FIELDS = {
    "role": frozenset(("position_fa", "position_en", "level", "manager")),
    "unit": frozenset(("unit",)),
    "contact": frozenset(("mail", "phone", "office_fa", "office_en")),
}
"""Which fields of the record those hear of who follow an aspect of a colleague; a corrected name is told to nobody."""


class UnitCreated(Event, icon="network", sentence=_("The unit “%(title)s” was created")):
    """A unit came into being; its space follows."""

    unit_id: int
    parent_id: int | None = None


class UnitChanged(Event, Tracked, Timeline, icon="network", sentence=_("The unit “%(title)s” was arranged anew")):
    """A unit got another head, deputy or place."""

    aspects = ("unit",)

    unit_id: int
    parent_id: int | None = None
    head_id: int | None = None
    deputy_id: int | None = None


class PersonJoined(Event, Tracked, Indexed, Timeline, icon="user-plus", sentence=_("%(title)s joined")):
    """A colleague was entered into the company's record."""

    aspects = ("unit",)

    person_id: int

    def rereads(self) -> list[Ref]:
        return [Ref("person", self.person_id)]


class PersonRecordChanged(Event, Tracked, Indexed, Timeline, icon="id-card", sentence=_("The record of %(title)s changed")):
    """The company's record of a colleague changed; `fields` are names of fields, never their values."""

    aspects = ("role", "unit", "contact")

    person_id: int
    fields: tuple[str, ...]

    def touched(self) -> list[str]:
        return [aspect for aspect, fields in _FIELDS.items() if not fields.isdisjoint(self.fields)]

    def rereads(self) -> list[Ref]:
        return [Ref("person", self.person_id)]


class PersonLeft(Event, Tracked, Indexed, Timeline, icon="door-open", sentence=_("%(title)s left")):
    """A colleague does not work here any more; account, sessions and tokens ended with it."""

    aspects = ("role", "unit")

    person_id: int

    def rereads(self) -> list[Ref]:
        return [Ref("person", self.person_id)]


class PersonReturned(Event, Tracked, Indexed, Timeline, icon="door-open", sentence=_("%(title)s works here again")):
    """A colleague who had left came back."""

    aspects = ("role", "unit")

    person_id: int

    def rereads(self) -> list[Ref]:
        return [Ref("person", self.person_id)]
