"""Who may change people and structure."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NoReturn
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.kernel.numbers import without_direction_marks
from hamsoo.ledger.actors import Acts
from hamsoo.people import hours, verbs
from hamsoo.people.models import Person, PersonSkill, Scope, Unit
from hamsoo.people.models.skill import REASON_LONGEST
from hamsoo.people.rights import allows, exceeds, reaches, widest


def can_manage_people(actor: Acts, unit: Unit | None = None) -> bool:
    """Return whether `actor` may write the company's record of `unit`; without one, of everybody and everything.

    Administrators, the system's own imports and integrations may, and colleagues as far as their right reaches.
    """
    if isinstance(actor, Person):
        return allows(actor, verbs.MANAGE_RECORDS, unit=unit)
    return actor.as_actor().type in ("system", "integration")


def require_can_manage_people(actor: Acts, *units: Unit | None) -> None:
    """Raise `NotAllowed` unless `actor` may write the record of each of `units`; of everything when none is named, or one is None."""
    if all(can_manage_people(actor, unit) for unit in units or (None,)):
        return
    if isinstance(actor, Person) and kept_unit(actor):
        raise NotAllowed(_("You keep the record of your own unit and those below it; this reaches beyond."))
    raise NotAllowed


def kept_unit(person: Person) -> Unit | None:
    """Return the unit whose record `person` keeps, with those below it; None for who keeps everything, and for who keeps nothing."""
    return person.unit if widest(person, verbs.MANAGE_RECORDS) == Scope.UNIT else None


def keeps_record(actor: Acts) -> bool:
    """Return whether `actor` may write any of the company's record."""
    return can_manage_people(actor) or (isinstance(actor, Person) and kept_unit(actor) is not None)


def require_keeps_record(actor: Acts) -> None:
    """Raise `NotAllowed` for whoever may write nothing of the company's record; how far the others reach is asked of each thing."""
    if not keeps_record(actor):
        raise NotAllowed


def require_gives_no_more(actor: Acts, person: Person) -> None:
    """Raise `NotAllowed` when `person`, as filled in, may do more than a keeper who is no administrator.

    Roles are held by level and unit too, and a new password is sent to the address on record: whoever writes these could give themselves
    rights that nobody gave them.
    """
    if isinstance(actor, Person) and exceeds(person, actor):
        raise NotAllowed(
            _("%(name)s has, or would get, rights that you do not have. An administrator can do this.") % {"name": person.name}
        )


def require_unit_gives_no_more(actor: Acts, unit: Unit, parent: Unit | None) -> None:
    """Raise `NotAllowed` when `unit` would get, below `parent`, rights that a keeper who is no administrator does not have.

    A role that a unit holds is held by all in the units below it.
    """
    # Nobody in person: somebody of no level who stands there has what the place alone brings.
    require_gives_no_more(actor, Person(name_fa=unit.name_fa, name_en=unit.name_en, unit=parent, level=0))


def can_change_record_of(actor: Acts, person: Person) -> bool:
    """Return whether `actor`, who keeps the record, may change that of `person`: an administrator's only as an administrator."""
    return not (person.is_administrator and isinstance(actor, Person) and not can_administer(actor))


def require_can_change_record_of(actor: Acts, person: Person) -> None:
    """Raise `NotAllowed` for colleagues who keep the record without being administrators and would change an administrator's.

    The address on the record is where a new password is sent to: whoever writes it could become its owner.
    """
    if not can_change_record_of(actor, person):
        raise NotAllowed(_("Only administrators change the record of an administrator."))


def can_hand_over(actor: Person, leaver: Person) -> bool:
    """Return whether `actor` may hand over what `leaver` left open: who keeps their record, and whom the leaver reported to."""
    return actor.is_active and (can_manage_people(actor, leaver.unit) or (leaver.manager_id is not None and leaver.manager_id == actor.pk))


def require_can_hand_over(actor: Person, leaver: Person) -> None:
    """Raise `NotAllowed` unless `actor` may hand over what `leaver` left open."""
    if not can_hand_over(actor, leaver):
        raise NotAllowed


def reaches_as_manager(actor: Person, *units: Unit | None) -> bool:
    """Return whether each of `units` is the actor's own or lies below it: as far as a leaver's manager hands over the record."""
    return all(reaches(Scope.UNIT, actor, unit=unit, owner=None) for unit in units)


def require_reaches_as_manager(actor: Person, *units: Unit | None) -> None:
    """Raise `NotAllowed` unless a leaver's manager hands over the record in all of `units`."""
    if not reaches_as_manager(actor, *units):
        words = _("You hand this over in your own unit and those below it; this reaches beyond. Ask whoever keeps the record there.")
        raise NotAllowed(words)


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


