"""Beginning correspondence, saying where it stands and whom it is with."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from hamsoo.commitments import actions as promises
from hamsoo.customers.queries import siblings_of
from hamsoo.identity.models import SourceRecord
from hamsoo.interactions import events, rules
from hamsoo.interactions.models import Correspondence, Interaction, Mailbox
from hamsoo.kernel.errors import NotAllowed, NotFound
from hamsoo.ledger.actions import record as state
from hamsoo.ledger.actors import Acts
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person, Unit
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Space
from hamsoo.spaces.queries import placed_in

TYPE = "correspondence"


def new(
    *,
    unit: Unit,
    mailbox: Mailbox | None,
    record: SourceRecord | None,
    subject: str,
    name: str,
    address: str,
    language: str,
    at: datetime,
    sifted: str = "",
) -> Correspondence:
    """Make a correspondence; who reads its unit reads it, and who reads the customer. Part of the action that says why."""
    made = Correspondence.objects.create(
        unit=unit,
        mailbox=mailbox,
        record=record,
        subject=rules.one_line(subject, 300),
        contact_name=rules.one_line(name, 200),
        contact_address=address,
        language=language,
        sifted=sifted,
        opened_at=at,
        last_at=at,
    )
    spaces.place_new(type=TYPE, places=[(made.pk, at, _usual_places(made, at))])
    return made


def current(correspondence: Correspondence, *, at: datetime) -> Correspondence:
    """Return the correspondence in which goes on what is said now: itself, or what goes on after one that is over.

    The first to go on begins it, where the former stands. Part of the action that says what is said.
    """
    if not correspondence.is_over:
        return correspondence
    known = Correspondence.objects.select_for_update(no_key=True, of=("self",)).select_related("record__system", "unit", "mailbox")
    found = known.get(pk=correspondence.pk)
    while found.is_over:
        later = known.filter(continues=found.pk).order_by("-opened_at", "-pk").first()
        if later is None:
            return _after(found, at)
        found = later
    return found


def _after(former: Correspondence, at: datetime) -> Correspondence:
    made = Correspondence.objects.create(
        continues=former,
        opened_at=at,
        last_at=at,
        acknowledged_at=former.acknowledged_at,
        **{name: getattr(former, name) for name in ("unit", "mailbox", "record", "subject", "contact_name", "contact_address", "language")},
    )
    spaces.place(type=TYPE, object_id=made.pk, space_ids=placed_in(type=TYPE, object_id=former.pk), at=at)
    return made


@transaction.atomic
def end(*, correspondence: Correspondence, is_over: bool) -> None:
    """Let what is said from now on begin another, which others may read; or no more. Part of the action that says why."""
    Correspondence.objects.filter(pk=correspondence.pk).update(is_over=is_over)


@transaction.atomic
def place(*, correspondence: Correspondence, space_ids: Iterable[int], at: datetime) -> None:
    """Let a correspondence stand in exactly these spaces: what it is about has moved, or is for few. Part of the action that says why."""
    wanted = set(space_ids)
    spaces.place(type=TYPE, object_id=correspondence.pk, space_ids=wanted, at=at)
    # What was promised in it is read where it is.
    record = correspondence.record
    is_open = record is not None and record.system.space_id in wanted
    ids = list(correspondence.interactions.values_list("pk", flat=True))
    promises.place(type="interaction", ids=ids, space_ids=None if is_open else wanted, at=at)


@transaction.atomic
def join(*, actor: Person, correspondence: Correspondence, record: SourceRecord, at: datetime) -> Correspondence:
    """Say which customer a correspondence is with: `actor` knows it, whatever the mail says. Saying the same again changes nothing.

    It stands where it stood; where nobody has moved it, it stands where the customer is read as well.
    """
    found = Correspondence.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=correspondence.pk).first()
    known = SourceRecord.objects.visible_to(actor).select_related("system").filter(pk=record.pk).first()
    if found is None or known is None:
        raise NotFound
    if not rules.can_write(actor, found):
        raise NotAllowed
    if found.record_id == known.pk:
        return found
    is_usual = placed_in(type=TYPE, object_id=found.pk) == _usual_places(found, at)
    found.record = known
    found.save(update_fields=["record"])
    if is_usual:
        spaces.place(type=TYPE, object_id=found.pk, space_ids=_usual_places(found, at), at=at)
    fact = events.CorrespondenceJoined(
        correspondence_id=found.pk, record_id=known.pk, unit_id=found.unit_id, sibling_ids=siblings_of(known)
    )
    state(fact, actor=actor, objects=objects_of(found), spaces=placed_in(type=TYPE, object_id=found.pk), at=at)
    return found


def say(fact: events.InteractionReceived | events.InteractionSent, *, actor: Acts, correspondence: Correspondence, at: datetime) -> None:
    """State a fact about a contact, where its correspondence stands."""
    spaces_now = placed_in(type=TYPE, object_id=correspondence.pk)
    state(fact, actor=actor, objects=[*objects_of(correspondence), Ref("interaction", fact.interaction_id)], spaces=spaces_now, at=at)


def objects_of(correspondence: Correspondence) -> list[Ref]:
    """Return what facts of a correspondence are about: itself, and the customer where that is known."""
    about = [Ref(TYPE, correspondence.pk)]
    return [*about, Ref("source_record", correspondence.record_id)] if correspondence.record_id else about


def siblings(correspondence: Correspondence) -> tuple[int, ...]:
    """Return which other records of the customer are followed."""
    return siblings_of(correspondence.record) if correspondence.record else ()


def note_time(correspondence: Correspondence, interaction: Interaction) -> None:
    """Let a correspondence be as young as the youngest contact in it."""
    if interaction.at > correspondence.last_at:
        correspondence.last_at = interaction.at
        correspondence.save(update_fields=["last_at"])


def _usual_places(correspondence: Correspondence, at: datetime) -> frozenset[int]:
    known = Space.objects.filter(subject_type="unit", subject_id=correspondence.unit_id).values_list("pk", flat=True).first()
    own = known or spaces.ensure_unit_space(unit=correspondence.unit, at=at).pk
    return frozenset({own, correspondence.record.system.space_id} if correspondence.record else {own})
