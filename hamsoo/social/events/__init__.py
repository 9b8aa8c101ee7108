"""Facts of this app."""

from hamsoo.social.events.posts import (
    AnnouncementMade,
    ColleagueRecognised,
    PostEdited,
    PostPublished,
    PostRemoved,
)

__all__ = [
    "AnnouncementMade",
    "ColleagueRecognised",
    "PostEdited",
    "PostPublished",
    "PostRemoved",
]
