"""Who may keep systems and decide, what a row may hold, and the named refusals."""

from django.utils.translation import gettext_lazy as _

from hamsoo.identity import verbs
from hamsoo.identity.models import Sensitivity, SourceRecord, System
from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed
from hamsoo.ledger.actors import Acts
from hamsoo.people.models import Person
from hamsoo.people.rights import allows
from hamsoo.spaces.models import Level


class Contradiction(Conflict):
    """A decision by hand would contradict others by hand."""

    default = _("This contradicts what was decided by hand about these records. Take that back first.")


class AlreadyTakenBack(Conflict):
    """The decision does not hold any more."""

    default = _("This was taken back already.")


class WasForgotten(Conflict):
    """The record was forgotten while its row was on the way."""

    default = _("This record was forgotten. It does not come in again.")


class DifferentKinds(Invalid):
    """A person and a company are never one customer."""

    default = _("One of these is a person and the other a company.")


def can_keep_systems(actor: Acts) -> bool:
    """Return whether `actor` keeps systems and takes over their records: who has the right, programs and the system itself."""
    if isinstance(actor, Person):
        return allows(actor, verbs.KEEP_SYSTEMS)
    return actor.as_actor().type in ("system", "integration")


def require_keeps_systems(actor: Acts) -> None:
    """Raise `NotAllowed` for everybody else."""
    if not can_keep_systems(actor):
        raise NotAllowed


_RIGHTS = {Sensitivity.FINANCIAL: verbs.SEE_FINANCIAL, Sensitivity.PRIVATE: verbs.SEE_PRIVATE}


def kinds_hidden_from(actor: Acts | None) -> frozenset[str]:
    """Return which kinds of fields `actor` does not see; programs that hand rows over, and the system itself, see all."""
    if actor is not None and not isinstance(actor, Person):
        return frozenset()
    return frozenset(str(kind) for kind, verb in _RIGHTS.items() if not allows(actor, verb))


def can_review(actor: Acts) -> bool:
    """Return whether `actor` decides which records are one customer. Which records they see is asked of each."""
    if isinstance(actor, Person):
        return allows(actor, verbs.REVIEW)
    return actor.as_actor().type == "system"


def require_reviews(actor: Acts) -> None:
    """Raise `NotAllowed` for everybody else."""
    if not can_review(actor):
        raise NotAllowed


def can_forget(actor: Acts) -> bool:
    """Return whether `actor` forgets customers: who has the right, and the system itself. Which records they write is asked of each."""
    if isinstance(actor, Person):
        return allows(actor, verbs.FORGET)
    return actor.as_actor().type == "system"


def require_forgets(actor: Acts) -> None:
    """Raise `NotAllowed` for everybody else."""
    if not can_forget(actor):
        raise NotAllowed


def writes(actor: Acts, *records: SourceRecord) -> bool:
    """Return whether `actor` may write where all these records stand; the system itself may."""
    if not isinstance(actor, Person):
        return actor.as_actor().type == "system"
    ids = {record.pk for record in records}
    return SourceRecord.objects.visible_to(actor, Level.WRITE).filter(pk__in=ids).count() == len(ids)


def require_decides(actor: Acts, *records: SourceRecord) -> None:
    """Raise `NotAllowed` for who may not review, or only reads where one of the records stands: deciding changes what others read there."""
    require_reviews(actor)
    if not writes(actor, *records):
        raise NotAllowed


def sees(actor: Acts, *records: SourceRecord) -> bool:
    """Return whether `actor` sees all these records; the system itself does."""
    if not isinstance(actor, Person):
        return actor.as_actor().type == "system"
    ids = {record.pk for record in records}
    return SourceRecord.objects.visible_to(actor).filter(pk__in=ids).count() == len(ids)


def sees_system(actor: Acts, system: System) -> bool:
    """Return whether `actor` reads the space of a system; programs and the system itself do."""
    return not isinstance(actor, Person) or System.objects.visible_to(actor).filter(pk=system.pk).exists()
