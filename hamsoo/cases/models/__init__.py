"""Cases: `case` (what is to be done, and every phase of it), `hand_offs`, `ties` (watchers, notes, links, merges), `kinds`."""

from hamsoo.cases.models.case import Case, CaseQuerySet, Partner, Phase
from hamsoo.cases.models.hand_offs import HandOff
from hamsoo.cases.models.kinds import CaseType, Macro
from hamsoo.cases.models.policies import CaseDue, Hours, SlaPolicy, SlaTold, SlaVersion
from hamsoo.cases.models.ties import CaseLink, Merge, Note, SplitMessage, Watcher

__all__ = [
    "Case",
    "CaseDue",
    "CaseLink",
    "CaseQuerySet",
    "CaseType",
    "HandOff",
    "Hours",
    "Macro",
    "Merge",
    "Note",
    "Partner",
    "Phase",
    "SlaPolicy",
    "SlaTold",
    "SlaVersion",
    "SplitMessage",
    "Watcher",
]
