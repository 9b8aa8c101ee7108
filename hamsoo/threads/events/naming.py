"""Facts about what texts name."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Indexed, Ref, Timeline, Tracked


class ThingsNamed(Event, Tracked, Timeline, icon="at-sign", sentence=_("%(actor)s wrote of it: “%(title)s”")):
    """A text names things, its objects, that it did not name when it was written, or that stand in a conversation."""

    aspects = ("posts",)
    heard_as = ()

    target_type: str
    target_id: int

    @property
    def target(self) -> Ref:
        """Return what the text belongs to."""
        return Ref(self.target_type, self.target_id)


class NamesForgotten(Event, Indexed, icon="eraser", sentence=_("A name was taken out of a text")):
    """A text named what was forgotten: its words have gone there too."""

    target_type: str
    target_id: int

    def rereads(self) -> Sequence[Ref]:
        return [Ref(self.target_type, self.target_id)]
