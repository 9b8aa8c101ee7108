"""Making promises, and saying what became of them."""

from collections.abc import Collection, Iterable
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamsoo.commitments import events, queries, rules
from hamsoo.commitments.actions.reconciling import find_conflicts
from hamsoo.commitments.actions.recording import PromiseEvent, concerned, hold, objects_of, state
from hamsoo.commitments.matrix import CODES, KINDS, Claim, Nature, key_of, renews
from hamsoo.commitments.models import Commitment, Proposal
from hamsoo.customers.queries import siblings_of
from hamsoo.identity.models import SourceRecord
from hamsoo.kernel import deadlines
from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.ledger.actions import record as record_fact
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person, Unit
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.queries import space_ids as readable_spaces

REMINDER = "commitments.reminder"
AHEAD = timedelta(days=1)
"""So long before a promise is due its maker is reminded."""
END_OF_DAY = time(17, 0)
LARGEST = 10**18


@transaction.atomic
def commit(
    *,
    actor: Person,
    record: SourceRecord,
    claim: Claim,
    at: datetime,
    subject: str = "",
    text: str = "",
    due_at: datetime | None = None,
    unit: Unit | None = None,
    source: Ref | None = None,
    space_ids: Iterable[int] | None = None,
) -> Commitment:
    """Promise something to the customer of a record, in the name of the actor's unit.

    `subject` is how people call the thing that `claim.kind` is of; `text` is what the customer heard; `source` is what it was said in.
    With `space_ids` it is said in confidence: it is read there, and elsewhere known in outline. What the unit had promised of the same
    thing before is replaced. Contradictions with what others promised are found at once (`find_conflicts`).
    """
    unit = unit or actor.unit
    if unit is None or (unit.pk != actor.unit_id and not actor.is_administrator):
        raise NotAllowed(_("You promise in the name of your own unit."))
    if not SourceRecord.objects.visible_to(actor).filter(pk=record.pk).exists():
        raise NotFound
    wanted = None if space_ids is None else set(space_ids)
    if wanted is not None and not (wanted and wanted <= readable_spaces(person=actor)):
        raise NotAllowed
    record = hold(record)
    made = Commitment(record=record, unit=unit, person=actor, made_at=at, is_confined=wanted is not None)
    _fill(made, claim, subject, text, source)
    made.due_at = due_at or _due(made.claim)
    made.save()
    if wanted is not None:
        spaces.place(type="commitment", object_id=made.pk, space_ids=wanted, at=at)
    if made.due_at and made.due_at > at:
        deadlines.set_deadline(kind=REMINDER, about=("commitment", made.pk), due_at=max(at, made.due_at - AHEAD))
    state(events.CommitmentMade, made, actor=actor, at=at)
    _replace(made, at)
    find_conflicts(record=record, actor=actor, at=at)
    return made


@transaction.atomic
def keep(*, actor: Person, commitment: Commitment, at: datetime) -> Commitment:
    """Say that a promise was kept."""
    return _end(actor, commitment, Commitment.State.KEPT, events.CommitmentKept, "", at)


@transaction.atomic
def break_(*, actor: Person, commitment: Commitment, reason: str, at: datetime) -> Commitment:
    """Say that a promise was not kept, and why."""
    return _end(actor, commitment, Commitment.State.BROKEN, events.CommitmentBroken, reason_of(reason), at)


@transaction.atomic
def withdraw(*, actor: Person, commitment: Commitment, reason: str, at: datetime) -> Commitment:
    """Take a promise back, and say why."""
    return _end(actor, commitment, Commitment.State.WITHDRAWN, events.CommitmentWithdrawn, reason_of(reason), at)


@transaction.atomic
def place(*, type: str, ids: Collection[int], space_ids: Iterable[int] | None, at: datetime) -> None:
    """Have promises that were said in these things of `type` read in these spaces alone, as they are; None: by whoever reads their record.

    For what its own app moves: whether that may be done was asked there.
    """
    wanted = None if space_ids is None else sorted(set(space_ids))
    said = {"source_type": type, "source_id__in": list(ids)}
    for found in Commitment.objects.select_for_update().filter(**said):
        found.is_confined = wanted is not None
        found.save(update_fields=["is_confined"])
        spaces.place(type="commitment", object_id=found.pk, space_ids=wanted or [], at=at)
    Proposal.objects.filter(**said).update(is_confined=wanted is not None, space_ids=wanted or [])


