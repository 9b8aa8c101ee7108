"""Persian and English text: folding, index terms, sorting, highlighting, direction. Pure functions; nothing here knows Django."""

from hamsoo.kernel.text.direction import base_direction, detect_language
from hamsoo.kernel.text.fold import fold, to_ascii_digits, to_persian_digits
from hamsoo.kernel.text.markup import unmarked
from hamsoo.kernel.text.snippets import beginnings, highlight, snippet
from hamsoo.kernel.text.sorting import sort_key
from hamsoo.kernel.text.sounds import neighbours, sounds
from hamsoo.kernel.text.tokens import analyse, analyse_query, query_groups, repeated_terms, tokens_with_offsets

__all__ = [
    "analyse",
    "analyse_query",
    "base_direction",
    "beginnings",
    "detect_language",
    "fold",
    "highlight",
    "neighbours",
    "query_groups",
    "repeated_terms",
    "snippet",
    "sort_key",
    "sounds",
    "to_ascii_digits",
    "to_persian_digits",
    "tokens_with_offsets",
    "unmarked",
]
