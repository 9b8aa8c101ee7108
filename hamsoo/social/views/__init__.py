"""The feed, the pages of posts, and what happens to those."""

from hamsoo.social.views.blogs import (
    atom_of_person,
    atom_of_space,
    blog_of_person,
    blog_of_space,
    blog_panel,
    blog_panel_of_space,
    feed_address,
)
from hamsoo.social.views.drafts import discarding, draft, drafts, publication
from hamsoo.social.views.feed import feed_page, news, of_space
from hamsoo.social.views.life import history, pinned, pins, readers, reading, reminder, sharing, unpinning
from hamsoo.social.views.muting import explanation, mute_words, muted, muting
from hamsoo.social.views.polls import poll, poll_closing, voters
from hamsoo.social.views.posts import edit, post, publish, removal
from hamsoo.social.views.values import values

__all__ = [
    "atom_of_person",
    "atom_of_space",
    "blog_of_person",
    "blog_of_space",
    "blog_panel",
    "blog_panel_of_space",
    "discarding",
    "draft",
    "drafts",
    "edit",
    "explanation",
    "feed_address",
    "feed_page",
    "history",
    "mute_words",
    "muted",
    "muting",
    "news",
    "of_space",
    "pinned",
    "pins",
    "poll",
    "poll_closing",
    "post",
    "publication",
    "publish",
    "readers",
    "reading",
    "reminder",
    "removal",
    "sharing",
    "unpinning",
    "values",
    "voters",
]
