"""Pages and fragments of comments, reactions, follows and files."""

from hamsoo.threads.views.attaching import attachment, describe, upload
from hamsoo.threads.views.following import follow, following, topics, tracking, tracking_person, unfollow
from hamsoo.threads.views.talk import comment, comments, edit, mentions, preview, reactions, removal, withdrawal

__all__ = [
    "attachment",
    "comment",
    "comments",
    "describe",
    "edit",
    "follow",
    "following",
    "mentions",
    "preview",
    "reactions",
    "removal",
    "topics",
    "tracking",
    "tracking_person",
    "unfollow",
    "upload",
    "withdrawal",
]
