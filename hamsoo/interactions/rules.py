"""Who may write and keep mailboxes, what can be kept, and the named refusals."""

import re
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from hamsoo.identity.models import SourceRecord
from hamsoo.interactions import verbs
from hamsoo.interactions.models import Correspondence
from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from hamsoo.people.models import Person, Unit
from hamsoo.people.rights import allows
from hamsoo.spaces.models import Level

LONGEST = 100_000
"""Characters of what is written or said."""
MOST_MINUTES = 100_000
MOST_COPIES = 20
# A key of 41 letters is added before the `@`, where mail servers take 64.
_OURS = re.compile(r"[a-z0-9_.-]{1,20}@[a-z0-9-]+(\.[a-z0-9-]+)+")


class NoMailbox(Conflict):
    """There is no address in whose name it could be written."""

    default = _("This department has no mailbox to write from. An administrator can give it one.")


class NobodyToWriteTo(Invalid):
    """It is not known by which address they are reached."""

    default = _("Enter the mail address that it goes to.")


def can_keep_mailboxes(person: Person | None) -> bool:
    """Return whether `person` keeps the addresses by which the organisation is reached, and looks after what did not arrive."""
    return allows(person, verbs.KEEP_MAILBOXES)


def require_keeps_mailboxes(person: Person) -> None:
    """Raise `NotAllowed` for everybody else."""
    if not can_keep_mailboxes(person):
        raise NotAllowed


def can_write(person: Person, correspondence: Correspondence) -> bool:
    """Return whether `person` writes where it stands."""
    return Correspondence.objects.visible_to(person, Level.WRITE).filter(pk=correspondence.pk).exists()


def can_write_for(person: Person, unit: Unit) -> bool:
    """Return whether `person` begins to write in the name of a unit: of their own, and of those above and below it."""
    own = person.unit
    return person.is_administrator or (own is not None and (own.path.startswith(unit.path) or unit.path.startswith(own.path)))


def record_to_write(person: Person, record: SourceRecord) -> SourceRecord:
    """Return a record as it is now; raise `NotFound` for who does not read it, `NotAllowed` for who does not write to its customer."""
    found = SourceRecord.objects.visible_to(person).select_related("system").filter(pk=record.pk).first()
    if found is None:
        raise NotFound
    if not SourceRecord.objects.visible_to(person, Level.WRITE).filter(pk=found.pk).exists():
        raise NotAllowed
    return found


def check_same_customer(correspondence: Correspondence, record: SourceRecord) -> None:
    """Raise `Invalid` where a correspondence is not with the customer of a record, or nobody has said with whom it is."""
    if correspondence.record is None or correspondence.record.customer_id != record.customer_id:
        raise Invalid(_("This correspondence is not with this customer."), field="correspondence")


def checked_text(text: str) -> str:
    """Return what is written, without what no database keeps; raise `Invalid` for nothing and for too much."""
    kept = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if not kept:
        raise Invalid(_("Write something."), field="text")
    if len(kept) > LONGEST:
        raise Invalid(_("Up to %(count)s characters.") % {"count": LONGEST}, field="text")
    return kept


def one_line(text: str, length: int) -> str:
    """Return a text in one line of a header, cut where it is too long."""
    return " ".join(text.replace("\x00", "").split())[:length]


def checked_subject_form(form: str, *, field: str = "subject_fa") -> str:
    """Return a form of subjects in one line; raise `Invalid` for one in which there is no place for the subject itself."""
    kept = one_line(form, 120)
    if kept and kept.count("{subject}") != 1:
        raise Invalid(_("Write {subject} once, where the subject itself stands."), field=field)
    return kept


def checked_address(address: str, *, field: str = "address") -> str:
    """Return a mail address in small letters; raise `Invalid` for what is none."""
    kept = address.strip().lower()
    try:
        validate_email(kept)
    except ValidationError as error:
        raise Invalid(_("Enter a mail address such as mina@example.com."), field=field) from error
    return kept


def checked_own_address(address: str) -> str:
    """Return an address of a mailbox; raise `Invalid` for one to which no key could be added."""
    kept = checked_address(address)
    if not _OURS.fullmatch(kept):
        raise Invalid(_("Up to 20 letters, digits, dots and hyphens before the @."), field="address")
    return kept


def check_time(happened_at: datetime, at: datetime) -> None:
    """Raise `Invalid` for what lies ahead, or in a time of which nobody keeps anything."""
    if happened_at > at:
        raise Invalid(_("This lies ahead: note it when it has happened."), field="happened_at")
    if happened_at.year < 1900:
        raise Invalid(_("This lies too far back."), field="happened_at")
