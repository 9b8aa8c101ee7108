"""What follows from facts about cases and from contacts: `contacts` opens cases, `promises` keeps watch over their clocks."""

from hamsoo.cases.followups import contacts, promises

__all__ = ["contacts", "promises"]
