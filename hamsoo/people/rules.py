"""Who may change people and structure."""

from hamsoo.kernel.errors import NotAllowed
from hamsoo.ledger.actors import Acts
from hamsoo.people.models import Person


def can_manage_people(actor: Acts) -> bool:
    """Return whether `actor` may write the company's record: administrators, and the system's own imports."""
    return actor.is_administrator and actor.is_active if isinstance(actor, Person) else actor.as_actor().type == "system"


def require_can_manage_people(actor: Acts) -> None:
    """Raise `NotAllowed` unless `actor` may write the company's record."""
    if not can_manage_people(actor):
        raise NotAllowed
