"""Doing things: `publishing` writes posts, `polls` asks by them, `announcing` has them read, `passing_on` shares them, `muting` hides."""

from hamsoo.social.actions.announcing import RemindedLately, acknowledge, remind
from hamsoo.social.actions.muting import mute, mute_words, unmute
from hamsoo.social.actions.passing_on import pin, share, unpin
from hamsoo.social.actions.polls import NewPoll, PollIsClosed, close_poll, vote
from hamsoo.social.actions.publishing import Published, edit, publish, remove
from hamsoo.social.actions.values import keep_value

__all__ = [
    "NewPoll",
    "PollIsClosed",
    "Published",
    "RemindedLately",
    "acknowledge",
    "close_poll",
    "edit",
    "keep_value",
    "mute",
    "mute_words",
    "pin",
    "publish",
    "remind",
    "remove",
    "share",
    "unmute",
    "unpin",
    "vote",
]
