"""Facts about promises of time: what is promised, what is nearly used up, and what was missed."""

from django.utils.translation import gettext_lazy as _

from hamsoo.cases.events.telling import AboutCase
from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Ref, Told


class SlaWarned(
    AboutCase, Event, icon="clock-alert", sentence=_("Case %(number)s, “%(title)s”: %(share)s of the time is used (%(target)s)")
):
    """A share of a target is used up, and there is still time; told to those whom the policy names."""

    target: str
    scope: str
    percent: int

    def told(self) -> list[Told]:
        return [Told(pk, "promise") for pk in self.told_ids]

    def rereads(self) -> list[Ref]:
        return []


class SlaMissed(AboutCase, Event, icon="alarm-clock-off", sentence=_("Case %(number)s, “%(title)s”, is late (%(target)s)")):
    """A target was not kept; told to those whom the policy names."""

    target: str
    scope: str
    percent: int

    def told(self) -> list[Told]:
        return [Told(pk, "promise") for pk in self.told_ids]

    def rereads(self) -> list[Ref]:
        return []


class PolicySet(Event, icon="timer", sentence=_("%(actor)s changed how soon cases are dealt with")):
    """A promise of time holds from now on, as a new one or in another version."""

    policy_id: int
    version_id: int


class PolicyEnded(Event, icon="timer-off", sentence=_("%(actor)s ended a promise of how soon cases are dealt with")):
    """A promise of time holds no more."""

    policy_id: int


class HoursSet(Event, icon="calendar-clock", sentence=_("%(actor)s changed the hours in which cases are dealt with")):
    """The organisation, or a unit, works by another calendar from a moment on."""

    unit_id: int | None


class TypeKept(Event, icon="tags", sentence=_("%(actor)s changed the types of cases")):
    """Cases can be of a type, with these fields, or of it no more."""

    type_id: int
    is_new: bool
    is_active: bool
