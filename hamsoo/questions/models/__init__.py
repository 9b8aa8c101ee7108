"""What is kept: `asking` questions and answers, `requesting` and `drafting` requests to experts, `gaps` what nobody knows."""

from hamsoo.questions.models.asking import Acceptance, Answer, Closure, Question, Thanks
from hamsoo.questions.models.drafting import RequestDraft
from hamsoo.questions.models.gaps import SPAN, YEAR, AskedTopic, Gathering, SkillShare
from hamsoo.questions.models.requesting import Ask, Request

__all__ = [
    "SPAN",
    "YEAR",
    "Acceptance",
    "Answer",
    "Ask",
    "AskedTopic",
    "Closure",
    "Gathering",
    "Question",
    "Request",
    "RequestDraft",
    "SkillShare",
    "Thanks",
]
