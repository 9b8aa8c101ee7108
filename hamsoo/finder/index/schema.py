"""What the index keeps of a document.

The score of a document must not depend on documents that the searcher cannot see, and Tantivy's own BM25 takes its term statistics
from all of them. So the index keeps, for every term of a document, the term together with its *level* (the part of BM25 that the
document alone decides, see `ranking.bm25`), and a query gives each (term, level) a constant score from the statistics of the field
`shared`, which only documents that every colleague may read have terms in.
"""

import zlib
from functools import lru_cache

import tantivy

from hamsoo.finder.ranking.bm25 import LEVELS
from hamsoo.ledger.traits import Ref

VERSION = 5
"""Raised with the fields below, with the levels, or with the analysis of text: another version is another folder, built by itself."""

ANY = "\ue100"
"""A term of `shared` that every shared document has: their number."""

WEIGHT_SCALE = 1000
"""A contributor's weight of 1.0 in whole numbers."""

_ID_BITS = 40
# Private use characters: no analysed term ends with one.
_SIGNS = tuple(chr(0xE000 + level) for level in range(LEVELS))


class IdTooLarge(ValueError):
    """An id does not fit into a key."""


def key_of(ref: Ref) -> int:
    """Return the number that stands for a thing in the index: 23 bits of its type's checksum, 40 bits of its id."""
    if not 0 <= ref.id < 1 << _ID_BITS:
        raise IdTooLarge(str(ref))
    return kind_of(ref.type) << _ID_BITS | ref.id


@lru_cache(maxsize=256)
def kind_of(type_name: str) -> int:
    """Return the number of a type."""
    return zlib.crc32(type_name.encode()) & 0x7FFFFF


def parts_of(key: int) -> tuple[int, int]:
    """Return (kind, id) of a key."""
    return key >> _ID_BITS, key & ((1 << _ID_BITS) - 1)


def levelled(term: str, level: int) -> str:
    """Return the index term for `term` at `level`."""
    return term + _SIGNS[level]


@lru_cache(maxsize=1)
def schema() -> tantivy.Schema:
    """Return the fields of the index.

    levels: terms with their levels (scores); words: the same terms bare (demands); shared: bare terms of documents that everybody reads
    (statistics, activity); starts: beginnings of the words of titles; author: who wrote it, whether or not that shows knowledge; unit:
    where a colleague works; about: keys of what it is about beside its words; waited: how long the asker waited, in seconds; weight:
    how much the document says about its person, in thousandths, where it is the work of one; people: of whom it is where of several;
    said: its characteristic terms with their shares, to be read for kindred words.
    """
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", indexed=True, fast=True)
    builder.add_unsigned_field("kind", indexed=True)
    builder.add_unsigned_field("parent", indexed=True, fast=True)
    builder.add_unsigned_field("space", indexed=True)
    builder.add_unsigned_field("person", indexed=True, fast=True)
    builder.add_unsigned_field("author", indexed=True, fast=True)
    builder.add_unsigned_field("unit", indexed=True)
    builder.add_unsigned_field("about", indexed=True)
    builder.add_unsigned_field("weight", fast=True)
    builder.add_unsigned_field("waited", fast=True)
    builder.add_unsigned_field("at", fast=True)
    builder.add_bytes_field("people", stored=True)
    builder.add_bytes_field("said", stored=True)
    for name in ("levels", "words", "shared", "starts"):
        builder.add_text_field(name, tokenizer_name="terms", index_option="basic")
    return builder.build()


def register_terms(index: tantivy.Index) -> tantivy.Index:
    """Let `index` take texts that are analysed already: terms with spaces between them."""
    index.register_tokenizer("terms", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index
