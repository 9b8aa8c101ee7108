"""Doing things: `talk` comments and reacts, `following` follows, `attaching` brings files."""

from hamsoo.threads.actions.attaching import attach, describe, drop_files, hand_on, sweep, take_in, upload
from hamsoo.threads.actions.following import choose, follow, follow_topic, topic_called, unfollow
from hamsoo.threads.actions.keeping import bookmark, let_go
from hamsoo.threads.actions.linking import look_at_link, want_preview
from hamsoo.threads.actions.moderating import decide, report, restore
from hamsoo.threads.actions.naming import forget_names, note_named
from hamsoo.threads.actions.talk import (
    Said,
    close_comments,
    comment,
    drop_reactions,
    edit_comment,
    react,
    remove_comment,
    withdraw_reaction,
)

__all__ = [
    "Said",
    "attach",
    "bookmark",
    "choose",
    "close_comments",
    "comment",
    "decide",
    "describe",
    "drop_files",
    "drop_reactions",
    "edit_comment",
    "follow",
    "follow_topic",
    "forget_names",
    "hand_on",
    "let_go",
    "look_at_link",
    "note_named",
    "react",
    "remove_comment",
    "report",
    "restore",
    "sweep",
    "take_in",
    "topic_called",
    "unfollow",
    "upload",
    "want_preview",
    "withdraw_reaction",
]
