"""Pages and fragments of comments, reactions, follows and files."""

from hamsoo.threads.views.attaching import attachment, describe, upload
from hamsoo.threads.views.following import follow, following, topics, tracking, tracking_person, unfollow
from hamsoo.threads.views.keeping import bookmark, bookmarks, decision, moderation, report, reporting, restoring
from hamsoo.threads.views.talk import comment, comments, edit, mentions, preview, reactions, removal, withdrawal

__all__ = [
    "attachment",
    "bookmark",
    "bookmarks",
    "comment",
    "comments",
    "decision",
    "describe",
    "edit",
    "follow",
    "following",
    "mentions",
    "moderation",
    "preview",
    "reactions",
    "removal",
    "report",
    "reporting",
    "restoring",
    "topics",
    "tracking",
    "tracking_person",
    "unfollow",
    "upload",
    "withdrawal",
]
