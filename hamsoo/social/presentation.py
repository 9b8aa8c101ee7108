"""How facts about posts are said to a reader."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import cast

from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext

from hamsoo.ledger.facts import Fact
from hamsoo.ledger.presentation import Details
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.queries import names_of
from hamsoo.social import queries
from hamsoo.social.events import (
    AnnouncementMade,
    AnnouncementReminded,
    ArticlePublished,
    ColleagueRecognised,
    PostEdited,
    PostPublished,
    PostShared,
)
from hamsoo.social.models import Post
from hamsoo.spaces.models import Space
from hamsoo.threads.mentions import Names
from hamsoo.threads.models import Attachment
from hamsoo.threads.queries import attachments_of

EVENTS = (PostPublished, AnnouncementMade, ColleagueRecognised, PostEdited, PostShared, AnnouncementReminded, ArticlePublished)

_TEMPLATES = {Post.Kind.ARTICLE.value: "social/events/article_published.html"}


def _post_id(fact: Fact) -> int:
    return cast("PostPublished", fact.event).post_id


def post_details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell posts as they read now, to those who see them now."""
    ids = {_post_id(fact) for fact in facts}
    posts = queries.by_ids(person=person, ids=ids)
    # The feed's template alone shows places, files and what hangs below: asked once, when the first post wants its own.
    places = cache(partial(queries.spaces_of, person=person, ids=list(posts)))
    extras = cache(partial(queries.extras_of, person=person, posts_shown=list(posts.values())))
    attached = cache(partial(attachments_of, [post.ref for post in posts.values()]))
    names = Names.of(person, [post.body for post in posts.values()])
    found = {}
    for fact in facts:
        post = posts.get(_post_id(fact))
        if post:
            found[fact.id] = Details(
                words={"actor": post.author.name, "title": queries.title_of(post), "praised": _names(post)},
                url=post.get_absolute_url(),
                template=_TEMPLATES.get(post.kind, "social/events/post_published.html"),
                context={
                    "post": post,
                    "spaces": SimpleLazyObject(partial(_places, places, post)),
                    "attachments": SimpleLazyObject(partial(_attached, attached, post)),
                    "extra": SimpleLazyObject(partial(_extra, extras, post)),
                    "names": names,
                    "headline": "",
                },
                person=post.author,
            )
    return found


def value_details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell who changed the values of the organisation, which every colleague sees."""
    people = names_of({fact.actor.id or 0 for fact in facts}) if person.is_active else {}
    url = reverse("social:values")
    return {fact.id: Details({"actor": actor.name}, url, person=actor) for fact in facts if (actor := people.get(fact.actor.id or 0))}


def _places(places: Callable[[], Mapping[int, list[Space]]], post: Post) -> list[Space]:
    return places().get(post.pk, [])


def _extra(extras: Callable[[], Mapping[int, queries.Extras]], post: Post) -> queries.Extras:
    return extras()[post.pk]


def _attached(attached: Callable[[], Mapping[Ref, list[Attachment]]], post: Post) -> list[Attachment]:
    return attached().get(post.ref, [])


def _names(post: Post) -> str:
    if post.kind != Post.Kind.RECOGNITION:
        return ""
    return gettext(", ").join(praise.person.name for praise in post.praises.all())
