"""Everything that was written for the demo, in the order in which it is read."""

from hamsoo.desk.demo import (
    posts_life,
    posts_work,
    requests_text,
    topics_payments,
)

TOPICS = (topics_payments.TEXT,)
POSTS = (posts_work.TEXT, posts_life.TEXT)
REQUESTS = (requests_text.TEXT,)
