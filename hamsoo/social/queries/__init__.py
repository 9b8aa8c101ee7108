"""Finding things: `posts` and where they stand."""

from hamsoo.social.queries.muting import NOTHING, Muted, MutedThing, muted, muted_things
from hamsoo.social.queries.posts import (
    PUBLISHED_IN,
    post,
    posts,
    resolve_post,
    resolve_posts,
    space,
    spaces_of,
    with_praises,
    writable_spaces,
)

__all__ = [
    "NOTHING",
    "PUBLISHED_IN",
    "Muted",
    "MutedThing",
    "muted",
    "muted_things",
    "post",
    "posts",
    "resolve_post",
    "resolve_posts",
    "space",
    "spaces_of",
    "with_praises",
    "writable_spaces",
]
