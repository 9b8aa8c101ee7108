"""What the organisation knows: `article` (with every version), `term` (the glossary)."""

from hamsoo.knowledge.models.article import Article, ArticleQuerySet, ArticleVersion
from hamsoo.knowledge.models.term import Term, TermQuerySet

__all__ = ["Article", "ArticleQuerySet", "ArticleVersion", "Term", "TermQuerySet"]
