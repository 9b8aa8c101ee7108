"""Who may keep what the organisation knows."""

from hamsoo.knowledge import verbs
from hamsoo.knowledge.models import Article, Term
from hamsoo.knowledge.models.article import NOTE_LENGTH, TITLE_LENGTH
from hamsoo.knowledge.models.term import EXAMPLE_LENGTH, MEANING_LENGTH, NAME_LENGTH, WORDS_LENGTH
from hamsoo.people.models import Person
from hamsoo.people.rights import allows
from hamsoo.spaces.models import Level

__all__ = [
    "EXAMPLE_LENGTH",
    "LONGEST_BODY",
    "MEANING_LENGTH",
    "NAME_LENGTH",
    "NOTE_LENGTH",
    "TITLE_LENGTH",
    "WORDS_LENGTH",
    "can_change_term",
    "can_edit",
    "keeps_glossary",
]

LONGEST_BODY = 60_000


def can_edit(person: Person, article: Article) -> bool:
    """Return whether `person` may change an article: its owner, and whoever writes where it stands."""
    return article.owner_id == person.pk or Article.objects.visible_to(person, Level.WRITE).filter(pk=article.pk).exists()


def keeps_glossary(person: Person) -> bool:
    """Return whether `person` may agree on terms."""
    return person.is_administrator or allows(person, verbs.KEEP_GLOSSARY)


def can_change_term(person: Person, term: Term) -> bool:
    """Return whether `person` may change a term: who keeps the glossary, and of a proposed one who proposed it."""
    return keeps_glossary(person) or (term.owner_id == person.pk and term.state == Term.State.PROPOSED)
