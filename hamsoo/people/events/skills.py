"""Facts about what people are good at."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Indexed, Ref, Timeline, Tracked


class SkillDeclared(Event, Tracked, Indexed, Timeline, icon="sparkles", sentence=_("%(actor)s added the skill “%(title)s”")):
    """A colleague said to have a skill."""

    aspects = ("skills",)

    person_id: int
    skill_id: int

    def rereads(self) -> list[Ref]:
        return [Ref("person", self.person_id)]


class SkillWithdrawn(Event, Indexed, icon="minus", sentence=_("%(actor)s removed the skill “%(title)s”")):
    """A colleague took a skill from their profile."""

    person_id: int
    skill_id: int

    def rereads(self) -> list[Ref]:
        return [Ref("person", self.person_id)]


class SkillEndorsed(Event, Tracked, Indexed, Timeline, icon="thumbs-up", sentence=_("%(actor)s endorsed “%(title)s”")):
    """A colleague confirmed somebody's skill."""

    aspects = ("skills",)

    person_id: int
    skill_id: int

    def rereads(self) -> list[Ref]:
        return [Ref("person", self.person_id)]


class EndorsementWithdrawn(Event, Indexed, icon="minus", sentence=_("%(actor)s took back the word for “%(title)s”")):
    """A colleague does not confirm somebody's skill any more."""

    person_id: int
    skill_id: int

    def rereads(self) -> list[Ref]:
        return [Ref("person", self.person_id)]


class SkillsArranged(Event, icon="tags", sentence=_("%(actor)s put the skill “%(title)s” in order")):
    """Skills were merged, renamed, named, split, hidden or put under a broader one, or this was undone; `kind` is the decision's.

    Whoever has one of them is read again: see `HoldersReread`.
    """

    decision_id: int
    kind: str
    skill_ids: tuple[int, ...]


class HoldersReread(Event, Indexed, icon="refresh-cw", sentence=_("A part of those who have the skill “%(title)s” is read again")):
    """A part of those who have skills that were put in order, in the order of their ids; the next part follows from it."""

    skill_ids: tuple[int, ...]
    person_ids: tuple[int, ...]

    def rereads(self) -> list[Ref]:
        return [Ref("person", person_id) for person_id in self.person_ids]


class UnitNeedSet(Event, icon="target", sentence=_("%(actor)s said what “%(title)s” needs")):
    """The head of a unit said how many people with a skill it needs; nobody, when it needs it no more."""

    unit_id: int
    skill_id: int
    wanted_count: int
    wanted_level: int
