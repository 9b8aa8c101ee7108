"""Who may work on a case, and the named refusals."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from hamsoo.cases.models import Case
from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed
from hamsoo.people.models import Person
from hamsoo.spaces.models import Level, Space
from hamsoo.spaces.queries import placed_in, space_ids

SUBJECT_LENGTH, NOTE_LENGTH, REASON_LENGTH = 300, 20_000, 2_000
TAG_LENGTH, MOST_TAGS = 40, 20


class Merged(Conflict):
    """It is shown with another case, and done there."""

    default = _("This case was merged into another one. Go on there, or undo it first.")


class NotOpen(Conflict):
    """It is at its end."""

    default = _("This case is at its end. Open it again first.")


class Meanwhile(Conflict):
    """Something was said since the writer last looked."""

    default = _("Something was said meanwhile. Read it first; your words are kept.")


class NobodyToAnswer(Conflict):
    """No contact of the customer led to the case."""

    default = _("Nothing came from the customer in this case. Write to them from their page.")


class Silent(RuntimeError):
    """A case was to change hands without a hand-off; that is a mistake of ours."""


def unit_spaces(unit_ids: Iterable[int]) -> dict[int, int]:
    """Return by unit the id of its space."""
    rows = Space.objects.filter(subject_type="unit", subject_id__in=set(unit_ids))
    return {subject: pk for subject, pk in rows.values_list("subject_id", "pk") if subject is not None}


def can_talk(person: Person, case: Case) -> bool:
    """Return whether `person` may open a channel about a case: who writes where it is read; of what was merged nobody."""
    return case.merged_into_id is None and not placed_in(type="case", object_id=case.pk).isdisjoint(
        space_ids(person=person, level=Level.WRITE)
    )


def can_work(person: Person, case: Case) -> bool:
    """Return whether `person` may change a case that they read: its assignee, and the people of the unit that answers for it.

    A confidential case is worked on by those whom its own space names.
    """
    if case.is_confidential:
        return case.space_id in space_ids(person=person, level=Level.WRITE)
    if case.assignee_id == person.pk:
        return True
    return unit_spaces([case.unit_id]).get(case.unit_id) in space_ids(person=person, level=Level.WRITE, kinds=(Space.Kind.UNIT,))


def require_can_work(person: Person, case: Case) -> None:
    """Raise `NotAllowed` for who may not change a case."""
    if not can_work(person, case):
        raise NotAllowed


def can_keep_partners(person: Person) -> bool:
    """Return whether `person` keeps the partners that cases are handed to: administrators."""
    return person.is_active and person.is_administrator


def require_can_keep_partners(person: Person) -> None:
    """Raise `NotAllowed` for who may not."""
    if not can_keep_partners(person):
        raise NotAllowed


def required(text: str, field: str, *, longest: int) -> str:
    """Return `text` without blanks around it; raise `Invalid` naming `field` when nothing is left, or more than `longest` characters."""
    stripped = optional(text, field, longest=longest)
    if not stripped:
        raise Invalid(_("Please write something here."), field=field)
    return stripped


def optional(text: str, field: str, *, longest: int) -> str:
    """Return `text` without blanks around it; raise `Invalid` naming `field` when it has more than `longest` characters."""
    stripped = text.replace("\x00", "").strip()
    if len(stripped) > longest:
        raise Invalid(_("This is too long: at most %(count)s characters.") % {"count": longest}, field=field)
    return stripped


def checked_tags(tags: Iterable[str]) -> list[str]:
    """Return tags in order, each once; raise `Invalid` for one that is too long, or too many."""
    found = list(dict.fromkeys(" ".join(tag.replace("\x00", "").replace("#", " ").split()) for tag in tags))
    found = [tag for tag in found if tag]
    if any(len(tag) > TAG_LENGTH for tag in found) or len(found) > MOST_TAGS:
        raise Invalid(
            _("At most %(count)s tags, each of %(length)s characters.") % {"count": MOST_TAGS, "length": TAG_LENGTH}, field="tags"
        )
    return found
