"""Cases: `case` (what is to be done, and every phase of it), `hand_offs`, `ties` (watchers, notes, links, merges), `kinds`."""

from hamsoo.cases.models.case import Case, CaseQuerySet, Partner, Phase
from hamsoo.cases.models.hand_offs import HandOff
from hamsoo.cases.models.kinds import CaseType, Macro
from hamsoo.cases.models.ties import CaseLink, Merge, Note, SplitMessage, Watcher

__all__ = [
    "Case",
    "CaseLink",
    "CaseQuerySet",
    "CaseType",
    "HandOff",
    "Macro",
    "Merge",
    "Note",
    "Partner",
    "Phase",
    "SplitMessage",
    "Watcher",
]
