"""Segments by rules: what rules there are, and putting records into segments by them."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.customers import events, queries, rules
from hamsoo.customers.actions.standing import NEED_LENGTH
from hamsoo.customers.models import Dimension, SegmentChange, SegmentRule
from hamsoo.identity.models import SourceRecord
from hamsoo.kernel.errors import Invalid
from hamsoo.ledger.actions import Statement, record, record_all
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person

MOST_RULES = 20
# What each measure is, of one record alone: so nobody reads off a segment what hangs on a record that they do not see.
_MEASURES = {
    "invoiced": """SELECT record_id AS id, sum(amount) AS value FROM customers_activity
        WHERE kind = 'invoice' AND at > %(at)s::timestamptz - interval '365 days' AND at <= %(at)s GROUP BY record_id""",
    "contacts": """SELECT record_id AS id, count(*) AS value FROM customers_activity
        WHERE kind IN ('call', 'mail', 'chat', 'meeting', 'visit') AND at > %(at)s::timestamptz - interval '90 days' AND at <= %(at)s
        GROUP BY record_id""",
    "months": """SELECT id, floor(extract(epoch FROM %(at)s::timestamptz - first_at) / 2629800) AS value FROM identity_sourcerecord""",
}
_HELD = """
SELECT DISTINCT ON (record_id) record_id, segment FROM customers_segmentchange
WHERE dimension = %s AND by_id IS NULL ORDER BY record_id, at DESC, id DESC
"""


@transaction.atomic
def set_rules(*, actor: Person, wanted: Sequence[tuple[str, str, Decimal, str]], at: datetime) -> list[SegmentRule]:
    """Put records into segments by these rules from now on: (dimension, measure, at least, segment), the first that holds counts."""
    rules.require_can_keep(actor)
    if len(wanted) > MOST_RULES:
        raise Invalid(_("Up to %(count)s rules.") % {"count": MOST_RULES}, field="rules")
    for dimension, measure, at_least, segment in wanted:
        known = dimension in Dimension.values and measure in SegmentRule.Measure.values and abs(at_least) < Decimal(10) ** 18
        if not known or not segment or len(segment) > NEED_LENGTH or (dimension != Dimension.NEED and segment not in queries.LEVELS):
            raise Invalid(_("Fill in each rule, or leave it out."), field="rules")
    SegmentRule.objects.all().delete()
    made = SegmentRule.objects.bulk_create(
        SegmentRule(dimension=dimension, measure=measure, at_least=at_least, segment=segment, rank=rank)
        for rank, (dimension, measure, at_least, segment) in enumerate(wanted)
    )
    record(events.RulesSet(count=len(made)), actor=actor, objects=[], spaces=[], at=at)
    return made


@transaction.atomic
def apply_rules(*, at: datetime) -> int:
    """Put every record into the segments that the rules say, or out of those that they say no more; return how many changed.

    What somebody chose by hand is not touched, and holds.
    """
    changes: list[SegmentChange] = []
    for dimension in Dimension.values:
        found = _found(dimension, at)
        with connection.cursor() as cursor:
            cursor.execute(_HELD, [dimension])
            held = dict(cursor.fetchall())
        for pk in sorted({*found, *held}):
            if found.get(pk, "") != held.get(pk, ""):
                changes.append(SegmentChange(record_id=pk, dimension=dimension, segment=found.get(pk, ""), at=at))
    SegmentChange.objects.bulk_create(changes, batch_size=2000)
    _tell(changes, at)
    return len(changes)


def _found(dimension: str, at: datetime) -> dict[int, str]:
    """Return by record the segment of the first rule that holds."""
    found: dict[int, str] = {}
    for rule in SegmentRule.objects.filter(dimension=dimension):
        statement = f"SELECT id FROM ({_MEASURES[rule.measure]}) AS measured WHERE value >= %(least)s"  # noqa: S608 - all parts are ours
        with connection.cursor() as cursor:
            cursor.execute(statement, {"at": at, "least": rule.at_least})
            for (pk,) in cursor.fetchall():
                found.setdefault(pk, rule.segment)
    return found


def _tell(changes: Sequence[SegmentChange], at: datetime) -> None:
    records = SourceRecord.objects.select_related("system").in_bulk({change.record_id for change in changes})
    siblings = queries.siblings_of_each({pk: row.customer_id for pk, row in records.items()})
    record_all(
        [
            Statement(
                events.SegmentChanged(
                    change_id=change.pk,
                    record_id=change.record_id,
                    dimension=change.dimension,
                    # What a customer needs is somebody's words: it stands in the change alone.
                    segment="" if change.dimension == Dimension.NEED else change.segment,
                    sibling_ids=siblings[change.record_id],
                ),
                SYSTEM,
                [Ref("source_record", change.record_id)],
                [records[change.record_id].system.space_id],
                at,
            )
            for change in changes
        ]
    )
