"""Taking an answer that came by mail: as if it had been written on the page, by whom the address was given to."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.actors import through
from hamsoo.notices import incoming, queries
from hamsoo.notices.models import IncomingMail
from hamsoo.notices.replying import ReplyKey, key_in
from hamsoo.people.models import Person
from hamsoo.people.queries import person_for_mail
from hamsoo.threads import actions as threads
from hamsoo.threads.models import Comment


def take_answer(*, raw: bytes, envelope: Iterable[str] = (), at: datetime) -> Comment | None:
    """Comment with what a mail says on what its address answers; None for a mail that was taken before.

    Raises `incoming.Refused` (or another `DomainError` of the comment itself) when it is not taken, and `incoming.Ignored` when a machine
    wrote it. Nothing outside can be asked here who has really sent a mail: it takes the address, which only its person was given, and that
    they write from their own.
    """
    mail = incoming.read(raw, envelope=envelope)
    key = _key(mail.recipients)
    person = Person.objects.active().select_related("account", "unit").filter(pk=key.person_id).first()
    if person is None or person_for_mail(address=mail.sender) != person:
        raise incoming.Refused(_("This address answers for somebody else. Write from the address that the mail came to."))
    if at > key.until:
        raise incoming.Refused(_("It is too long ago to answer this by mail. Answer on the page."))
    if not mail.text:
        raise incoming.Refused(_("There is nothing in this mail above what it quotes."))
    with through("mail"):
        return _comment(person, key, mail, at)


@transaction.atomic
def _comment(person: Person, key: ReplyKey, mail: incoming.Incoming, at: datetime) -> Comment | None:
    """Write the comment, once for each mail and address. What its writer may not see any more is not there to be answered."""
    _taken, is_new = IncomingMail.objects.get_or_create(digest=mail.digest, entry_id=key.entry_id, person=person, defaults={"at": at})
    if not is_new:
        return None
    target = queries.answered(person=person, entry_id=key.entry_id)
    if target is None:
        raise NotFound
    return threads.comment(actor=person, target=target.ref, body=mail.text, parent_id=target.comment_id, at=at).comment


def _key(recipients: Iterable[str]) -> ReplyKey:
    """Return what the one address of ours says among these; raise `Refused` for none, and for several that say different things."""
    found = {key for address in recipients if (key := key_in(address))}
    if len(found) != 1:
        raise incoming.Refused(_("No mail goes to this address. Answer a notice, or write on the page."))
    return found.pop()
