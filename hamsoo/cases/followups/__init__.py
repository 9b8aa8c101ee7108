"""What follows from facts about cases and from contacts: `promises` keeps watch over their clocks."""

from hamsoo.cases.followups import promises

__all__ = ["promises"]
