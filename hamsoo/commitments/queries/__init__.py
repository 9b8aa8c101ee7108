"""Finding promises: `standing` on customers, `lists`, `checking` a draft, `voices` (conflicts), `matrix` (what was added to it)."""

from hamsoo.commitments.labels import CLAIMS
from hamsoo.commitments.queries.checking import Agreement, Contradiction, Draft, check_draft, require_seen
from hamsoo.commitments.queries.lists import (
    PAGE,
    Filters,
    Page,
    commitment,
    commitments,
    contested,
    contested_among,
    proposal,
    proposals,
    today,
)
from hamsoo.commitments.queries.matrix import claim_names, own_claims, own_pairs, pairs
from hamsoo.commitments.queries.standing import between, of_record, places_of_promise, siblings, standing_on
from hamsoo.commitments.queries.voices import OnePlace, Side, conflict, conflicts_of, one_place, readable_among, side_of

__all__ = [
    "CLAIMS",
    "PAGE",
    "Agreement",
    "Contradiction",
    "Draft",
    "Filters",
    "OnePlace",
    "Page",
    "Side",
    "between",
    "check_draft",
    "claim_names",
    "commitment",
    "commitments",
    "conflict",
    "conflicts_of",
    "contested",
    "contested_among",
    "of_record",
    "one_place",
    "own_claims",
    "own_pairs",
    "pairs",
    "places_of_promise",
    "proposal",
    "proposals",
    "readable_among",
    "require_seen",
    "siblings",
    "side_of",
    "standing_on",
    "today",
]
