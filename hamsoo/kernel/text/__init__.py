"""Persian and English text: folding, index terms, sorting, highlighting, direction. Pure functions; nothing here knows Django."""

from .direction import base_direction, detect_language
from .fold import fold, to_ascii_digits, to_persian_digits
from .snippets import highlight, snippet
from .sorting import sort_key
from .tokens import analyse, analyse_query, query_groups, tokens_with_offsets

__all__ = [
    "analyse",
    "analyse_query",
    "base_direction",
    "detect_language",
    "fold",
    "highlight",
    "query_groups",
    "snippet",
    "sort_key",
    "to_ascii_digits",
    "to_persian_digits",
    "tokens_with_offsets",
]
