"""Who may write, change and remove what people say about things, and what can be chosen of what is followed."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.spaces.models import Level, Space
from hamsoo.spaces.queries import space_ids
from hamsoo.threads import targets
from hamsoo.threads.models import Comment, Follow, Reaction, Report
from hamsoo.threads.targets import Target

_SHARED = (Space.Kind.ORGANISATION.value, Space.Kind.UNIT.value, Space.Kind.GROUP.value)
LONGEST = 10_000
"""Characters of a comment."""


class CommentGone(Conflict):
    """The comment was removed meanwhile."""

    default = _("This comment has been removed.")


def can_comment(*, person: Person, target: Target) -> bool:
    """Return whether `person` may comment on what they see: they write in one of its spaces. Comments have replies instead."""
    return target.ref.type != "comment" and not space_ids(person=person, level=Level.WRITE).isdisjoint(target.space_ids)


def can_edit(*, person: Person, comment: Comment) -> bool:
    """Return whether `person` may change the text: only its author may."""
    return comment.author_id == person.pk and comment.removed_at is None


def can_remove(*, person: Person, comment: Comment, target: Target) -> bool:
    """Return whether `person` may take the comment away: its author, an administrator, and who manages a space of the target."""
    if comment.removed_at is not None:
        return False
    if comment.author_id == person.pk or person.is_administrator:
        return True
    return not space_ids(person=person, level=Level.MANAGE).isdisjoint(target.space_ids)


def require_can_comment(*, person: Person, target: Target) -> None:
    """Raise `NotAllowed` unless `person` may comment on `target`."""
    if not can_comment(person=person, target=target):
        raise NotAllowed


def require_can_edit(*, person: Person, comment: Comment) -> None:
    """Raise `CommentGone` or `NotAllowed` unless `person` may change `comment`."""
    if comment.removed_at is not None:
        raise CommentGone
    if not can_edit(person=person, comment=comment):
        raise NotAllowed


def require_can_remove(*, person: Person, comment: Comment, target: Target) -> None:
    """Raise `CommentGone` or `NotAllowed` unless `person` may take `comment` away."""
    if comment.removed_at is not None:
        raise CommentGone
    if not can_remove(person=person, comment=comment, target=target):
        raise NotAllowed


def checked_body(body: str) -> str:
    """Return the text without blank edges, or raise `Invalid` when it is empty or too long."""
    body = body.replace("\x00", "").strip()
    if not body:
        raise Invalid(_("Write something first."), field="body")
    if len(body) > LONGEST:
        raise Invalid(_("This is too long for a comment: %(limit)s characters at most.") % {"limit": LONGEST}, field="body")
    return body


def checked_kind(kind: str) -> Reaction.Kind:
    """Return the kind of reaction, or raise `Invalid` for one that does not exist."""
    try:
        return Reaction.Kind(kind)
    except ValueError:
        raise Invalid(_("There is no such reaction."), field="kind") from None


def can_follow(*, person: Person, target: Ref) -> bool:
    """Return whether `target` is something to follow for `person`, if they see it: comments are not, and nobody follows themselves."""
    return target != Ref("person", person.pk) and bool(targets.aspects_of(target.type))


def require_can_follow(*, person: Person, target: Ref) -> None:
    """Raise `Invalid` for what nobody can follow; what the person may not see is left to `targets.get`."""
    if targets.takes_part(target.type) and not can_follow(person=person, target=target):
        raise Invalid(_("This cannot be followed."))


def checked_aspects(type: str, aspects: Sequence[str] | None) -> tuple[str, ...] | None:
    """Return the aspects in the order of the type, each once, or raise `Invalid` for one that its things do not have."""
    if aspects is None:
        return None
    offered = targets.aspects_of(type)
    if unknown := sorted(set(aspects) - set(offered)):
        raise Invalid(_("There is nothing to hear of this: %(aspect)s") % {"aspect": unknown[0]}, field="aspects")
    return tuple(aspect for aspect in offered if aspect in aspects)


def checked_delivery(delivery: str) -> str:
    """Return when to be told, or raise `Invalid` for a choice that does not exist."""
    if delivery not in Follow.Delivery.values:
        raise Invalid(_("Choose at once, a daily or a weekly digest, or not at all."), field="delivery")
    return str(Follow.Delivery(delivery))


def can_moderate(*, person: Person, target: Target) -> bool:
    """Return whether `person` decides on reports about what they see: who manages a space of it, and administrators; never its author."""
    if person.pk in target.owner_ids or not target.space_ids:
        return False
    return person.is_administrator or not space_ids(person=person, level=Level.MANAGE).isdisjoint(target.space_ids)


def require_can_moderate(*, person: Person, target: Target) -> None:
    """Raise `NotAllowed` unless `person` decides on reports about `target`."""
    if not can_moderate(person=person, target=target):
        raise NotAllowed


def can_restore(*, person: Person, report: Report) -> bool:
    """Return whether `person` may put back what a report has hidden: who could have hidden it, where it stood."""
    if person.pk == report.author_id or space_ids(person=person).isdisjoint(report.place_ids):
        return False
    return person.is_administrator or not space_ids(person=person, level=Level.MANAGE).isdisjoint(report.place_ids)


def moderates(person: Person) -> bool:
    """Return whether there is any place in which `person` decides on reports."""
    return person.is_administrator or bool(space_ids(person=person, level=Level.MANAGE, kinds=_SHARED))
