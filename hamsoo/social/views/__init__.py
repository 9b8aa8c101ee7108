"""The feed and the pages of posts."""

from hamsoo.social.views.feed import feed_page, news, of_space
from hamsoo.social.views.muting import explanation, mute_words, muted, muting
from hamsoo.social.views.posts import edit, post, publish, removal

__all__ = ["edit", "explanation", "feed_page", "mute_words", "muted", "muting", "news", "of_space", "post", "publish", "removal"]
