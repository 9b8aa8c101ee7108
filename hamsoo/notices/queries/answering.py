"""What a notice can be answered on by mail."""

from dataclasses import dataclass

from hamsoo.kernel.errors import DomainError
from hamsoo.ledger.facts import Fact, facts_by_id
from hamsoo.ledger.presentation import present
from hamsoo.ledger.traits import Notifies, Ref
from hamsoo.notices import answerable, incoming
from hamsoo.notices.models import InboxItem
from hamsoo.notices.replying import key_in
from hamsoo.people.models import Person
from hamsoo.people.queries import person_for_mail
from hamsoo.threads import targets
from hamsoo.threads.models import Comment
from hamsoo.threads.rules import require_can_comment


@dataclass(frozen=True, slots=True)
class Answered:
    """What a person may answer because of a notice: in a `way` of its own, or by a comment, perhaps to `comment_id`."""

    ref: Ref
    comment_id: int | None = None
    way: answerable.Way | None = None


def answered(*, person: Person, entry_id: int) -> Answered | None:
    """Return what an answer to the fact answers; None when `person` was not told of it, or may not answer there now."""
    if not InboxItem.objects.filter(person=person, entry_id=entry_id).exists():
        return None
    fact = facts_by_id([entry_id]).get(entry_id)
    return _of(fact, person) if fact is not None and present([fact], person=person) else None


def writer_of(*, raw: bytes) -> Person | None:
    """Return who has written a mail, if it went to an address that was given to them and comes from their own; None for anybody else."""
    try:
        mail = incoming.read(raw)
    except (DomainError, incoming.Ignored):
        return None
    person = person_for_mail(address=mail.sender)
    keys = {key.person_id for address in mail.recipients if (key := key_in(address))}
    return person if person is not None and person.is_active and keys == {person.pk} else None


def _of(fact: Fact, person: Person) -> Answered | None:
    subject = fact.event.notice_subject() if isinstance(fact.event, Notifies) else None
    way = answerable.way_of(fact.event)
    if subject and way and way.can(person, subject):
        return Answered(subject, way=way)
    thing = targets.find(person=person, ref=subject) if subject else None
    if thing is None:
        return None
    try:
        require_can_comment(person=person, target=thing)
    except DomainError:
        return None
    comment_id = getattr(fact.event, "comment_id", None)
    if comment_id and not Comment.objects.visible_to(person).standing().on(thing.ref).filter(pk=comment_id).exists():
        comment_id = None
    return Answered(thing.ref, comment_id)
