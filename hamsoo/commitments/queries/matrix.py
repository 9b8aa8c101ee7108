"""The matrix as it holds here: the usual pairs, and what administrators added."""

from collections.abc import Sequence

from hamsoo.commitments.labels import CLAIMS
from hamsoo.commitments.matrix import PAIRS, Pairs, pair
from hamsoo.commitments.models import OwnClaim, OwnPair


def own_claims() -> Sequence[OwnClaim]:
    """Return the claims that were added."""
    return list(OwnClaim.objects.all())


def own_pairs() -> Sequence[OwnPair]:
    """Return the pairs that were added."""
    return list(OwnPair.objects.all())


def pairs() -> Pairs:
    """Return all pairs that exclude one another, each with its reason."""
    return {**{pair(row.a, row.b): "own" for row in own_pairs()}, **PAIRS}


def claim_names() -> dict[str, str]:
    """Return all claims by code, in the reader's language: the usual ones, then those that were added."""
    return {**{code: str(name) for code, name in CLAIMS.items()}, **{row.code: str(row) for row in own_claims()}}
