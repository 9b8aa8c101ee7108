"""Pages of promises: `promises` (lists, one, by hand), `drafts` (before sending), `voices` (conflicts), `table` (the matrix)."""

from hamsoo.commitments.views.drafts import check, draft
from hamsoo.commitments.views.promises import begin, commitments, end, kept, new, of_record, of_whole, proposal, single, today
from hamsoo.commitments.views.table import drop_claim, drop_pair, matrix
from hamsoo.commitments.views.voices import conflict, conflicts_of, talk

__all__ = [
    "begin",
    "check",
    "commitments",
    "conflict",
    "conflicts_of",
    "draft",
    "drop_claim",
    "drop_pair",
    "end",
    "kept",
    "matrix",
    "new",
    "of_record",
    "of_whole",
    "proposal",
    "single",
    "talk",
    "today",
]
