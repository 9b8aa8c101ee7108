"""Finding articles and terms: `articles`, `terms` (the glossary, and what a text says of it)."""

from hamsoo.knowledge.models import Term
from hamsoo.knowledge.queries.articles import PAGE, Page, Piece, article, articles, compared, places_to_write, suggest, version, versions
from hamsoo.knowledge.queries.terms import TermFinding, names_alike, term, terms, terms_in

__all__ = [
    "PAGE",
    "Page",
    "Piece",
    "Term",
    "TermFinding",
    "article",
    "articles",
    "compared",
    "names_alike",
    "places_to_write",
    "suggest",
    "term",
    "terms",
    "terms_in",
    "version",
    "versions",
]
