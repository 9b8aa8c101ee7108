"""Doing things: `asking`, `answering` and `settling` a question; `requesting` an expert and `drafting` that; `gathering` for leads."""

from hamsoo.questions.actions.answering import answer, edit_answer, thank, withdraw_thanks
from hamsoo.questions.actions.asking import ask, edit
from hamsoo.questions.actions.drafting import Drafted, discard_request_draft, save_request_draft
from hamsoo.questions.actions.gathering import gather
from hamsoo.questions.actions.requesting import (
    accept_request,
    ask_next,
    ask_openly,
    decline_request,
    mark_seen,
    send_request,
    withdraw_request,
)
from hamsoo.questions.actions.settling import accept_answer, withdraw_acceptance

__all__ = [
    "Drafted",
    "accept_answer",
    "accept_request",
    "answer",
    "ask",
    "ask_next",
    "ask_openly",
    "decline_request",
    "discard_request_draft",
    "edit",
    "edit_answer",
    "gather",
    "mark_seen",
    "save_request_draft",
    "send_request",
    "thank",
    "withdraw_acceptance",
    "withdraw_request",
    "withdraw_thanks",
]
