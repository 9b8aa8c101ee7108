"""Doing things: `talk` comments and reacts, `following` follows, `attaching` brings files."""

from hamsoo.threads.actions.attaching import attach, describe, drop_files, hand_on, sweep, upload
from hamsoo.threads.actions.following import choose, follow, follow_topic, topic_called, unfollow
from hamsoo.threads.actions.talk import (
    Said,
    close_comments,
    comment,
    edit_comment,
    react,
    remove_comment,
    withdraw_reaction,
)

__all__ = [
    "Said",
    "attach",
    "choose",
    "close_comments",
    "comment",
    "describe",
    "drop_files",
    "edit_comment",
    "follow",
    "follow_topic",
    "hand_on",
    "react",
    "remove_comment",
    "sweep",
    "topic_called",
    "unfollow",
    "upload",
    "withdraw_reaction",
]
