"""Facts about comments, reactions, follows and files."""

from hamsoo.threads.events.attaching import FilesAttached
from hamsoo.threads.events.following import FollowChosen, Followed, Unfollowed
from hamsoo.threads.events.moderating import ContentReported, ContentRestored, ReportDecided
from hamsoo.threads.events.naming import NamesForgotten, ThingsNamed
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
    "ContentReported",
    "ContentRestored",
    "FilesAttached",
    "FollowChosen",
    "Followed",
    "NamesForgotten",
    "ReactionGiven",
    "ReactionWithdrawn",
    "ReportDecided",
    "ThingsNamed",
    "Unfollowed",
]
