"""Taking an answer that came by mail: as if it had been written on the page, by whom the address was given to."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from mimetypes import guess_extension

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.mail.reading import File
from hamsoo.ledger.actors import through
from hamsoo.ledger.traits import Ref
from hamsoo.notices import incoming, queries
from hamsoo.notices.models import IncomingMail
from hamsoo.notices.replying import ReplyKey, key_in
from hamsoo.people.models import Person
from hamsoo.people.queries import person_for_mail
from hamsoo.threads import actions as threads


def take_answer(*, raw: bytes, envelope: Iterable[str] = (), at: datetime) -> Ref | None:
    """Do what a mail says about what its address answers, with its files; return what it became, None for a mail that was taken before.

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
    if IncomingMail.objects.filter(digest=mail.digest, entry_id=key.entry_id, person=person).exists():
        return None
    with through("mail"):
        target = _target(person, key)
        # Looking into files takes long, and what is kept of them no transaction takes back.
        with _uploaded(person, mail.files, at) as attachment_ids:
            return _answer(person, key, mail, target, attachment_ids, at)


def _target(person: Person, key: ReplyKey) -> queries.Answered:
    """Return what is answered. What its writer may not see any more is not there to be answered."""
    target = queries.answered(person=person, entry_id=key.entry_id)
    if target is None:
        raise NotFound
    return target


@transaction.atomic
def _answer(
    person: Person, key: ReplyKey, mail: incoming.Incoming, target: queries.Answered, attachment_ids: Sequence[int], at: datetime
) -> Ref | None:
    """Answer, once for each mail and address."""
    _taken, is_new = IncomingMail.objects.get_or_create(digest=mail.digest, entry_id=key.entry_id, person=person, defaults={"at": at})
    if not is_new:
        return None
    if target.way is not None:
        return target.way.take(actor=person, about=target.ref, text=mail.text, attachment_ids=attachment_ids, at=at)
    said = threads.comment(
        actor=person, target=target.ref, body=mail.text, parent_id=target.comment_id, attachment_ids=attachment_ids, at=at
    )
    return said.comment.ref


@contextmanager
def _uploaded(person: Person, files: Sequence[File], at: datetime) -> Iterator[list[int]]:
    """Take the files of a mail in as if they had been sent on the page; those that nothing came of go again."""
    ids: list[int] = []
    try:
        for number, file in enumerate(files, 1):
            name = file.name or f"{number}{guess_extension(file.kind) or ''}"
            ids.append(threads.upload(actor=person, file=SimpleUploadedFile("file", file.content), name=name, at=at).pk)
        yield ids
    finally:
        for pk in ids:
            threads.sweep(attachment_id=pk)


def _key(recipients: Iterable[str]) -> ReplyKey:
    """Return what the one address of ours says among these; raise `Refused` for none, and for several that say different things."""
    found = {key for address in recipients if (key := key_in(address))}
    if len(found) != 1:
        raise incoming.Refused(_("No mail goes to this address. Answer a notice, or write on the page."))
    return found.pop()
