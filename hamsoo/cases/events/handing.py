"""Facts about handing a case on. Why, and what is needed, stands in the hand-off."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from hamsoo.cases.events.telling import AboutCase
from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Ref, Told


@dataclass(frozen=True, kw_only=True)
class _AboutHandOff(AboutCase):
    """Names who asked, who is asked, and what it is about."""

    hand_off_id: int
    to_unit_id: int | None
    to_partner_id: int | None
    asked_by_id: int
    # Who leads the unit that is asked.
    leader_ids: tuple[int, ...] = ()

    def told(self) -> list[Told]:
        others = [Told(pk, "case") for pk in self.told_ids if pk != self.asked_by_id]
        return [Told(self.asked_by_id, "answer"), *others]


class HandOffAsked(
    _AboutHandOff, Event, icon="arrow-left-right", sentence=_("%(unit)s asks %(to)s to take over case %(number)s: “%(title)s”")
):
    """A unit asks another, or a partner, to take a case over."""

    def told(self) -> list[Told]:
        asked = [Told(pk, "handover") for pk in self.leader_ids]
        return [*asked, *(Told(pk, "case") for pk in self.told_ids if pk not in self.leader_ids)]


class _Answered(_AboutHandOff):
    def settles(self) -> list[tuple[Told, Ref]]:
        return [(Told(pk, "handover"), Ref("case", self.case_id)) for pk in self.leader_ids]


class HandOffAccepted(_Answered, Event, icon="circle-check", sentence=_("%(to)s took over case %(number)s, “%(title)s”")):
    """The case is theirs from now on."""


class HandOffRefused(_Answered, Event, icon="circle-x", sentence=_("%(to)s does not take over case %(number)s, “%(title)s”")):
    """The case stays with the unit that asked."""


class HandOffWithdrawn(_Answered, Event, icon="undo-2", sentence=_("%(unit)s does not hand case %(number)s, “%(title)s”, on any more")):
    """The unit that asked keeps the case."""


class HandOffReturned(_AboutHandOff, Event, icon="corner-up-left", sentence=_("%(to)s gave case %(number)s, “%(title)s”, back")):
    """Who had taken a case over gave it back; it is the former unit's again."""


class PartnerKept(Event, icon="handshake", sentence=_("%(actor)s changed the partners that cases are handed to")):
    """Cases can be handed to a partner, under this name and address, or to it no more."""

    partner_id: int
    is_new: bool
    is_active: bool