@transaction.atomic
def remind(*, commitment_id: int, at: datetime) -> None:
    """Remind who promised that it is soon due; what does not stand any more is passed over."""
    found = Commitment.objects.standing().select_related("record__system").filter(pk=commitment_id).first()
    if found is not None:
        fact = events.CommitmentDue(commitment_id=found.pk, record_id=found.record_id, person_id=found.person_id)
        record_fact(fact, actor=SYSTEM, objects=objects_of(found), spaces=queries.places_of_promise(found), at=at)


def end(commitment: Commitment, to: Commitment.State, *, by: Person, reason: str, at: datetime) -> None:
    """Let a promise stand no more; who may do so was asked before."""
    commitment.state, commitment.ended_at, commitment.ended_by, commitment.reason = to, at, by, reason
    commitment.save(update_fields=["state", "ended_at", "ended_by", "reason", "replaced_by"])
    deadlines.clear(kind=REMINDER, about=("commitment", commitment.pk))


def _end(actor: Person, commitment: Commitment, to: Commitment.State, event: PromiseEvent, reason: str, at: datetime) -> Commitment:
    visible = Commitment.objects.visible_to(actor).filter(pk=commitment.pk).values("pk")
    rows = Commitment.objects.select_for_update(of=("self",)).filter(pk__in=visible)
    found = rows.select_related("record__system", "unit", "person").first()
    if found is None:
        raise NotFound
    if not rules.can_settle(actor, found):
        raise NotAllowed
    if not found.is_standing:
        raise rules.AlreadySettled
    end(found, to, by=actor, reason=reason, at=at)
    state(event, found, actor=actor, at=at)
    return found


def _replace(made: Commitment, at: datetime) -> None:
    """Let stand no more what the unit had promised of the same thing."""
    pairs = queries.pairs()
    for old in queries.standing_on(made.record.customer_id):
        if old.pk != made.pk and old.unit_id == made.unit_id and renews(made.claim, old.claim, pairs=pairs):
            old.replaced_by = made
            end(old, Commitment.State.REPLACED, by=made.person, reason="", at=at)
            fact = events.CommitmentReplaced(
                commitment_id=old.pk,
                record_id=old.record_id,
                unit_id=old.unit_id,
                by_id=made.pk,
                told_ids=concerned([old]),
                sibling_ids=siblings_of(old.record),
            )
            record_fact(fact, actor=made.person, objects=objects_of(old), spaces=queries.places_of_promise(old), at=at)


def _fill(made: Commitment, claim: Claim, subject: str, text: str, source: Ref | None) -> None:
    known = CODES if claim.code in CODES else queries.claim_names()
    if claim.code not in known:
        raise Invalid(_("Choose what is claimed."), field="code")
    if claim.kind and claim.kind not in KINDS:
        raise Invalid(field="kind")
    if claim.code == "hold" and (claim.topic not in known or claim.topic == "hold"):
        raise Invalid(_("Choose what may not be spoken of yet."), field="topic")
    if claim.amount is not None and not (0 <= claim.amount < LARGEST and claim.measure):
        raise Invalid(_("Enter an amount, and what it is in."), field="amount")
    if claim.amount is not None and CODES.get(claim.code) is not Nature.SUM:
        raise Invalid(_("This claim has no amount."), field="amount")
    if claim.from_on and claim.until_on and claim.from_on > claim.until_on:
        raise Invalid(_("It ends before it begins."), field="until_on")
    made.fill(claim)
    made.subject = " ".join(subject.replace("\x00", "").split())[: rules.SUBJECT_LENGTH]
    made.key = key_of(made.subject)[: rules.SUBJECT_LENGTH] if made.subject else claim.key[: rules.SUBJECT_LENGTH]
    made.text = " ".join(text.replace("\x00", "").split())[: rules.TEXT_LENGTH]
    made.source_type, made.source_id = (source.type, source.id) if source else ("", None)


def _due(claim: Claim) -> datetime | None:
    """Return when a promise of a day is due: at the end of that day's work."""
    day = claim.on or claim.until_on
    if day is None or CODES.get(claim.code) is not Nature.DAY:
        return None
    return datetime.combine(day, END_OF_DAY, timezone.get_current_timezone())


def reason_of(text: str) -> str:
    """Return why something is done, in a line; raise `Invalid` for nothing."""
    said = " ".join(text.replace("\x00", "").split())[: rules.REASON_LENGTH]
    if not said:
        raise Invalid(_("Say why."), field="reason")
    return said
