"""Facts about comments, reactions and follows."""

from hamsoo.threads.events.following import FollowChosen, Followed, Unfollowed
from hamsoo.threads.events.talk import (
    CommentAdded,
    CommentEdited,
    CommentRemoved,
    CommentsClosed,
    ReactionGiven,
    ReactionWithdrawn,
)

__all__ = [
    "CommentAdded",
    "CommentEdited",
    "CommentRemoved",
    "CommentsClosed",
    "FollowChosen",
    "Followed",
    "ReactionGiven",
    "ReactionWithdrawn",
    "Unfollowed",
]
