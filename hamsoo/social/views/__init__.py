"""The feed and the pages of posts."""

from hamsoo.social.views.feed import feed_page, news, of_space
from hamsoo.social.views.posts import edit, post, publish, removal

__all__ = ["edit", "feed_page", "news", "of_space", "post", "publish", "removal"]
