"""Doing things: `reading` marks notices, `choosing` says how to be told, `digests` plans letters and `letters` sees them out."""

from hamsoo.notices.actions.choosing import choose, set_rhythm, stop_mails
from hamsoo.notices.actions.digests import DIGEST, plan_digest, prepare_digest
from hamsoo.notices.actions.letters import confirm_letter, doubt_letter, hand_letter, leave_out_letter, put_back_letter, refuse_letter
from hamsoo.notices.actions.reading import mark_all_read, mark_read, put_away

__all__ = [
    "DIGEST",
    "choose",
    "confirm_letter",
    "doubt_letter",
    "hand_letter",
    "leave_out_letter",
    "mark_all_read",
    "mark_read",
    "plan_digest",
    "prepare_digest",
    "put_away",
    "put_back_letter",
    "refuse_letter",
    "set_rhythm",
    "stop_mails",
]
