"""Doing things with cases: `working` on them, `handing` them on, `talking` about them, `tying` them together, `secrecy`."""

from hamsoo.cases.actions.answering import keep_answer, reply_with
from hamsoo.cases.actions.handing import accept, answer_as_partner, give_back, hand_off, refuse, withdraw
from hamsoo.cases.actions.kinds import keep_type
from hamsoo.cases.actions.partners import keep_partner
from hamsoo.cases.actions.promises import correct_day, end_policy, set_hours, set_policy
from hamsoo.cases.actions.queue import USUAL_LOAD, set_load_limit, set_type_skills, take_next
from hamsoo.cases.actions.replying import reply
from hamsoo.cases.actions.secrecy import close_to_others, open_to_others
from hamsoo.cases.actions.several import drop_view, go_on, keep_view, plan, start
from hamsoo.cases.actions.talking import Noted, erase_talk, note, talk_about, unwatch, watch
from hamsoo.cases.actions.tying import link, merge, split, unlink, unmerge
from hamsoo.cases.actions.working import (
    assign,
    close,
    edit,
    open,
    reopen,
    resolve,
    set_customer,
    set_priority,
    take,
    wait,
    work_on,
)

__all__ = [
    "USUAL_LOAD",
    "Noted",
    "accept",
    "answer_as_partner",
    "assign",
    "close",
    "close_to_others",
    "correct_day",
    "drop_view",
    "edit",
    "end_policy",
    "erase_talk",
    "give_back",
    "go_on",
    "hand_off",
    "keep_answer",
    "keep_partner",
    "keep_type",
    "keep_view",
    "link",
    "merge",
    "note",
    "open",
    "open_to_others",
    "plan",
    "refuse",
    "reopen",
    "reply",
    "reply_with",
    "resolve",
    "set_customer",
    "set_hours",
    "set_load_limit",
    "set_policy",
    "set_priority",
    "set_type_skills",
    "split",
    "start",
    "take",
    "take_next",
    "talk_about",
    "unlink",
    "unmerge",
    "unwatch",
    "wait",
    "watch",
    "withdraw",
    "work_on",
]
