"""Finding which promises contradict one another."""

from datetime import datetime

from django.db import transaction

from hamsoo.commitments import events, queries
from hamsoo.commitments.actions.recording import concerned, hold, state_conflict
from hamsoo.commitments.models import Conflict
from hamsoo.identity.models import SourceRecord
from hamsoo.ledger.actors import SYSTEM, Acts


@transaction.atomic
def find_conflicts(*, record: SourceRecord, at: datetime, actor: Acts = SYSTEM) -> list[Conflict]:
    """Find the contradictions among what stands on the customer of `record`; return those that were not known. Each is found once.

    It is asked at every new promise, and when records become one customer.
    """
    record = hold(record)
    standing = queries.standing_on(record.customer_id)
    found = list(queries.between(standing, pairs=queries.pairs())) if len(standing) > 1 else []
    known = set(Conflict.objects.filter(a__in=standing, b__in=standing).values_list("a", "b")) if found else set()
    new = []
    for a, b, how in found:
        if (a.pk, b.pk) in known:
            continue
        conflict = Conflict.objects.create(a=a, b=b, rule=how.rule, is_sure=how.is_sure, found_at=at)
        fact = events.ConflictFound(
            conflict_id=conflict.pk,
            commitment_ids=(a.pk, b.pk),
            record_ids=tuple(sorted({a.record_id, b.record_id})),
            told_ids=concerned([a, b]),
        )
        state_conflict(fact, conflict, actor=actor, at=at)
        new.append(conflict)
    return new
