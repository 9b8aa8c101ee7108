"""What is kept: `sources` has systems, records and their versions, `decisions` which records are one customer, and why."""

from hamsoo.identity.models.decisions import BlockingKey, Decision, DecisionQuerySet, GenericValue, ReviewPair, WeightModel
from hamsoo.identity.models.forgetting import Forgotten
from hamsoo.identity.models.sources import (
    Customer,
    CustomerQuerySet,
    Entity,
    Mapping,
    RecordFile,
    Relation,
    Sensitivity,
    SourceRecord,
    SourceRecordQuerySet,
    SourceVersion,
    System,
    SystemQuerySet,
)

__all__ = [
    "BlockingKey",
    "Customer",
    "CustomerQuerySet",
    "Decision",
    "DecisionQuerySet",
    "Entity",
    "Forgotten",
    "GenericValue",
    "Mapping",
    "RecordFile",
    "Relation",
    "ReviewPair",
    "Sensitivity",
    "SourceRecord",
    "SourceRecordQuerySet",
    "SourceVersion",
    "System",
    "SystemQuerySet",
    "WeightModel",
]
