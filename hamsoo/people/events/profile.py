"""Facts about what colleagues write of themselves."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Indexed, Ref, Timeline, Tracked


class ProfileEdited(Event, Tracked, Indexed, Timeline, icon="user-pen", sentence=_("%(actor)s edited their profile")):
    """A colleague changed parts of the profile that all colleagues see; `fields` are names of parts, never what they say."""

    aspects = ("profile", "contact")

    person_id: int
    fields: tuple[str, ...]

    def rereads(self) -> list[Ref]:
        return [Ref("person", self.person_id)]

    def touched(self) -> list[str]:
        contact = ["contact"] if "reach" in self.fields else []
        return contact if set(self.fields) == {"reach"} else ["profile", *contact]


class PrivatePartEdited(Event, icon="user-pen", sentence=_("%(actor)s edited a part of their profile that not everyone sees")):
    """A colleague changed parts of the profile that not all colleagues see: nobody is told, and nothing is found by it."""

    person_id: int
    fields: tuple[str, ...]


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
