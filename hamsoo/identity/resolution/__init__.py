"""Which records are one customer: normal forms, keys, weights, links. Knows no database, no pages and no model of Django.

Batches are in `hamsoo.identity.resolution.batch`, which alone loads Splink and DuckDB.
"""

from hamsoo.identity.resolution.blocking import keys
from hamsoo.identity.resolution.columns import read_columns
from hamsoo.identity.resolution.fields import FIELDS, OTHER, Entity, Normal, Values
from hamsoo.identity.resolution.linking import Guards, Pair, link
from hamsoo.identity.resolution.model import Model
from hamsoo.identity.resolution.normal import normalise
from hamsoo.identity.resolution.scoring import Score, refusal, score, score_seen

__all__ = [
    "FIELDS",
    "OTHER",
    "Entity",
    "Guards",
    "Model",
    "Normal",
    "Pair",
    "Score",
    "Values",
    "keys",
    "link",
    "normalise",
    "read_columns",
    "refusal",
    "score",
    "score_seen",
]
