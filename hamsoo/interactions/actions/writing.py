"""Writing to customers, and noting calls and visits."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app as jobs

from hamsoo.commitments import actions as promises
from hamsoo.commitments.queries import require_seen
from hamsoo.identity.models import SourceRecord
from hamsoo.interactions import events, queries, rules
from hamsoo.interactions.actions import placing
from hamsoo.interactions.actions.acknowledging import new_message_id
from hamsoo.interactions.models import Correspondence, Interaction
from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person, Unit
from hamsoo.threads import actions as threads

LOGGED = (Interaction.Channel.PHONE, Interaction.Channel.VISIT)


@transaction.atomic
def send(
    *,
    actor: Person,
    correspondence: Correspondence,
    text: str,
    at: datetime,
    subject: str = "",
    cc: Sequence[str] = (),
    attachment_ids: Collection[int] = (),
    seen: Collection[str] = (),
    reason: str = "",
    client_id: str | None = None,
) -> Interaction:
    """Write to whom the correspondence is with. It goes out after this is committed; the same `client_id` again writes nothing.

    Raises `commitments.rules.Contradicts` for what goes against promises to this customer, unless all of it is among `seen`, the keys of
    what the writer was shown. Why they write it all the same is kept, where they say it, for those who promised.
    """
    found = _to_write(actor, correspondence)
    name = rules.one_line(client_id or "", 40)
    if name and (earlier := Interaction.objects.filter(person=actor, client_id=name).first()):
        return earlier
    if not found.contact_address:
        raise rules.NobodyToWriteTo(field="address")
    _see_to_mailbox(found)
    kept = rules.checked_text(text)
    require_seen(person=actor, record=found.record, text=kept, seen=seen, at=at, language=found.language)
    made = _written(actor, found, at, text=kept, subject=subject, cc=cc, client_id=name)
    ref = Ref("interaction", made.pk)
    threads.attach(actor=actor, target=ref, attachment_ids=attachment_ids, at=at)
    if reason.strip() and found.record is not None:
        promises.note_sent_anyway(
            actor=actor, record=found.record, text=kept, keys=list(seen), reason=reason, at=at, source=ref, language=found.language
        )
    _sent(actor, found, made, at)
    jobs.configure_task("interactions.send").defer(interaction_id=made.pk)
    return made


def _see_to_mailbox(found: Correspondence) -> None:
    """Let a correspondence have a mailbox that is in use; raise `NoMailbox` where its unit has none."""
    if found.mailbox is None or not found.mailbox.is_active:
        found.mailbox = queries.mailbox_of(unit=found.unit)
        if found.mailbox is None:
            raise rules.NoMailbox
        found.save(update_fields=["mailbox"])


def _written(
    actor: Person, found: Correspondence, at: datetime, *, text: str, subject: str, cc: Sequence[str], client_id: str
) -> Interaction:
    return Interaction.objects.create(
        correspondence=found,
        direction=Interaction.Direction.OUT,
        channel=Interaction.Channel.MAIL,
        at=at,
        recorded_at=at,
        person=actor,
        name=actor.name,
        address=found.mailbox.address if found.mailbox else "",
        recipients={"to": [found.contact_address], "cc": _copies(cc, found)},
        subject=rules.one_line(subject, 300),
        text=text,
        delivery=Interaction.Delivery.WAITING,
        message_id=new_message_id(found),
        client_id=client_id,
    )


@transaction.atomic
def begin(
    *,
    actor: Person,
    record: SourceRecord,
    unit: Unit,
    subject: str,
    address: str,
    text: str,
    at: datetime,
    language: str = "fa",
    cc: Sequence[str] = (),
    attachment_ids: Collection[int] = (),
    seen: Collection[str] = (),
    reason: str = "",
    client_id: str | None = None,
) -> Correspondence:
    """Write to a customer first, in the name of a unit."""
    name = rules.one_line(client_id or "", 40)
    if name and (earlier := Interaction.objects.filter(person=actor, client_id=name).select_related("correspondence").first()):
        return earlier.correspondence
    known = rules.record_to_write(actor, record)
    if not rules.can_write_for(actor, unit):
        raise NotAllowed
    mailbox = queries.mailbox_of(unit=unit)
    if mailbox is None:
        raise rules.NoMailbox
    about = rules.one_line(subject, 300)
    if not about:
        raise Invalid(_("Say in a few words what it is about."), field="subject")
    to = rules.checked_address(address) if address.strip() else ""
    made = placing.new(unit=unit, mailbox=mailbox, record=known, subject=about, name=str(known), address=to, language=language, at=at)
    send(
        actor=actor,
        correspondence=made,
        text=text,
        at=at,
        subject=about,
        cc=cc,
        attachment_ids=attachment_ids,
        seen=seen,
        reason=reason,
        client_id=client_id,
    )
    return made


@transaction.atomic
def log(
    *,
    actor: Person,
    record: SourceRecord,
    channel: str,
    direction: str,
    text: str,
    minutes: int | None,
    happened_at: datetime,
    at: datetime,
    correspondence: Correspondence | None = None,
) -> Interaction:
    """Note a call or a visit: what was said, and by whom it began. It belongs to a correspondence, or begins one of the actor's unit."""
    known = rules.record_to_write(actor, record)
    if channel not in LOGGED or direction not in Interaction.Direction.values:
        raise Invalid(_("Say whether it was a call or a visit, and from whom it came."), field="channel")
    rules.check_time(happened_at, at)
    if minutes is not None and not 0 <= minutes <= rules.MOST_MINUTES:
        raise Invalid(_("This lasted too long."), field="minutes")
    kept = rules.checked_text(text)
    found = _noted_in(actor, known, correspondence, direction, kept, happened_at)
    made = Interaction.objects.create(
        correspondence=found,
        direction=direction,
        channel=channel,
        at=happened_at,
        recorded_at=at,
        person=actor,
        name=str(known) if direction == Interaction.Direction.IN else actor.name,
        text=kept,
        minutes=minutes,
    )
    placing.note_time(found, made)
    _say_logged(actor, found, made, begins=found != correspondence)
    return made


