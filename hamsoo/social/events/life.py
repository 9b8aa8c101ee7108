"""Facts about what happens to a post after it was published."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Notifies, Ref, Told


@dataclass(frozen=True, kw_only=True)
class _OfAPost:
    post_id: int


class AnnouncementRead(_OfAPost, Event, icon="check-check", sentence=_("%(actor)s has read “%(title)s”")):
    """A colleague said that they have read an announcement."""


class AnnouncementReminded(_OfAPost, Event, Notifies, icon="bell-ring", sentence=_("%(actor)s asks you to read “%(title)s”")):
    """Those who had not read an announcement were asked to."""

    person_ids: tuple[int, ...]

    def told(self) -> Sequence[Told]:
        return [Told(person_id, "reminder") for person_id in self.person_ids]

    def notice_subject(self) -> Ref:
        return Ref("post", self.post_id)


class PollVoted(_OfAPost, Event, icon="vote", sentence=_("%(actor)s voted on “%(title)s”")):
    """Somebody voted, or changed their vote. Of an anonymous poll the system states it, and no option: nobody can be told from it."""

    option_ids: tuple[int, ...] = ()


class PollClosed(_OfAPost, Event, icon="vote", sentence=_("%(actor)s closed the poll “%(title)s”")):
    """No more votes count from now on."""


class PostPinned(_OfAPost, Event, icon="pin", sentence=_("%(actor)s pinned “%(title)s”")):
    """A post stands on top of a space from now on."""

    space_id: int


class PostUnpinned(_OfAPost, Event, icon="pin-off", sentence=_("%(actor)s unpinned “%(title)s”")):
    """A post stands on top of a space no longer."""

    space_id: int


class ValueKept(Event, icon="gem", sentence=_("%(actor)s changed the values of the organisation")):
    """A value was added, named anew, retired or taken up again."""

    value_id: int
    is_retired: bool = False
