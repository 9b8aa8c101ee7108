"""What a notice can be answered on by mail."""

from dataclasses import dataclass

from hamsoo.kernel.errors import DomainError
from hamsoo.ledger.facts import Fact, facts_by_id
from hamsoo.ledger.presentation import present
from hamsoo.ledger.traits import Notifies, Ref
from hamsoo.notices.models import InboxItem
from hamsoo.people.models import Person
from hamsoo.threads import targets
from hamsoo.threads.models import Comment
from hamsoo.threads.rules import require_can_comment


@dataclass(frozen=True, slots=True)
class Answered:
    """A thing that a person may comment on because of a notice, and the comment that they answer (None: the thing itself)."""

    ref: Ref
    comment_id: int | None


def answered(*, person: Person, entry_id: int) -> Answered | None:
    """Return what an answer to the fact is a comment on; None when `person` was not told of it, or may not comment there now."""
    if not InboxItem.objects.filter(person=person, entry_id=entry_id).exists():
        return None
    fact = facts_by_id([entry_id]).get(entry_id)
    return _of(fact, person) if fact is not None and present([fact], person=person) else None


def _of(fact: Fact, person: Person) -> Answered | None:
    subject = fact.event.notice_subject() if isinstance(fact.event, Notifies) else None
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
