"""Doing things: `reading` marks notices, `choosing` says how to be told, `digests` and `mailing` plan letters, `letters` sees them out."""

from hamsoo.notices.actions.choosing import choose, set_rhythm, stop_mails, stop_mails_of
from hamsoo.notices.actions.digests import DIGEST, plan_digest, prepare_digest
from hamsoo.notices.actions.letters import confirm_letter, doubt_letter, hand_letter, leave_out_letter, put_back_letter, refuse_letter
from hamsoo.notices.actions.mailing import MAIL, hold_letter, owe_mails, send_notices
from hamsoo.notices.actions.reading import mark_all_read, mark_read, put_away

__all__ = [
    "DIGEST",
    "MAIL",
    "choose",
    "confirm_letter",
    "doubt_letter",
    "hand_letter",
    "hold_letter",
    "leave_out_letter",
    "mark_all_read",
    "mark_read",
    "owe_mails",
    "plan_digest",
    "prepare_digest",
    "put_away",
    "put_back_letter",
    "refuse_letter",
    "send_notices",
    "set_rhythm",
    "stop_mails",
    "stop_mails_of",
]
