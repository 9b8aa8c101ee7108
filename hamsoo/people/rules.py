"""Who may change people and structure."""

from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.ledger.actors import Acts
from hamsoo.people import verbs
from hamsoo.people.models import Person, PersonSkill
from hamsoo.people.rights import allows


def can_manage_people(actor: Acts) -> bool:
    """Return whether `actor` may write the company's record: administrators, who has the right, and the system's own imports."""
    return allows(actor, verbs.MANAGE_RECORDS) if isinstance(actor, Person) else actor.as_actor().type == "system"


def require_can_manage_people(actor: Acts) -> None:
    """Raise `NotAllowed` unless `actor` may write the company's record."""
    if not can_manage_people(actor):
        raise NotAllowed


def can_edit_profile(actor: Person, person: Person) -> bool:
    """Return whether `actor` may change the profile of `person`: it is their own."""
    return actor.pk == person.pk and actor.is_active


def require_can_edit_profile(actor: Person, person: Person) -> None:
    """Raise `NotAllowed` unless the profile is the actor's own."""
    if not can_edit_profile(actor, person):
        raise NotAllowed


def require_holds(actor: Person, held: PersonSkill) -> None:
    """Raise `NotAllowed` unless the skill stands on the actor's own profile."""
    if held.person_id != actor.pk:
        raise NotAllowed


def require_can_endorse(actor: Person, held: PersonSkill) -> None:
    """Raise `NotFound` for those who see no colleagues, `NotAllowed` for one's own skills."""
    if not actor.is_active:
        raise NotFound
    if held.person_id == actor.pk:
        raise NotAllowed(_("Only colleagues can confirm a skill."))


def require_no_circle(person: Person, manager: Person | None) -> None:
    """Raise `Invalid` when `person` would report to somebody who reports, through however many, to them."""
    seen = {person.pk}
    above = manager
    while above is not None:
        if above.pk in seen:
            raise Invalid(_("Nobody can report to themselves, not even through others."), field="manager")
        seen.add(above.pk)
        above = above.manager


def can_administer(actor: Acts) -> bool:
    """Return whether `actor` is an administrator who works here, or the system itself."""
    return actor.is_administrator and actor.is_active if isinstance(actor, Person) else actor.as_actor().type == "system"


def require_administrator(actor: Acts) -> None:
    """Raise `NotAllowed` for everybody but administrators and the system."""
    if not can_administer(actor):
        raise NotAllowed


def require_sees_administration(person: Person | None) -> None:
    """Raise `NotFound` for everybody but administrators: for others there is nothing here."""
    if person is None or not can_administer(person):
        raise NotFound


def require_can_invite(actor: Acts, person: Person) -> None:
    """Raise `NotAllowed` unless `actor` may ask `person` in; an administrator is asked in by administrators only."""
    if can_administer(actor):
        return
    if not isinstance(actor, Person) or person.is_administrator or not allows(actor, verbs.INVITE, unit=person.unit, owner=person):
        raise NotAllowed
