"""Finding things: `posts` and where they stand."""

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
    "PUBLISHED_IN",
    "post",
    "posts",
    "resolve_post",
    "resolve_posts",
    "space",
    "spaces_of",
    "with_praises",
    "writable_spaces",
]
