"""How facts about comments and reactions are said to a reader."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import cast

from django.utils.functional import SimpleLazyObject

from hamsoo.kernel.markdown import plain
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.presentation import Details
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.threads import targets
from hamsoo.threads.events import CommentAdded, CommentEdited, ReactionGiven
from hamsoo.threads.models import Comment, Reaction


def actors(facts: Iterable[Fact]) -> dict[int, Person]:
    """Return the colleagues who stated `facts`, by id: one query for all."""
    ids = {fact.actor.id for fact in facts if fact.actor.type == "person" and fact.actor.id is not None}
    return Person.objects.with_unit().in_bulk(ids)


def comment_details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell comments: those that still stand, where the reader sees them and what they are on."""
    ids = [cast("CommentAdded | CommentEdited", fact.event).comment_id for fact in facts]
    comments = Comment.objects.visible_to(person).standing().in_bulk(ids)
    things = targets.find_many(person=person, refs=(comment.target for comment in comments.values()))
    people = actors(facts)
    found = {}
    for fact in facts:
        comment = comments.get(cast("CommentAdded | CommentEdited", fact.event).comment_id)
        thing = things.get(comment.target) if comment else None
        author = people.get(fact.actor.id or 0)
        if comment and thing and author:
            url = f"{thing.url.partition('#')[0]}#comment-{comment.pk}"
            context = {"comment": comment, "excerpt": SimpleLazyObject(partial(plain, comment.body, length=240))}
            words = {"actor": author.name, "title": thing.title}
            found[fact.id] = Details(words, url, "threads/events/comment_added.html", context, author)
    return found


def reaction_details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell reactions that were not taken back, on what the reader sees."""
    given = [cast("ReactionGiven", fact.event) for fact in facts]
    things = targets.find_many(person=person, refs=(Ref(event.target_type, event.target_id) for event in given))
    people = actors(facts)
    rows = Reaction.objects.filter(person__in=people, target_id__in={event.target_id for event in given})
    standing = set(rows.values_list("target_type", "target_id", "person_id", "kind"))
    found = {}
    for fact, event in zip(facts, given, strict=True):
        thing, giver = things.get(Ref(event.target_type, event.target_id)), people.get(fact.actor.id or 0)
        if thing and giver and (event.target_type, event.target_id, giver.pk, event.kind) in standing:
            found[fact.id] = Details({"actor": giver.name, "title": thing.title}, thing.url, person=giver)
    return found
