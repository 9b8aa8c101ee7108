"""How facts about posts are said to a reader."""

from collections.abc import Mapping, Sequence
from typing import cast

from django.utils.translation import gettext

from hamsoo.ledger.facts import Fact
from hamsoo.ledger.presentation import Details
from hamsoo.people.models import Person
from hamsoo.social import queries
from hamsoo.social.events import AnnouncementMade, ColleagueRecognised, PostEdited, PostPublished
from hamsoo.social.models import Post
from hamsoo.threads.mentions import plain

EVENTS = (PostPublished, AnnouncementMade, ColleagueRecognised, PostEdited)


def _post_id(fact: Fact) -> int:
    return cast("PostPublished | AnnouncementMade | ColleagueRecognised | PostEdited", fact.event).post_id


def post_details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell posts as they read now, to those who see them now."""
    ids = {_post_id(fact) for fact in facts}
    posts = {post.pk: post for post in queries.posts(person=person).filter(pk__in=ids)}
    places = queries.spaces_of(person=person, ids=list(posts))
    found = {}
    for fact in facts:
        post = posts.get(_post_id(fact))
        if post:
            found[fact.id] = Details(
                words={"actor": post.author.name, "title": plain(post.body), "praised": _names(post)},
                url=post.get_absolute_url(),
                template="social/events/post_published.html",
                context={"post": post, "spaces": places.get(post.pk, []), "headline": ""},
                person=post.author,
            )
    return found


def _names(post: Post) -> str:
    return gettext(", ").join(praise.person.name for praise in post.praises.all())
