"""Making two promises one voice: bringing people together, deciding, saying why one wrote all the same; and the matrix itself."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hamsoo.chat import actions as chat
from hamsoo.commitments import events, queries, rules
from hamsoo.commitments.actions.promising import end, reason_of
from hamsoo.commitments.actions.recording import concerned, hold, state, state_conflict
from hamsoo.commitments.matrix import pair
from hamsoo.commitments.models import Commitment, Conflict, OwnClaim, OwnPair, Resolution, SentAnyway, Talk
from hamsoo.identity.models import SourceRecord
from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.ledger.actions import record as record_fact
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person

MOST_OWN = 50


@transaction.atomic
def talk(*, actor: Person, conflict_id: int, at: datetime) -> Talk:
    """Bring those who promised together in one conversation, with whoever asks; made at the first call. Who comes later is taken in."""
    found = queries.one_place(person=actor, pk=conflict_id)
    Conflict.objects.select_for_update(of=("self",)).get(pk=conflict_id)
    known = Talk.objects.filter(conflict_id=conflict_id).select_related("conversation", "by").first()
    if known is not None:
        _let_in(known, actor, at)
        return known
    if not found.is_open:
        raise rules.AlreadyDecided
    people = {side.person.pk: side.person for side in found.sides if side.person.pk != actor.pk}
    conversation = chat.start_group(actor=actor, people=people.values(), name=gettext("One voice"), at=at)
    words = gettext("Two promises to a customer contradict one another. Let us agree on one: [open both](%(url)s)")
    body = words % {"url": found.conflict.get_absolute_url()}
    chat.send(actor=actor, conversation_id=conversation.pk, body=body, client_id=uuid4(), at=at)
    return Talk.objects.create(conflict=found.conflict, conversation=conversation, by=actor, at=at)


def _let_in(known: Talk, actor: Person, at: datetime) -> None:
    """Take somebody into the conversation who is concerned too: who brought it together does."""
    chat.invite(actor=known.by, conversation_id=known.conversation_id, person=actor, at=at)


@transaction.atomic
def decide(*, actor: Person, conflict_id: int, winner: Commitment, reason: str, at: datetime, note: str = "") -> Resolution:
    """Decide which of two promises holds: the other is withdrawn, with the reason, and all concerned are told.

    `note` is what the customer should be written; sending it is for who answers them.
    """
    record = queries.conflict(person=actor, pk=conflict_id).a.record
    hold(record)
    found = queries.one_place(person=actor, pk=conflict_id)
    if not found.is_open:
        raise rules.AlreadyDecided
    if not found.can_decide:
        raise NotAllowed
    row = found.conflict
    if winner.pk not in (row.a_id, row.b_id):
        raise Invalid(_("Choose one of the two."), field="winner")
    said = reason_of(reason)
    loser = row.b if winner.pk == row.a_id else row.a
    told = concerned([row.a, row.b])
    resolution = Resolution.objects.create(
        conflict=row, winner_id=winner.pk, reason=said, note=note.replace("\x00", "").strip()[: rules.NOTE_LENGTH], by=actor, at=at
    )
    end(loser, Commitment.State.WITHDRAWN, by=actor, reason=said, at=at)
    state(events.CommitmentWithdrawn, loser, actor=actor, at=at)
    fact = events.ConflictDecided(
        conflict_id=row.pk,
        commitment_ids=(row.a_id, row.b_id),
        record_ids=tuple(sorted({row.a.record_id, row.b.record_id})),
        winner_id=winner.pk,
        told_ids=told,
    )
    state_conflict(fact, row, actor=actor, at=at)
    return resolution


@transaction.atomic
def note_sent_anyway(
    *,
    actor: Person,
    record: SourceRecord,
    text: str,
    keys: Sequence[str],
    reason: str,
    at: datetime,
    source: Ref | None = None,
    language: str = "",
) -> SentAnyway | None:
    """Keep why somebody wrote `text` against what was promised, for those who had promised it; None where nothing speaks against it.

    `keys` are those of the contradictions that they were shown. Raises `Contradicts` for others, `Invalid` without a reason.
    """
    draft = queries.require_seen(person=actor, record=record, text=text, seen=keys, at=at, language=language)
    if not draft.contradictions:
        return None
    ids = draft.commitment_ids
    against = [one for one in queries.standing_on(record.customer_id) if one.pk in ids]
    row = SentAnyway.objects.create(
        record=record,
        commitment_ids=[one.pk for one in against],
        by=actor,
        at=at,
        reason=reason_of(reason),
        source_type=source.type if source else "",
        source_id=source.id if source else None,
    )
    told = tuple(pk for pk in concerned(against) if pk != actor.pk)
    fact = events.SentDespiteConflict(sent_id=row.pk, record_id=record.pk, commitment_ids=tuple(row.commitment_ids), told_ids=told)
    record_fact(
        fact, actor=actor, objects=[Ref("source_record", record.pk), *(one.ref for one in against)], spaces=[record.system.space_id], at=at
    )
    return row


@transaction.atomic
def add_pair(*, actor: Person, a: str, b: str, at: datetime) -> OwnPair:
    """Let two claims exclude one another; what is known already is returned."""
    _require_changes(actor)
    known = queries.claim_names()
    if a not in known or b not in known or a == b or "hold" in (a, b):
        raise Invalid(_("Choose two different claims."), field="b")
    if pair(a, b) in rules.PAIRS:
        raise Invalid(_("These two exclude one another already."), field="b")
    first, second = sorted((a, b))
    row, is_new = OwnPair.objects.get_or_create(a=first, b=second, defaults={"by": actor, "at": at})
    if is_new:
        _note_change(actor, at)
    return row


@transaction.atomic
def drop_pair(*, actor: Person, pk: int, at: datetime) -> None:
    """Let two claims exclude one another no more. What was found by them stays until it is decided."""
    _require_changes(actor)
    if not OwnPair.objects.filter(pk=pk).delete()[0]:
        raise NotFound
    _note_change(actor, at)


@transaction.atomic
def add_claim(*, actor: Person, code: str, name_fa: str, name_en: str, at: datetime) -> OwnClaim:
    """Add a claim of the organisation's own."""
    _require_changes(actor)
    names = [" ".join(name.replace("\x00", "").split())[:60] for name in (name_fa, name_en)]
    if not names[0]:
        raise Invalid(_("Give it a name."), field="name_fa")
    if code in queries.claim_names():
        raise Invalid(_("There is such a claim already."), field="code")
    if OwnClaim.objects.count() >= MOST_OWN:
        raise Invalid(_("These are too many claims to choose from."), field="code")
    row = OwnClaim.objects.create(code=code, name_fa=names[0], name_en=names[1])
    _note_change(actor, at)
    return row


@transaction.atomic
def drop_claim(*, actor: Person, pk: int, at: datetime) -> None:
    """Take a claim of the organisation's own away, with its pairs; one that promises make stays."""
    _require_changes(actor)
    row = OwnClaim.objects.filter(pk=pk).first()
    if row is None:
        raise NotFound
    if Commitment.objects.filter(code=row.code).exists():
        raise Invalid(_("Promises make this claim: it stays."))
    OwnPair.objects.filter(a=row.code).delete()
    OwnPair.objects.filter(b=row.code).delete()
    row.delete()
    _note_change(actor, at)


def _require_changes(actor: Person) -> None:
    if not rules.can_change_matrix(actor):
        raise NotAllowed


def _note_change(actor: Person, at: datetime) -> None:
    fact = events.MatrixChanged(pair_count=OwnPair.objects.count(), claim_count=OwnClaim.objects.count())
    record_fact(fact, actor=actor, objects=[], spaces=[], at=at)
