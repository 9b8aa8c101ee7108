"""What was promised: `promise` (commitments, and proposals of them), `voices` (conflicts), `own` (what was added to the matrix)."""

from hamsoo.commitments.models.own import OwnClaim, OwnPair
from hamsoo.commitments.models.promise import Commitment, CommitmentQuerySet, Proposal, ProposalQuerySet
from hamsoo.commitments.models.voices import Conflict, ConflictQuerySet, Resolution, SentAnyway, Talk

__all__ = [
    "Commitment",
    "CommitmentQuerySet",
    "Conflict",
    "ConflictQuerySet",
    "OwnClaim",
    "OwnPair",
    "Proposal",
    "ProposalQuerySet",
    "Resolution",
    "SentAnyway",
    "Talk",
]
