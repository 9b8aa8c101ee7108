"""Deciding by hand which records are one customer, and taking back what was decided by anybody."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from hamsoo.identity import events, rules
from hamsoo.identity.actions.matching import Match, ask
from hamsoo.identity.actions.recomputing import one_at_a_time, recompute
from hamsoo.identity.models import Decision, ReviewPair, SourceRecord
from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import Acts
from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person

NOTE_LENGTH = 500
_Kind = Decision.Kind


@transaction.atomic
def decide(*, actor: Acts, a: SourceRecord, b: SourceRecord, is_one: bool, note: str = "", at: datetime) -> Decision:
    """Decide by hand that two records are one customer, or that they are two. It holds against the model until it is taken back.

    Raises `Contradiction`, and nothing is changed, when other decisions by hand say otherwise about these records.
    """
    first, second = _pair(actor, a, b)
    kind = _Kind.LINK if is_one else _Kind.APART
    decision = _write(actor, first, second, kind, note, at)
    outcome = recompute((first.pk, second.pk))
    together = outcome.first[first.pk] == outcome.first[second.pk]
    if together != is_one or any(not link.is_automatic for link in outcome.refused):
        raise rules.Contradiction
    fact_class = events.RecordsLinked if is_one else events.RecordsPutApart
    _record(fact_class(decision_id=decision.pk, a_id=first.pk, b_id=second.pk), actor, (first, second), at)
    return decision


@transaction.atomic
def put_off(*, actor: Acts, a: SourceRecord, b: SourceRecord, at: datetime) -> Decision:
    """Leave two records for later: they wait at the end of the queue, and stay two until somebody decides."""
    first, second = _pair(actor, a, b)
    decision = _write(actor, first, second, _Kind.LATER, "", at)
    recompute((first.pk, second.pk))
    _record(events.PairPutOff(decision_id=decision.pk, a_id=first.pk, b_id=second.pk), actor, (first, second), at)
    return decision


@transaction.atomic
def retract(*, actor: Acts, decision: Decision, at: datetime) -> Decision:
    """Take a decision back, whoever made it and whenever; return the decision that undoes it. What it moved goes back.

    What the model had linked and a colleague takes back is not linked by it again: it comes into the review.
    """
    rules.require_reviews(actor)
    entity = SourceRecord.objects.values_list("entity", flat=True).get(pk=decision.a_id)
    one_at_a_time(entity)
    found = Decision.objects.select_related("a__system", "b__system").get(pk=decision.pk)
    if not rules.sees(actor, found.a, found.b):
        raise NotFound
    rules.require_decides(actor, found.a, found.b)
    if found.kind == _Kind.RETRACT or Decision.objects.filter(undoes=found).exists():
        raise rules.AlreadyTakenBack
    undone = Decision.objects.create(
        kind=_Kind.RETRACT, a=found.a, b=found.b, by=actor if isinstance(actor, Person) else None, at=at, undoes=found
    )
    if found.is_automatic and found.kind == _Kind.LINK and isinstance(actor, Person):
        asked = Match(found.a_id, found.b_id, found.weight or 0.0, [tuple(one) for one in found.reasons])
        ask(asked={found.pair: (asked, "undone")}, model_version=found.model_version, at=at)
    recompute(found.pair)
    fact = events.DecisionTakenBack(decision_id=undone.pk, undone_id=found.pk, a_id=found.a_id, b_id=found.b_id)
    _record(fact, actor, (found.a, found.b), at)
    return undone


def _pair(actor: Acts, a: SourceRecord, b: SourceRecord) -> tuple[SourceRecord, SourceRecord]:
    """Return the records in the order of their ids, once everything holds for deciding about them; nobody else does meanwhile."""
    rules.require_reviews(actor)
    first, second = sorted((a, b), key=lambda each: each.pk)
    if not rules.sees(actor, first, second):
        raise NotFound
    rules.require_decides(actor, first, second)
    if first.pk == second.pk:
        raise Invalid
    if first.entity != second.entity:
        raise rules.DifferentKinds
    one_at_a_time(first.entity)
    return first, second


def _write(actor: Acts, a: SourceRecord, b: SourceRecord, kind: str, note: str, at: datetime) -> Decision:
    """Write the decision, with what the model says of the pair if it was asked."""
    asked = ReviewPair.objects.filter(a=a, b=b).first()
    return Decision.objects.create(
        kind=kind,
        a=a,
        b=b,
        by=actor if isinstance(actor, Person) else None,
        at=at,
        weight=asked.weight if asked else None,
        reasons=asked.reasons if asked else [],
        model_version=asked.model_version if asked else "",
        note=note.replace("\x00", "").strip()[:NOTE_LENGTH],
    )


def _record(fact: Event, actor: Acts, records: Sequence[SourceRecord], at: datetime) -> None:
    places = {each.system.space_id for each in records}
    record(fact, actor=actor, objects=[Ref("source_record", each.pk) for each in records], spaces=places, at=at)