def _noted_in(
    actor: Person, known: SourceRecord, correspondence: Correspondence | None, direction: str, text: str, at: datetime
) -> Correspondence:
    if correspondence is not None:
        given = _to_write(actor, correspondence)
        rules.check_same_customer(given, known)
        return placing.current(given, at=at) if direction == Interaction.Direction.IN else given
    if actor.unit is None:
        raise NotAllowed
    subject = rules.one_line(text.partition("\n")[0], 120)
    return placing.new(unit=actor.unit, mailbox=None, record=known, subject=subject, name=str(known), address="", language="fa", at=at)


def _say_logged(actor: Person, found: Correspondence, made: Interaction, *, begins: bool) -> None:
    if made.direction == Interaction.Direction.OUT:
        _sent(actor, found, made, made.at)
        return
    fact = events.InteractionReceived(
        correspondence_id=found.pk,
        interaction_id=made.pk,
        unit_id=found.unit_id,
        channel=made.channel,
        record_id=found.record_id,
        sibling_ids=placing.siblings(found),
        begins=begins,
    )
    placing.say(fact, actor=actor, correspondence=found, at=made.at)


def _sent(actor: Person, found: Correspondence, made: Interaction, at: datetime) -> None:
    placing.note_time(found, made)
    fact = events.InteractionSent(
        correspondence_id=found.pk,
        interaction_id=made.pk,
        unit_id=found.unit_id,
        channel=made.channel,
        record_id=found.record_id,
        sibling_ids=placing.siblings(found),
    )
    placing.say(fact, actor=actor, correspondence=found, at=at)


def _to_write(actor: Person, correspondence: Correspondence) -> Correspondence:
    """Return the correspondence, locked; raise `NotFound` for what the actor does not read, `NotAllowed` where they only read."""
    rows = Correspondence.objects.visible_to(actor).select_for_update(of=("self",)).select_related("record__system", "unit", "mailbox")
    found = rows.filter(pk=correspondence.pk).first()
    if found is None:
        raise NotFound
    if not rules.can_write(actor, found):
        raise NotAllowed
    return found


def _copies(cc: Sequence[str], found: Correspondence) -> list[str]:
    wanted = list(dict.fromkeys(rules.checked_address(one, field="cc") for one in cc if one.strip()))
    if len(wanted) > rules.MOST_COPIES:
        raise Invalid(_("%(limit)s copies at most.") % {"limit": rules.MOST_COPIES}, field="cc")
    return [one for one in wanted if one != found.contact_address]
