"""Pages and fragments of comments, reactions and follows."""

from hamsoo.threads.views.following import follow, following, topics, tracking, tracking_person, unfollow
from hamsoo.threads.views.talk import comment, comments, edit, mentions, reactions, removal, withdrawal

__all__ = [
    "comment",
    "comments",
    "edit",
    "follow",
    "following",
    "mentions",
    "reactions",
    "removal",
    "topics",
    "tracking",
    "tracking_person",
    "unfollow",
    "withdrawal",
]
