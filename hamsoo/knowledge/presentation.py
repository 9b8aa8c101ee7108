"""How facts about articles and terms are said to a reader, and articles as something to follow and to talk about."""

from collections.abc import Mapping, Sequence
from typing import Any

from hamsoo.kernel.addresses import address
from hamsoo.knowledge import events
from hamsoo.knowledge.models import Article, Term
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.presentation import Details
from hamsoo.people.models import Person
from hamsoo.people.queries import names_of
from hamsoo.spaces.models import places_of
from hamsoo.threads.targets import Target

ABOUT_ARTICLES = (
    *(events.ArticleWritten, events.ArticleChanged, events.ArticlePublished, events.ArticleHidden),
    *(events.ArticleReviewed, events.ReviewDue),
)
ABOUT_TERMS = (events.TermProposed, events.TermAgreed, events.TermChanged, events.TermRemoved)


def article_details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell facts about articles that the reader reads now."""
    known = Article.objects.visible_to(person).select_related("owner__unit").in_bulk({_field(fact, "article_id") for fact in facts})
    people = _people(facts)
    found = {}
    for fact in facts:
        row = known.get(_field(fact, "article_id"))
        if row is not None:
            actor = people.get(fact.actor.id or 0)
            words = {"actor": actor.name if actor else "", "title": row.title}
            found[fact.id] = Details(words=words, url=row.get_absolute_url(), person=actor or row.owner)
    return found


def term_details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell facts about terms of the glossary."""
    known = Term.objects.visible_to(person).in_bulk({_field(fact, "term_id") for fact in facts})
    people = _people(facts)
    found = {}
    for fact in facts:
        row, actor = known.get(_field(fact, "term_id")), people.get(fact.actor.id or 0)
        if row is not None or isinstance(fact.event, events.TermRemoved):
            words = {"actor": actor.name if actor else "", "term": str(row or "")}
            found[fact.id] = Details(words=words, url=row.get_absolute_url() if row else address("knowledge:glossary"), person=actor)
    return found


def _people(facts: Sequence[Fact]) -> Mapping[int, Person]:
    return names_of({fact.actor.id for fact in facts if fact.actor.type == "person" and fact.actor.id})


def _field(fact: Fact, name: str) -> int:
    event: Any = fact.event
    return int(getattr(event, name, 0) or 0)


def article_targets(person: Person, ids: Sequence[int]) -> dict[int, Target]:
    """Find articles as things to talk about."""
    rows = Article.objects.visible_to(person).filter(pk__in=ids).annotate(places=places_of("article", Article))
    return {row.pk: Target(row.ref, tuple(row.places), row.title, row.get_absolute_url(), (row.owner_id,)) for row in rows}


def article_target(person: Person, pk: int) -> Target | None:
    """Find one article."""
    return article_targets(person, [pk]).get(pk)
