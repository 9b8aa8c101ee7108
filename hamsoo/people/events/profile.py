"""Facts about what colleagues write of themselves."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Indexed, Ref, Timeline, Tracked

_ASPECTS = {"reach": "contact", "customers": "customers"}


class ProfileEdited(Event, Tracked, Indexed, Timeline, icon="user-pen", sentence=_("%(actor)s edited their profile")):
    """A colleague changed parts of the profile that all colleagues see; `fields` are names of parts, never what they say."""

    aspects = ("profile", "contact", "customers")

    person_id: int
    fields: tuple[str, ...]

    def rereads(self) -> list[Ref]:
        return [Ref("person", self.person_id)]

    def touched(self) -> list[str]:
        return list(dict.fromkeys(_ASPECTS.get(part, "profile") for part in self.fields))


class PrivatePartEdited(Event, icon="user-pen", sentence=_("%(actor)s edited a part of their profile that not everyone sees")):
    """A colleague changed parts of the profile that not all colleagues see: nobody is told, and nothing is found by it."""

    person_id: int
    fields: tuple[str, ...]


class CustomersRecorded(
    Event, Tracked, Indexed, Timeline, icon="building-2", sentence=_("The company's record of the customers of %(title)s changed")
):
    """The company's record names other customers of a colleague; `is_shown` when all colleagues see what changed of them."""

    aspects = ("customers",)

    person_id: int
    is_shown: bool

    def touched(self) -> list[str]:
        return list(self.aspects) if self.is_shown else []

    def rereads(self) -> list[Ref]:
        return [Ref("person", self.person_id)]


class PartShownTo(Event, Indexed, icon="eye", sentence=_("%(actor)s chose who sees a part of their profile")):
    """A colleague chose the audience of a part: `everyone`, `unit` or `me`."""

    person_id: int
    part: str
    audience: str

    def rereads(self) -> list[Ref]:
        return [Ref("person", self.person_id)]


class LeaveEntered(Event, icon="palmtree", sentence=_("%(actor)s entered leave")):
    """A colleague will not work on some days. Which days stands in the row."""

    person_id: int
    leave_id: int


class LeaveCancelled(Event, icon="calendar-x", sentence=_("%(actor)s cancelled leave")):
    """A colleague works on days after all that had been entered as leave."""

    person_id: int
    leave_id: int
