"""Facts about what colleagues write of themselves."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Indexed, Ref, Timeline


class ProfileEdited(Event, Indexed, Timeline, icon="user-pen", sentence=_("%(actor)s edited their profile")):
    """A colleague changed the parts of the profile that are theirs."""

    person_id: int
    fields: tuple[str, ...]

    def rereads(self) -> list[Ref]:
        return [Ref("person", self.person_id)]
