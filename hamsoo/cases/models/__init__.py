"""Cases: `case` (what is to be done, and every phase of it), `hand_offs`, `ties` (watchers, notes, links, merges), `kinds`, `answers`."""

from hamsoo.cases.models.answers import AnswerUse, ReadyAnswer, ReadyAnswerVersion
from hamsoo.cases.models.case import Case, CaseQuerySet, Partner, Phase
from hamsoo.cases.models.hand_offs import HandOff
from hamsoo.cases.models.imported import ImportedCase
from hamsoo.cases.models.kinds import CaseType
from hamsoo.cases.models.lists import BulkRun, SavedView
from hamsoo.cases.models.policies import CaseDue, Hours, SlaPolicy, SlaTold, SlaVersion
from hamsoo.cases.models.queues import LoadLimit, TypeSkill
from hamsoo.cases.models.ties import CaseLink, Merge, Note, SplitMessage, Watcher

__all__ = [
    "AnswerUse",
    "BulkRun",
    "Case",
    "CaseDue",
    "CaseLink",
    "CaseQuerySet",
    "CaseType",
    "HandOff",
    "Hours",
    "ImportedCase",
    "LoadLimit",
    "Merge",
    "Note",
    "Partner",
    "Phase",
    "ReadyAnswer",
    "ReadyAnswerVersion",
    "SavedView",
    "SlaPolicy",
    "SlaTold",
    "SlaVersion",
    "SplitMessage",
    "TypeSkill",
    "Watcher",
]
