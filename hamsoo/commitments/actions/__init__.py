"""Promising: `promising` makes commitments and says what became of them, `reconciling` finds one voice, `proposing` finds them in texts."""

from hamsoo.commitments.actions.deciding import add_claim, add_pair, decide, drop_claim, drop_pair, note_sent_anyway, talk
from hamsoo.commitments.actions.promising import break_, commit, keep, place, remind, withdraw
from hamsoo.commitments.actions.proposing import accept, dismiss, propose
from hamsoo.commitments.actions.reconciling import find_conflicts

__all__ = [
    "accept",
    "add_claim",
    "add_pair",
    "break_",
    "commit",
    "decide",
    "dismiss",
    "drop_claim",
    "drop_pair",
    "find_conflicts",
    "keep",
    "note_sent_anyway",
    "place",
    "propose",
    "remind",
    "talk",
    "withdraw",
]
