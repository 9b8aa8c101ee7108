"""Finding customers, and all that is known of one; all of it only as far as the reader sees."""

from hamsoo.customers.queries.consents import consent_history, consents_of
from hamsoo.customers.queries.everything import everything
from hamsoo.customers.queries.forgetting import SHOWN as QUIET_SHOWN
from hamsoo.customers.queries.forgetting import counts_of, erasures, going, quiet, quiet_numbers, retention
from hamsoo.customers.queries.health import Health, Knower, Part, knowers_by, weighed
from hamsoo.customers.queries.lists import PAGE, Cursor, Filters, Listed, Page, customers
from hamsoo.customers.queries.looks import knowers, looks_of, rules_of_segments
from hamsoo.customers.queries.single import Candidate, Single, Source, single
from hamsoo.customers.queries.standing import (
    LEVELS,
    USUAL,
    Standing,
    Step,
    holding,
    segment_history,
    segment_name,
    stage_history,
    stage_name,
    stages,
    standing_of,
    standings_of,
    value_changes,
    way_of,
)
from hamsoo.customers.queries.story import Asked, Story, story_of
from hamsoo.customers.queries.team import served_by, serving, siblings_of, siblings_of_each, team_history, team_member, team_of

__all__ = [
    "LEVELS",
    "PAGE",
    "QUIET_SHOWN",
    "USUAL",
    "Asked",
    "Candidate",
    "Cursor",
    "Filters",
    "Health",
    "Knower",
    "Listed",
    "Page",
    "Part",
    "Single",
    "Source",
    "Standing",
    "Step",
    "Story",
    "consent_history",
    "consents_of",
    "counts_of",
    "customers",
    "erasures",
    "everything",
    "going",
    "holding",
    "knowers",
    "knowers_by",
    "looks_of",
    "quiet",
    "quiet_numbers",
    "retention",
    "rules_of_segments",
    "segment_history",
    "segment_name",
    "served_by",
    "serving",
    "siblings_of",
    "siblings_of_each",
    "single",
    "stage_history",
    "stage_name",
    "stages",
    "standing_of",
    "standings_of",
    "story_of",
    "team_history",
    "team_member",
    "team_of",
    "value_changes",
    "way_of",
    "weighed",
]
