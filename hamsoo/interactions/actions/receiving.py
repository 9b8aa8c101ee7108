"""Taking in what customers say: mails, and what forms and other systems hand over. The same again is taken once."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

import structlog
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.identity.models import SourceRecord
from hamsoo.interactions import events, queries, rules
from hamsoo.interactions.actions import placing
from hamsoo.interactions.actions.acknowledging import acknowledge
from hamsoo.interactions.actions.bouncing import take_bounce
from hamsoo.interactions.actions.knowing import known_sender
from hamsoo.interactions.models import Correspondence, Interaction, Mailbox
from hamsoo.kernel.errors import Invalid, NotAllowed
from hamsoo.kernel.mail.reading import Ignored, Mail, Refused
from hamsoo.kernel.mail.reading import read as read_mail
from hamsoo.ledger.actors import SYSTEM, Acts, through
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person, Unit
from hamsoo.threads import actions as threads
from hamsoo.threads import files

log = structlog.get_logger(__name__)
_MOST_FILES = 20
_SMALL_PICTURE = 8_000
"""Bytes of a picture within a text below which it is a sign or a line, and no message."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What is taken in, from wherever it came."""

    channel: str
    name: str
    address: str
    subject: str
    text: str
    digest: str
    quoted: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
    kept: Sequence[files.Read] = ()
    sifted: str = ""


def receive_mail(*, raw: bytes, envelope: Iterable[str] = (), at: datetime) -> Interaction | None:
    """Take a mail that came to a mailbox; return what it became, None for one of a machine that leaves nothing.

    Raises `Refused` for what cannot be read or goes to no mailbox, and `Ignored` for our own that came round.
    """
    mail = read_mail(raw, envelope=envelope, trusted_server=settings.MAIL_TRUSTED_SERVER)
    mailbox, is_ours = queries.mailbox_of_mail(mail=mail)
    if mailbox is None:
        raise Refused(_("No mail goes to this address."))
    if is_ours:
        # A mail of our own that came round: whoever answered it would begin a loop.
        raise Ignored
    with through("mail"):
        if mail.bounce is not None:
            return take_bounce(mail=mail, mailbox=mailbox, at=at)
        kept, left_out = _files(mail)
        said = _of_mail(mail, kept, left_out)
        with transaction.atomic():
            if (earlier := _once(said.digest)) is not None:
                return earlier
            found, record = _belongs(mail, mailbox, at)
            if found is None and mail.is_automatic and queries.is_wanted(mail=mail, mailbox=mailbox):
                said = replace(said, sifted=Correspondence.Sifted.WANTED, extra={**said.extra, "is_automatic": False})
            taken = _take(said, found, mailbox.unit, mailbox, record, SYSTEM, at)
            _keep_raw(taken, raw)
            if found is None:
                acknowledge(correspondence=taken.correspondence, mail=mail, at=at)
        return taken


def receive(
    *,
    actor: Acts,
    channel: str,
    text: str,
    at: datetime,
    unit: Unit | None = None,
    mailbox: Mailbox | None = None,
    name: str = "",
    address: str = "",
    subject: str = "",
    key: str = "",
    correspondence: Correspondence | None = None,
    record: SourceRecord | None = None,
    attachment_ids: Collection[int] = (),
    found: Sequence[files.Read] = (),
    language: str = "fa",
) -> Interaction:
    """Take what somebody said by a form, a portal or another system; with the same `key` of the same actor it is taken once.

    Who it is from is not known by what they say of themselves: `record` is given by who knows it. `found` are files that came with it.
    """
    unit = unit or (mailbox.unit if mailbox else None) or (correspondence.unit if correspondence else None)
    if unit is None or channel not in Interaction.Channel.values:
        raise Invalid(_("Say which department it is for."), field="unit")
    if isinstance(actor, Person):
        _require_may_hand_over(actor, correspondence, unit, record)
    who = actor.as_actor()
    said = _Said(
        channel=channel,
        name=rules.one_line(name, 200),
        address=rules.checked_address(address) if address else "",
        subject=rules.one_line(subject, 300),
        text=rules.checked_text(text),
        digest=sha256(f"{who.type}:{who.id}:{key}".encode(errors="surrogatepass")).hexdigest() if key else "",
        extra={"person": actor if isinstance(actor, Person) else None},
        kept=found,
    )
    with transaction.atomic():
        if said.digest and (earlier := _once(said.digest)) is not None:
            return earlier
        known = (
            Correspondence.objects.select_related("record__system", "unit").filter(pk=correspondence.pk).first() if correspondence else None
        )
        taken = _take(said, known, unit, mailbox, record, actor, at, language)
        if attachment_ids and isinstance(actor, Person):
            threads.attach(actor=actor, target=Ref("interaction", taken.pk), attachment_ids=attachment_ids, at=at)
    return taken


def _require_may_hand_over(actor: Person, correspondence: Correspondence | None, unit: Unit, record: SourceRecord | None) -> None:
    """Raise `NotAllowed` for who does not write there, or to this customer; `Invalid` for what goes on with another one."""
    if not (rules.can_write(actor, correspondence) if correspondence else rules.can_write_for(actor, unit)):
        raise NotAllowed
    if record is not None:
        known = rules.record_to_write(actor, record)
        if correspondence is not None:
            rules.check_same_customer(correspondence, known)


