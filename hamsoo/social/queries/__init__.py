"""Finding things: `posts` and where they stand, `life` what happened to them, `polls` how those stand, `extras` what is shown of it."""

from hamsoo.social.queries.extras import Extras, extras_of, poll_of
from hamsoo.social.queries.life import Reception, all_values, audience, pinned, pinned_in, read_ids, reception, unread_by, values, versions
from hamsoo.social.queries.muting import NOTHING, Muted, MutedThing, muted, muted_things
from hamsoo.social.queries.polls import FEWEST, OptionStanding, Standing, standings, voters
from hamsoo.social.queries.posts import (
    PUBLISHED_IN,
    may_read_post,
    post,
    posts,
    resolve_post,
    resolve_posts,
    space,
    spaces_of,
    title_of,
    with_praises,
    writable_spaces,
)

__all__ = [
    "FEWEST",
    "NOTHING",
    "PUBLISHED_IN",
    "Extras",
    "Muted",
    "MutedThing",
    "OptionStanding",
    "Reception",
    "Standing",
    "all_values",
    "audience",
    "extras_of",
    "may_read_post",
    "muted",
    "muted_things",
    "pinned",
    "pinned_in",
    "poll_of",
    "post",
    "posts",
    "read_ids",
    "reception",
    "resolve_post",
    "resolve_posts",
    "space",
    "spaces_of",
    "standings",
    "title_of",
    "unread_by",
    "values",
    "versions",
    "voters",
    "with_praises",
    "writable_spaces",
]
