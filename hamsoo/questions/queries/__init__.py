"""Finding questions, answers and requests. Everything is already what the person may see."""

from hamsoo.questions.queries.experts import experts_for, loads, next_experts
from hamsoo.questions.queries.gaps import Gaps, gaps
from hamsoo.questions.queries.knowable import Knowable, knowable
from hamsoo.questions.queries.paging import Cursor, Page
from hamsoo.questions.queries.questions import (
    View,
    answer,
    answers_of,
    answers_showing,
    best_answers,
    further_places,
    may_answer,
    may_read_question,
    placed,
    places,
    question,
    questions,
    thread,
    unreached,
)
from hamsoo.questions.queries.requests import (
    may_read_request,
    neighbours,
    open_request,
    request,
    request_draft,
    request_drafts,
    requests_of,
    running,
    waiting_count,
    waiting_for,
)
from hamsoo.questions.queries.similar import similar
from hamsoo.questions.queries.times import Course, Times, courses, times

__all__ = [
    "Course",
    "Cursor",
    "Gaps",
    "Knowable",
    "Page",
    "Times",
    "View",
    "answer",
    "answers_of",
    "answers_showing",
    "best_answers",
    "courses",
    "experts_for",
    "further_places",
    "gaps",
    "knowable",
    "loads",
    "may_answer",
    "may_read_question",
    "may_read_request",
    "neighbours",
    "next_experts",
    "open_request",
    "placed",
    "places",
    "question",
    "questions",
    "request",
    "request_draft",
    "request_drafts",
    "requests_of",
    "running",
    "similar",
    "thread",
    "times",
    "unreached",
    "waiting_count",
    "waiting_for",
]
