"""Doing things: `publishing` writes posts, `polls` asks by them, `announcing` has them read, `passing_on` shares them, `muting` hides."""

from hamsoo.social.actions.announcing import RemindedLately, acknowledge, remind
from hamsoo.social.actions.blogging import (
    ChangedElsewhere,
    Words,
    begin_draft,
    discard_draft,
    publish_draft,
    publish_due,
    save_draft,
    unschedule_draft,
)
from hamsoo.social.actions.feed_tokens import renew_feed_token, revoke_feed_token
from hamsoo.social.actions.muting import mute, mute_words, unmute
from hamsoo.social.actions.passing_on import pin, share, unpin
from hamsoo.social.actions.polls import NewPoll, PollIsClosed, close_poll, vote
from hamsoo.social.actions.publishing import Published, edit, publish, remove
from hamsoo.social.actions.values import keep_value

__all__ = [
    "ChangedElsewhere",
    "NewPoll",
    "PollIsClosed",
    "Published",
    "RemindedLately",
    "Words",
    "acknowledge",
    "begin_draft",
    "close_poll",
    "discard_draft",
    "edit",
    "keep_value",
    "mute",
    "mute_words",
    "pin",
    "publish",
    "publish_draft",
    "publish_due",
    "remind",
    "remove",
    "renew_feed_token",
    "revoke_feed_token",
    "save_draft",
    "share",
    "unmute",
    "unpin",
    "unschedule_draft",
    "vote",
]
