"""Contacts with customers: `correspondence` (what belongs together, each contact in it), `mailbox` (by which addresses we are reached)."""

from hamsoo.interactions.models.correspondence import Correspondence, Interaction
from hamsoo.interactions.models.mailbox import Mailbox, Source

__all__ = ["Correspondence", "Interaction", "Mailbox", "Source"]
