"""Doing things.

`systems` keeps systems, `receiving` takes their rows over, `deciding` says which records are one customer, `forgetting` erases them.
"""

from hamsoo.identity.actions.deciding import decide, put_off, retract
from hamsoo.identity.actions.forgetting import Erased, forget_records, let_in
from hamsoo.identity.actions.hooks import end_hook, make_hook_key
from hamsoo.identity.actions.marking import mark_fields
from hamsoo.identity.actions.receiving import IN_ONE_FACT, LONGEST_PAYLOAD, MOST_ROWS, Received, Row, counts_of, receive
from hamsoo.identity.actions.resolving import compare_again
from hamsoo.identity.actions.reviewing import MOST_AT_ONCE, Answer, Answered, answer, take_back_all
from hamsoo.identity.actions.systems import add_system, builtin_system, change_system, save_mapping

__all__ = [
    "IN_ONE_FACT",
    "LONGEST_PAYLOAD",
    "MOST_AT_ONCE",
    "MOST_ROWS",
    "Answer",
    "Answered",
    "Erased",
    "Received",
    "Row",
    "add_system",
    "answer",
    "builtin_system",
    "change_system",
    "compare_again",
    "counts_of",
    "decide",
    "end_hook",
    "forget_records",
    "let_in",
    "make_hook_key",
    "mark_fields",
    "put_off",
    "receive",
    "retract",
    "save_mapping",
    "take_back_all",
]
