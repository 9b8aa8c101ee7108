"""How facts about comments and reactions are said to a reader."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import cast

from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from hamsoo.kernel.markdown import plain
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.presentation import Details
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.queries import names_of
from hamsoo.spaces.queries import VisibleByIds
from hamsoo.threads import rules, targets
from hamsoo.threads.events import CommentAdded, CommentEdited, ContentReported, ContentRestored, ReactionGiven, ReportDecided, ThingsNamed
from hamsoo.threads.models import Comment, Reaction, Report

_COMMENTS = VisibleByIds[Comment](Comment.objects.standing)


def actors(facts: Iterable[Fact]) -> dict[int, Person]:
    """Return the colleagues who stated `facts`, by id: one query for all."""
    ids = {fact.actor.id for fact in facts if fact.actor.type == "person" and fact.actor.id is not None}
    return names_of(ids)


def details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell comments and reactions: those that still stand, on what the reader sees. One page has both, and asks for them together."""
    said = {fact.id: fact.event for fact in facts if isinstance(fact.event, CommentAdded | CommentEdited)}
    given = {fact.id: fact.event for fact in facts if isinstance(fact.event, ReactionGiven)}
    comments = _COMMENTS(person=person, ids={event.comment_id for event in said.values()})
    on = [*(comment.target for comment in comments.values()), *(Ref(event.target_type, event.target_id) for event in given.values())]
    things, people = targets.find_many(person=person, refs=on), actors(facts)
    standing = _standing(given.values(), people)
    found = {}
    for fact in facts:
        if (actor := people.get(fact.actor.id or 0)) is None:
            continue
        if event := given.get(fact.id):
            thing = things.get(Ref(event.target_type, event.target_id))
            if thing and (event.target_type, event.target_id, actor.pk, event.kind) in standing:
                found[fact.id] = Details({"actor": actor.name, "title": thing.title}, thing.url, person=actor)
        elif (comment := comments.get(said[fact.id].comment_id)) and (thing := things.get(comment.target)):
            found[fact.id] = _comment(comment, thing, actor)
    return found


def naming(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell in which texts things are named: to those who see the text."""
    events = {fact.id: cast("ThingsNamed", fact.event) for fact in facts}
    things, people = targets.find_many(person=person, refs=[event.target for event in events.values()]), actors(facts)
    found = {}
    for fact in facts:
        thing, actor = things.get(events[fact.id].target), people.get(fact.actor.id or 0)
        if thing and actor:
            found[fact.id] = Details({"actor": actor.name, "title": thing.title}, thing.url, person=actor)
    return found


def _comment(comment: Comment, thing: targets.Target, author: Person) -> Details:
    url = f"{thing.url.partition('#')[0]}#comment-{comment.pk}"
    context = {"comment": comment, "excerpt": SimpleLazyObject(partial(plain, comment.body, length=240))}
    words = {"actor": author.name, "title": thing.title}
    return Details(words, url, "threads/events/comment_added.html", context, author)


def _standing(given: Iterable[ReactionGiven], people: Iterable[int]) -> set[tuple[str, int, int, str]]:
    """Return which of the reactions `given` by `people` were not taken back."""
    rows = Reaction.objects.filter(person__in=people, target_id__in={event.target_id for event in given})
    return set(rows.values_list("target_type", "target_id", "person_id", "kind"))


def reports(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell of reports: to those who decide as long as they see the thing, of decisions also to who reported and whose it is."""
    events = {fact.id: cast("ContentReported | ReportDecided | ContentRestored", fact.event) for fact in facts}
    rows = Report.objects.in_bulk({event.report_id for event in events.values() if not isinstance(event, ContentRestored)})
    refs = {fact_id: Ref(event.target_type, event.target_id) for fact_id, event in events.items()}
    things, people = targets.find_many(person=person, refs=refs.values()), actors(facts)
    found = {}
    for fact in facts:
        event, actor, thing = events[fact.id], people.get(fact.actor.id or 0), things.get(refs[fact.id])
        # The audit log tells administrators, as far as they may see what it was about.
        decides = person.is_administrator and thing is not None and rules.can_moderate(person=person, target=thing)
        row = None if isinstance(event, ContentRestored) else rows.get(event.report_id)
        if actor is None:
            continue
        if isinstance(event, ReportDecided):
            restores = person.is_administrator and row is not None and rules.can_restore(person=person, report=row)
            if row and (decides or restores or person.pk in (row.reporter_id, row.author_id)):
                found[fact.id] = Details({"actor": actor.name, "title": row.title}, reverse("threads:report", args=[row.pk]), person=actor)
        elif thing and (decides if isinstance(event, ContentRestored) else row):
            found[fact.id] = Details({"actor": actor.name, "title": thing.title}, reverse("threads:moderation"), person=actor)
    return found
