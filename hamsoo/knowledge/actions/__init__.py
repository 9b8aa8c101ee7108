"""Keeping what is known: `writing` articles, `agreeing` on terms."""

from hamsoo.knowledge.actions.agreeing import agree, change_term, propose_term, remove_term
from hamsoo.knowledge.actions.writing import REVIEW, edit, hide, publish, review, tell_review_due, write

__all__ = [
    "REVIEW",
    "agree",
    "change_term",
    "edit",
    "hide",
    "propose_term",
    "publish",
    "remove_term",
    "review",
    "tell_review_due",
    "write",
]
