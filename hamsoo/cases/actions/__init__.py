"""Doing things with cases: `working` on them, `handing` them on, `talking` about them, `tying` them together, `secrecy`."""

from hamsoo.cases.actions.handing import accept, answer_as_partner, give_back, hand_off, refuse, withdraw
from hamsoo.cases.actions.secrecy import close_to_others, open_to_others
from hamsoo.cases.actions.talking import Noted, note, unwatch, watch
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
    "Noted",
    "accept",
    "answer_as_partner",
    "assign",
    "close",
    "close_to_others",
    "edit",
    "give_back",
    "hand_off",
    "link",
    "merge",
    "note",
    "open",
    "open_to_others",
    "refuse",
    "reopen",
    "resolve",
    "set_customer",
    "set_priority",
    "split",
    "take",
    "unlink",
    "unmerge",
    "unwatch",
    "wait",
    "watch",
    "withdraw",
    "work_on",
]
