"""Doing things: `reading` marks notices, `choosing` says how to be told, `digests` and `mailing` plan letters, `letters` sees them out."""

from hamsoo.notices.actions.answering import take_answer
from hamsoo.notices.actions.choosing import choose, set_rhythm, stop_mails, stop_mails_of
from hamsoo.notices.actions.devices import add_device, choose_pushes, note_delivery, remove_device
from hamsoo.notices.actions.digests import DIGEST, plan_digest, prepare_digest
from hamsoo.notices.actions.letters import confirm_letter, doubt_letter, hand_letter, leave_out_letter, put_back_letter, refuse_letter
from hamsoo.notices.actions.mailing import MAIL, hold_letter, owe_mails, send_notices
from hamsoo.notices.actions.pushing import owe_pushes
from hamsoo.notices.actions.reading import mark_all_read, mark_read, put_away

__all__ = [
    "DIGEST",
    "MAIL",
    "add_device",
    "choose",
    "choose_pushes",
    "confirm_letter",
    "doubt_letter",
    "hand_letter",
    "hold_letter",
    "leave_out_letter",
    "mark_all_read",
    "mark_read",
    "note_delivery",
    "owe_mails",
    "owe_pushes",
    "plan_digest",
    "prepare_digest",
    "put_away",
    "put_back_letter",
    "refuse_letter",
    "remove_device",
    "send_notices",
    "set_rhythm",
    "stop_mails",
    "stop_mails_of",
    "take_answer",
]
