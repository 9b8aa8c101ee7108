"""What posts show below their text: how their poll stands, whether they were read, and what they share."""

from collections.abc import Iterable
from dataclasses import dataclass

from hamsoo.people.models import Person
from hamsoo.social.models import Poll, Post
from hamsoo.social.queries.life import read_ids
from hamsoo.social.queries.polls import Standing, standings
from hamsoo.social.queries.posts import posts
from hamsoo.threads.models import LinkPreview
from hamsoo.threads.queries import previews_of


@dataclass(frozen=True, slots=True)
class Extras:
    """What one post shows below its text. `shared` is None when there is nothing to see any more for this reader."""

    poll: Standing | None = None
    is_read: bool = False
    shared: Post | None = None
    preview: LinkPreview | None = None


def poll_of(post: Post) -> Poll | None:
    """Return what a post asks, which came with it."""
    return getattr(post, "poll", None)


def extras_of(*, person: Person, posts_shown: Iterable[Post]) -> dict[int, Extras]:
    """Return by id what these visible posts show below their text; what none of them has is not asked for."""
    shown = list(posts_shown)
    polls = standings(person=person, polls=[poll for post in shown if (poll := poll_of(post))])
    announcements = [post.pk for post in shown if post.kind == Post.Kind.ANNOUNCEMENT]
    read = read_ids(person=person, ids=announcements) if announcements else set()
    shared_ids = {post.shared_id for post in shown if post.shared_id}
    shared = posts(person=person).in_bulk(shared_ids) if shared_ids else {}
    previews = previews_of({post.pk: post.body for post in shown})
    return {post.pk: Extras(polls.get(post.pk), post.pk in read, shared.get(post.shared_id or 0), previews.get(post.pk)) for post in shown}
