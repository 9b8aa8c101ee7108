"""Facts about who follows what. They say what was chosen, so that notices can be told again as they were.

Whether the follower is named to the followed is left out: it changes nothing that anybody is told.
"""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event


class Followed(Event, version=2, icon="radar", sentence=_("%(actor)s follows “%(title)s”")):
    """Somebody began to follow a thing or a colleague; `aspects` None means all, `delivery` is now, daily, weekly or quiet."""

    target_type: str
    target_id: int
    aspects: tuple[str, ...] | None = None
    delivery: str = "now"


class FollowChosen(Event, icon="radar", sentence=_("%(actor)s chose what to hear of “%(title)s”")):
    """Somebody changed what they hear of what they follow, or when; the fields say what holds from now on."""

    target_type: str
    target_id: int
    aspects: tuple[str, ...] | None = None
    delivery: str = "now"


class Unfollowed(Event, icon="radar", sentence=_("%(actor)s no longer follows “%(title)s”")):
    """Somebody stopped following."""

    target_type: str
    target_id: int
