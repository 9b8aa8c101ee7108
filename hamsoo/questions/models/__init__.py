"""What questions keep: `asking` has questions and answers, `requesting` the requests to experts."""

from hamsoo.questions.models.asking import Acceptance, Answer, Closure, Question, Thanks
from hamsoo.questions.models.requesting import Ask, Request

__all__ = ["Acceptance", "Answer", "Ask", "Closure", "Question", "Request", "Thanks"]
