"""Pages of knowledge: `reading` and `writing` articles, `terms`."""

from hamsoo.knowledge.views.reading import article, articles, history, version
from hamsoo.knowledge.views.terms import glossary, new_term, term, term_state
from hamsoo.knowledge.views.writing import edit, new, state

__all__ = ["article", "articles", "edit", "glossary", "history", "new", "new_term", "state", "term", "term_state", "version"]
