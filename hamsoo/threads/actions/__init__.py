"""Doing things: `talk` comments and reacts, `following` follows."""

from hamsoo.threads.actions.following import choose, follow, follow_topic, unfollow
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
    "choose",
    "close_comments",
    "comment",
    "edit_comment",
    "follow",
    "follow_topic",
    "react",
    "remove_comment",
    "unfollow",
    "withdraw_reaction",
]