def _take(
    said: _Said,
    found: Correspondence | None,
    unit: Unit,
    mailbox: Mailbox | None,
    record: SourceRecord | None,
    actor: Acts,
    at: datetime,
    language: str = "",
) -> Interaction:
    correspondence = placing.current(found, at=at) if found else _begun(said, unit, mailbox, record, at, language)
    taken = Interaction.objects.create(
        correspondence=correspondence,
        direction=Interaction.Direction.IN,
        channel=said.channel,
        at=at,
        recorded_at=at,
        name=said.name,
        address=said.address,
        subject=said.subject,
        text=said.text,
        quoted=said.quoted,
        digest=said.digest,
        **said.extra,
    )
    if said.kept:
        threads.take_in(target=Ref("interaction", taken.pk), found=said.kept, at=at)
    placing.note_time(correspondence, taken)
    fact = events.InteractionReceived(
        correspondence_id=correspondence.pk,
        interaction_id=taken.pk,
        unit_id=correspondence.unit_id,
        channel=said.channel,
        record_id=correspondence.record_id,
        sibling_ids=placing.siblings(correspondence),
        begins=correspondence != found,
        is_automatic=taken.is_automatic,
    )
    placing.say(fact, actor=actor, correspondence=correspondence, at=at)
    return taken


def _begun(said: _Said, unit: Unit, mailbox: Mailbox | None, record: SourceRecord | None, at: datetime, language: str) -> Correspondence:
    return placing.new(
        unit=unit,
        mailbox=mailbox,
        record=record,
        subject=said.subject,
        name=said.name,
        address=said.address,
        language=language or _language(said.text),
        sifted=said.sifted,
        at=at,
    )


def _belongs(mail: Mail, mailbox: Mailbox, at: datetime) -> tuple[Correspondence | None, SourceRecord | None]:
    """Return the correspondence that a mail goes on with, or None and the record of its sender, where that is known and proven."""
    found = queries.correspondence_of(mail=mail, mailbox=mailbox, at=at)
    return (found, None) if found is not None else (None, known_sender(mail=mail, at=at))


def _once(digest: str) -> Interaction | None:
    """Return what was taken already; of two at the same moment the second waits and finds the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7))", [digest])
    return Interaction.objects.filter(digest=digest).first()


def _of_mail(mail: Mail, kept: Sequence[files.Read], left_out: list[str]) -> _Said:
    outcome, digest = mail.authentication, _digest(mail)
    extra = {
        "raw_key": digest,
        "recipients": {"to": [one.address for one in mail.to], "cc": [one.address for one in mail.cc]},
        "said_at": mail.said_at,
        "message_id": mail.message_id[:250],
        "is_automatic": mail.is_automatic,
        "is_proven": outcome.is_proven,
        "authentication": {name: value for name, value in asdict(outcome).items() if name != "is_proven"},
        "has_markup": bool(mail.html.strip()),
        "left_out": left_out,
    }
    return _Said(
        channel=Interaction.Channel.MAIL,
        name=mail.sender.name[:200],
        address=mail.sender.address[:254],
        subject=mail.subject,
        text=mail.text[: rules.LONGEST],
        quoted=mail.quoted[: rules.LONGEST],
        digest=digest,
        extra=extra,
        kept=kept,
        sifted="" if mail.writer == "person" else mail.writer,
    )


def _digest(mail: Mail) -> str:
    """Return what tells a mail from every other: whoever knows the id of a mail to come keeps nobody else's out with it."""
    parts = [mail.message_id, mail.sender.address, mail.subject, mail.text, mail.quoted, str(mail.said_at)]
    content = sha256(json.dumps(parts).encode())
    for file in mail.files:
        content.update(sha256(file.content).digest())
    return content.hexdigest()


def _files(mail: Mail) -> tuple[list[files.Read], list[str]]:
    """Return the files of a mail as they are kept, and the names of those that are not: empty, damaged, too large, not what they say."""
    kept, left_out = list[files.Read](), list[str]()
    for one in mail.files:
        if one.is_inline and len(one.content) < _SMALL_PICTURE:
            continue
        name = one.name or f"file{_ENDINGS.get(one.kind, '')}"
        try:
            if len(one.content) > settings.LARGEST_FILE or len(kept) >= _MOST_FILES:
                left_out.append(files.safe_name(name))
            else:
                kept.append(files.read(name, one.content))
        except Invalid:
            left_out.append(files.safe_name(name))
    return kept, left_out


_ENDINGS = {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "application/pdf": ".pdf", "message/rfc822": ".eml"}


def _keep_raw(taken: Interaction, raw: bytes) -> None:
    """Keep the mail as it came, by a name that follows from what it says: trying again leaves nothing behind."""
    name = taken.stored_as
    default_storage.delete(name)
    default_storage.save(name, ContentFile(raw))


def _language(text: str) -> str:
    """Return in which of our languages a text seems to be written."""
    arabic = sum("\u0600" <= letter <= "\u06ff" for letter in text[:2_000])
    latin = sum("a" <= letter.lower() <= "z" for letter in text[:2_000])
    return "en" if latin > arabic else "fa"