def refuse_circle(chain: Sequence[int]) -> NoReturn:
    """Raise `Invalid` naming who would report to whom: the ids of `chain`, each reporting to the next and the last to the first."""
    people = Person.objects.in_bulk(chain)
    names = _(" → ").join(people[pk].name for pk in [*chain, chain[0]])
    words = _("Nobody can report to themselves, not even through others: %(chain)s. Choose another manager.")
    raise Invalid(words % {"chain": names}, field="manager")


def require_works_here(person: Person | None, field: str) -> None:
    """Raise `Invalid` naming `field` when `person` has left; nobody (None) is fine."""
    if person is not None and not person.is_active:
        raise Invalid(_("%(name)s does not work here any more. Choose somebody who does.") % {"name": person.name}, field=field)


def require_open(unit: Unit | None, field: str) -> None:
    """Raise `Invalid` naming `field` when `unit` was closed; none (None) is fine."""
    if unit is not None and unit.closed_on is not None:
        raise Invalid(_("The unit “%(name)s” was closed. Choose another one.") % {"name": unit.name}, field=field)


def require_days_in_order(earlier: date | None, later: date | None, field: str) -> None:
    """Raise `Invalid` naming `field` when `later` does not come after `earlier`; an open end is fine."""
    if earlier is not None and later is not None and later <= earlier:
        raise Invalid(_("The end has to come after the beginning."), field=field)


def require_valid(row: Model, names: Collection[str]) -> None:
    """Raise `Invalid` for the first of these fields of `row` whose value the field does not take."""
    try:
        row.clean_fields(exclude={field.name for field in row._meta.fields} - set(names))
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Invalid(messages[0], field=field) from error


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


def invites(person: Person) -> bool:
    """Return whether `person` may invite anybody to sign in."""
    return widest(person, verbs.INVITE) is not None


def require_active(actor: Person) -> None:
    """Raise `NotFound` for those who left."""
    if not actor.is_active:
        raise NotFound


def keeps_skills(person: Person | None) -> bool:
    """Return whether `person` keeps the names of skills in order: administrators do."""
    return person is not None and person.is_active and person.is_administrator


def require_keeps_skills(person: Person | None) -> None:
    """Raise `NotFound` unless `person` keeps the names of skills in order."""
    if not keeps_skills(person):
        raise NotFound


def is_away(person: Person, at: datetime) -> bool:
    """Return whether `person` has left, or is on leave at `at`."""
    return not person.is_active or hours.absence_at(person.absences, at) is not None


def leads_a_unit(person: Person) -> bool:
    """Return whether `person` is the head of a unit; costs nothing of who was read with `leads_of_each`."""
    known: bool | None = getattr(person, "leads", None)
    return Unit.objects.open().filter(head=person).exists() if known is None else known


def can_set_needs(actor: Person, unit: Unit) -> bool:
    """Return whether `actor` may say what `unit` needs: its head, the head of a unit above it, and administrators."""
    if not actor.is_active:
        return False
    return actor.is_administrator or unit.head_id == actor.pk or Unit.objects.filter(pk__in=unit.ancestor_ids, head=actor).exists()


def require_can_set_needs(actor: Person, unit: Unit) -> None:
    """Raise `NotAllowed` unless `actor` may say what `unit` needs."""
    if not can_set_needs(actor, unit):
        raise NotAllowed


def reason(text: str) -> str:
    """Return why somebody confirms a skill, in one line; raise `Invalid` when it is too long."""
    text = " ".join(without_direction_marks(text).replace("\x00", " ").split())
    if len(text) > REASON_LONGEST:
        raise Invalid(_("Say it in %(count)s characters.") % {"count": REASON_LONGEST}, field="reason")
    return text


def path_of_this_site(link: str) -> str:
    """Return the path of an address of this site, empty for none; raise `Invalid` for an address of another one.

    A whole address is taken as it stands in the browser's bar: what is kept is its path, which must be one of ours.
    """
    link = link.strip()
    if not link:
        return ""
    refusal = Invalid(_("Give the address of a page of Hamsoo."), field="link")
    try:
        parts = urlsplit(link)
        resolve(parts.path)
    except (ValueError, Resolver404):
        raise refusal from None
    known = {urlsplit(settings.PUBLIC_URL).netloc, ""}
    path = parts.path + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    if parts.netloc not in known or parts.scheme not in ("", "http", "https") or path.startswith(("//", "/\\")):
        raise refusal
    if len(path) > REASON_LONGEST:
        raise Invalid(_("This address is too long."), field="link")
    return path
