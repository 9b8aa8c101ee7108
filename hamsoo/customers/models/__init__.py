"""What is kept about customers; all of it hangs on source records: `team`, `standing` (stages, segments), `contacts`, `rules`."""

from hamsoo.customers.models.consent import ConsentChange
from hamsoo.customers.models.contacts import Activity, ActivityQuerySet
from hamsoo.customers.models.forgetting import Erasure, Retention
from hamsoo.customers.models.lists import SavedList, SavedListQuerySet, Work
from hamsoo.customers.models.rules import Look, SegmentRule
from hamsoo.customers.models.satisfaction import SatisfactionAnswer
from hamsoo.customers.models.standing import Dimension, SegmentChange, Stage, StageChange, State
from hamsoo.customers.models.team import TeamMember, TeamMemberQuerySet
from hamsoo.customers.models.ties import Tie

__all__ = [
    "Activity",
    "ActivityQuerySet",
    "ConsentChange",
    "Dimension",
    "Erasure",
    "Look",
    "Retention",
    "SatisfactionAnswer",
    "SavedList",
    "SavedListQuerySet",
    "SegmentChange",
    "SegmentRule",
    "Stage",
    "StageChange",
    "State",
    "TeamMember",
    "TeamMemberQuerySet",
    "Tie",
    "Work",
]
