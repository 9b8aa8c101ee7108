"""Posts with what happens to them, and the feed: a projection of the log."""

from hamsoo.social.models.draft import Draft, DraftQuerySet, FeedToken
from hamsoo.social.models.feed import FeedItem
from hamsoo.social.models.life import Pin, PostVersion, Receipt
from hamsoo.social.models.muting import Mute
from hamsoo.social.models.poll import Poll, PollOption, Vote
from hamsoo.social.models.post import Post, PostQuerySet, Praise
from hamsoo.social.models.value import Value

__all__ = [
    "Draft",
    "DraftQuerySet",
    "FeedItem",
    "FeedToken",
    "Mute",
    "Pin",
    "Poll",
    "PollOption",
    "Post",
    "PostQuerySet",
    "PostVersion",
    "Praise",
    "Receipt",
    "Value",
    "Vote",
]
