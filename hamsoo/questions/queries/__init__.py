"""Finding questions, answers and requests. Everything is already what the person may see."""

from hamsoo.questions.queries.experts import experts_for
from hamsoo.questions.queries.paging import Cursor, Page
from hamsoo.questions.queries.questions import View, answer, answers_of, best_answers, placed, places, question, questions, thread
from hamsoo.questions.queries.requests import neighbours, open_request, request, requests_of, running, waiting_for
from hamsoo.questions.queries.similar import similar

__all__ = [
    "Cursor",
    "Page",
    "View",
    "answer",
    "answers_of",
    "best_answers",
    "experts_for",
    "neighbours",
    "open_request",
    "placed",
    "places",
    "question",
    "questions",
    "request",
    "requests_of",
    "running",
    "similar",
    "thread",
    "waiting_for",
]
