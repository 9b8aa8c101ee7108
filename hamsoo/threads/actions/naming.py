"""Saying that a text names things; and taking names out of texts again."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import Acts
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.threads import events, mentions
from hamsoo.threads.models import Report


@transaction.atomic
def note_named(*, actor: Person, target: Ref, things: Sequence[Ref], space_ids: Iterable[int], at: datetime) -> None:
    """State that the text of `target` names `things` from now on, where the fact that it was written does not say so."""
    if things:
        objects = [(ref.type, ref.id, "named") for ref in things]
        record(events.ThingsNamed(target_type=target.type, target_id=target.id), actor=actor, objects=objects, spaces=space_ids, at=at)


@transaction.atomic
def forget_names(*, actor: Acts, things: Iterable[Ref], at: datetime) -> int:
    """Take the words that name things out of every text; part of the action that forgets them. Return how many texts did."""
    count = 0
    for thing in things:
        for kept, row in mentions.texts_naming(thing):
            setattr(row, kept.field, mentions.without(getattr(row, kept.field), thing))
            target = kept.changed(row)
            row.save()
            count += 1
            if target is not None:
                # What was reported is called by its first words, which may be these.
                Report.objects.filter(target_type=target.type, target_id=target.id).update(title="—")
                record(events.NamesForgotten(target_type=target.type, target_id=target.id), actor=actor, objects=[target], spaces=[], at=at)
    return count
