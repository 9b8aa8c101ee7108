"""Finding promises in what somebody wrote to a customer, and asking whether to keep them."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from hamsoo.commitments import events, queries
from hamsoo.commitments.actions.promising import commit
from hamsoo.commitments.extraction import extract
from hamsoo.commitments.matrix import Relation, compare
from hamsoo.commitments.models import Commitment, Proposal
from hamsoo.identity.models import SourceRecord
from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.actions import record as record_fact
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person, Unit

MOST = 5
"""So many proposals a text."""


@transaction.atomic
def propose(
    *,
    person: Person,
    record: SourceRecord,
    unit: Unit,
    text: str,
    source: Ref,
    at: datetime,
    language: str = "",
    space_ids: Collection[int] | None = None,
) -> list[Proposal]:
    """Ask `person`, who wrote `text` to a customer, whether to keep what they promised in it. The same source again proposes nothing new.

    With `space_ids` it was said among few, and what it becomes is read there. What the unit has promised already is not asked.
    For followups: whoever sends has been allowed to.
    """
    standing = [one for one in queries.standing_on(record.customer_id) if one.unit_id == unit.pk]
    made = []
    for said in extract(text, language=language, today=timezone.localtime(at).date())[:MOST]:
        if any(compare(said.claim, one.claim).relation is Relation.AGREES for one in standing):
            continue
        proposal = Proposal(record=record, unit=unit, person=person, rule=said.rule, at=at)
        proposal.is_confined, proposal.space_ids = space_ids is not None, sorted(space_ids or ())
        proposal.fill(said.claim)
        proposal.text = " ".join(_sentence(text, said.start, said.end).split())[: Commitment._meta.get_field("text").max_length]
        proposal.source_type, proposal.source_id = source.type, source.id
        same = {"source_type": source.type, "source_id": source.id, "code": proposal.code, "text": proposal.text}
        if Proposal.objects.filter(**same).exists():
            continue
        proposal.save()
        fact = events.CommitmentProposed(proposal_id=proposal.pk, record_id=record.pk, person_id=person.pk)
        record_fact(fact, actor=SYSTEM, objects=[Ref("source_record", record.pk), source], spaces=[], at=at)
        made.append(proposal)
    return made


@transaction.atomic
def accept(*, actor: Person, proposal_id: int, at: datetime) -> Commitment:
    """Keep what was found as a commitment."""
    found = _own(actor, proposal_id)
    places = found.space_ids if found.is_confined else None
    made = commit(
        actor=actor,
        record=found.record,
        claim=found.claim,
        text=found.text,
        subject=found.subject,
        source=found.source,
        space_ids=places,
        at=at,
    )
    found.delete()
    return made


@transaction.atomic
def dismiss(*, actor: Person, proposal_id: int) -> None:
    """Say that it was no promise; it is not asked again."""
    _own(actor, proposal_id).delete()


def _own(actor: Person, proposal_id: int) -> Proposal:
    found = queries.proposal(person=actor, pk=proposal_id)
    locked = Proposal.objects.select_for_update(of=("self",)).select_related("record__system").filter(pk=found.pk).first()
    if locked is None:
        raise NotFound
    return locked


def _sentence(text: str, start: int, end: int) -> str:
    """Return the line's sentence around some words."""
    first = max(text.rfind(sign, 0, start) for sign in (".", "!", "؟", "?", "\n"))
    later = [place for sign in (".", "!", "\n") if (place := text.find(sign, end)) >= 0]
    return text[first + 1 : min(later, default=len(text))].strip()
