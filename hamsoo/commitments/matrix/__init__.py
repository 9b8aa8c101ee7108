"""Which claims contradict one another, without a database: `claims` is what can be claimed, `table` the pairs, `comparing` the rest."""

from hamsoo.commitments.matrix.claims import CODES, KINDS, LONGEST_KEY, Claim, Nature, key_of
from hamsoo.commitments.matrix.comparing import Found, Relation, compare, renews
from hamsoo.commitments.matrix.table import PAIRS, Pairs, pair

__all__ = ["CODES", "KINDS", "LONGEST_KEY", "PAIRS", "Claim", "Found", "Nature", "Pairs", "Relation", "compare", "key_of", "pair", "renews"]
