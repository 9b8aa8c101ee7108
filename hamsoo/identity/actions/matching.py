"""Writing what the model finds: links, links that do not hold any more, and questions. The caller holds `one_at_a_time`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from hamsoo.identity import events
from hamsoo.identity.actions.recomputing import recompute
from hamsoo.identity.components import Pair
from hamsoo.identity.models import Decision, ReviewPair, SourceRecord
from hamsoo.identity.resolution.fields import ORIGIN
from hamsoo.ledger.actions import Statement, record, record_all
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.traits import Ref

_PLACES = """
SELECT DISTINCT system.space_id FROM identity_sourcerecord AS record JOIN identity_system AS system ON system.id = record.system_id
WHERE record.id = ANY(%s)
"""
_FORGET = """
DELETE FROM identity_reviewpair AS pair
WHERE (pair.a_id = %s OR pair.b_id = %s) AND pair.state = 'open'
AND NOT EXISTS (SELECT FROM unnest(%s::bigint[], %s::bigint[]) AS kept (a, b) WHERE kept.a = pair.a_id AND kept.b = pair.b_id)
"""


@dataclass(frozen=True, slots=True)
class Match:
    """Two records (`a` has the smaller id), and what the model says of them: log2 odds, and by field the level and what it adds."""

    a: int
    b: int
    weight: float
    fields: Sequence[tuple[str, str, float]] = ()
    personal: float = 0.0

    @property
    def pair(self) -> Pair:
        """Return both ids."""
        return self.a, self.b

    @property
    def reasons(self) -> list[list[str | float]]:
        """Return what is kept of the comparison: fields that both have, to two places; their systems where those speak against it."""
        told = (one for one in self.fields if one[1] != "missing" and (one[0] != ORIGIN or one[2] < -1))
        return [[field, level, round(weight, 2)] for field, level, weight in told]


def link_found(*, matches: Sequence[Match], model_version: str, at: datetime) -> list[Decision]:
    """Link records by the model, and state it once for all of them."""
    if not matches:
        return []
    decisions = Decision.objects.bulk_create(
        Decision(
            kind=Decision.Kind.LINK,
            a_id=match.a,
            b_id=match.b,
            is_automatic=True,
            at=at,
            weight=match.weight,
            reasons=match.reasons,
            model_version=model_version,
        )
        for match in matches
    )
    ids = sorted({pk for match in matches for pk in match.pair})
    recompute(ids)
    fact = events.MatchesFound(decision_ids=tuple(each.pk for each in decisions), record_ids=tuple(ids))
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, [ids])
        places = [space for (space,) in cursor.fetchall()]
    record(fact, actor=SYSTEM, objects=[Ref("source_record", pk) for pk in ids], spaces=places, at=at)
    return decisions


def take_back(*, decisions: Sequence[Decision], reason: str, at: datetime) -> None:
    """Take links of the model back because of `reason` (changed, generic)."""
    if not decisions:
        return
    undone = Decision.objects.bulk_create(
        Decision(kind=Decision.Kind.RETRACT, a_id=each.a_id, b_id=each.b_id, is_automatic=True, at=at, undoes=each, reason=reason)
        for each in decisions
    )
    ids = sorted({pk for each in decisions for pk in each.pair})
    recompute(ids)
    places = dict(SourceRecord.objects.filter(pk__in=ids).values_list("pk", "system__space"))
    record_all(
        [
            Statement(
                events.MatchTakenBack(decision_id=each.pk, undone_id=each.undoes_id or 0, a_id=each.a_id, b_id=each.b_id, reason=reason),
                SYSTEM,
                [Ref("source_record", each.a_id), Ref("source_record", each.b_id)],
                [places[each.a_id], places[each.b_id]],
                at,
            )
            for each in undone
        ]
    )


def ask(*, asked: Mapping[Pair, tuple[Match, str]], model_version: str, at: datetime) -> None:
    """Put pairs into the review, each with its match and why nobody decided by itself; what is known of a pair already is renewed."""
    if not asked:
        return
    ReviewPair.objects.bulk_create(
        [
            ReviewPair(
                a_id=match.a, b_id=match.b, weight=match.weight, reasons=match.reasons, model_version=model_version, reason=why, found_at=at
            )
            for _pair, (match, why) in sorted(asked.items())
        ],
        update_conflicts=True,
        unique_fields=["a", "b"],
        update_fields=["weight", "reasons", "model_version", "reason"],
    )
    recompute({pk for pair in asked for pk in pair})


def forget_questions(*, record_id: int, but: Iterable[Pair]) -> None:
    """Drop the open questions about a record that its data does not give any more."""
    kept = list(but)
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [record_id, record_id, [a for a, _b in kept], [b for _a, b in kept]])
