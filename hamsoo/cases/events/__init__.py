"""Facts about cases: `working` on them, `handing` them on."""

from hamsoo.cases.events.answers import AnswerKept, AnswerUsed
from hamsoo.cases.events.handing import HandOffAccepted, HandOffAsked, HandOffRefused, HandOffReturned, HandOffWithdrawn, PartnerKept
from hamsoo.cases.events.promises import HoursSet, PolicyEnded, PolicySet, SlaMissed, SlaWarned, TypeKept
from hamsoo.cases.events.telling import AboutCase
from hamsoo.cases.events.working import (
    CaseAssigned,
    CaseClosedToOthers,
    CaseEdited,
    CaseLinked,
    CaseMerged,
    CaseNoted,
    CaseOpened,
    CaseOpenedToOthers,
    CasePriorityChanged,
    CaseSplit,
    CaseStateChanged,
    CaseUnmerged,
    CaseWatched,
    CustomerWrote,
)
from hamsoo.ledger.events import Event

__all__ = [
    "AboutCase",
    "AnswerKept",
    "AnswerUsed",
    "CaseAssigned",
    "CaseClosedToOthers",
    "CaseEdited",
    "CaseLinked",
    "CaseMerged",
    "CaseNoted",
    "CaseOpened",
    "CaseOpenedToOthers",
    "CasePriorityChanged",
    "CaseSplit",
    "CaseStateChanged",
    "CaseUnmerged",
    "CaseWatched",
    "CustomerWrote",
    "Event",
    "HandOffAccepted",
    "HandOffAsked",
    "HandOffRefused",
    "HandOffReturned",
    "HandOffWithdrawn",
    "HoursSet",
    "PartnerKept",
    "PolicyEnded",
    "PolicySet",
    "SlaMissed",
    "SlaWarned",
    "TypeKept",
]
