"""Posts, and the feed: a projection of the log."""

from hamsoo.social.models.feed import FeedItem
from hamsoo.social.models.muting import Mute
from hamsoo.social.models.post import Post, PostQuerySet, Praise

__all__ = ["FeedItem", "Mute", "Post", "PostQuerySet", "Praise"]
