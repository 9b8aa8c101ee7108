"""Talking.

`conversing` makes conversations, `about` keeps channels about things, `sending` says something, `mending` changes it, `keeping` removes,
`reading` is one's own.
"""

from hamsoo.chat.actions.about import drop_about, move_about, open_about
from hamsoo.chat.actions.conversing import invite, join, leave, open_channel, remove_member, rename, start_direct, start_group
from hamsoo.chat.actions.keeping import expire, export, set_keeping
from hamsoo.chat.actions.mending import edit, fold_anew, note_outcome, pin, react, remove, unpin, withdraw_reaction
from hamsoo.chat.actions.reading import keep_draft, mark_read, mark_unread, mute, pin_conversation
from hamsoo.chat.actions.sending import send

__all__ = [
    "drop_about",
    "edit",
    "expire",
    "export",
    "fold_anew",
    "invite",
    "join",
    "keep_draft",
    "leave",
    "mark_read",
    "mark_unread",
    "move_about",
    "mute",
    "note_outcome",
    "open_about",
    "open_channel",
    "pin",
    "pin_conversation",
    "react",
    "remove",
    "remove_member",
    "rename",
    "send",
    "set_keeping",
    "start_direct",
    "start_group",
    "unpin",
    "withdraw_reaction",
]
