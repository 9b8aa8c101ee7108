"""Facts of this app: `posts` are written, `life` is what happens to them."""

from hamsoo.social.events.life import (
    AnnouncementRead,
    AnnouncementReminded,
    PollClosed,
    PollVoted,
    PostPinned,
    PostUnpinned,
    ValueKept,
)
from hamsoo.social.events.posts import (
    AnnouncementMade,
    ArticleHeldBack,
    ArticlePublished,
    ColleagueRecognised,
    PostEdited,
    PostPublished,
    PostRemoved,
    PostShared,
)

__all__ = [
    "AnnouncementMade",
    "AnnouncementRead",
    "AnnouncementReminded",
    "ArticleHeldBack",
    "ArticlePublished",
    "ColleagueRecognised",
    "PollClosed",
    "PollVoted",
    "PostEdited",
    "PostPinned",
    "PostPublished",
    "PostRemoved",
    "PostShared",
    "PostUnpinned",
    "ValueKept",
]
