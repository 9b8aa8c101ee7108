"""Units: creating, moving, naming, who leads them, and closing what nobody works in any more."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Max, Value
from django.db.models.functions import Concat, Length, Substr
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict, Invalid
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import Acts
from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Ref
from hamsoo.people import events, rules
from hamsoo.people.models import Assignment, Person, Unit, Vacancy

_LONGEST_PATH = 200


@transaction.atomic
def create_unit(
    *, actor: Acts, code: str, name_fa: str, name_en: str = "", parent: Unit | None = None, colour: str = "product", at: datetime
) -> Unit:
    """Create a unit below `parent` (None: at the top)."""
    # As it is now, and held: a parent that moves meanwhile would take its paths along, but not the one that is made from its old one.
    parent = Unit.objects.select_for_update(of=("self",)).get(pk=parent.pk) if parent else None
    rules.require_can_manage_people(actor, parent)
    rules.require_open(parent, "parent")
    if Unit.objects.filter(code=code).exists():
        raise Invalid(_("Another unit has this code."), field="code")
    unit = Unit(code=code, name_fa=name_fa.strip(), name_en=name_en.strip(), parent=parent, colour=colour, path="")
    rules.require_valid(unit, ("code", "name_fa", "name_en", "colour"))
    unit.save()
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    if len(unit.path) > _LONGEST_PATH:
        raise Invalid(_("Units cannot stand so deep below one another."), field="parent")
    unit.save(update_fields=["path"])
    _tell(events.UnitCreated(unit_id=unit.pk, parent_id=parent.pk if parent else None), unit, actor, at)
    return unit


@transaction.atomic
def rename_unit(*, actor: Acts, unit: Unit, name_fa: str, name_en: str, colour: str, at: datetime) -> Unit:
    """Give a unit other names or another colour; the same ones change nothing."""
    unit = _locked(unit, actor)
    wanted = {"name_fa": name_fa.strip(), "name_en": name_en.strip(), "colour": colour}
    changed = tuple(name for name, value in wanted.items() if getattr(unit, name) != value)
    if not changed:
        return unit
    for name in changed:
        setattr(unit, name, wanted[name])
    rules.require_valid(unit, changed)
    unit.save(update_fields=changed)
    _tell(events.UnitRenamed(unit_id=unit.pk, fields=changed), unit, actor, at)
    return unit


@transaction.atomic
def move_unit(*, actor: Acts, unit: Unit, parent: Unit | None, at: datetime) -> Unit:
    """Hang a unit, with everything below it, under `parent` (None: at the top); never under itself or what is below it."""
    rules.require_keeps_record(actor)
    # Two moves at once could hang two units below one another.
    list(Unit.objects.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    unit = Unit.objects.select_related("parent").get(pk=unit.pk)
    parent = Unit.objects.get(pk=parent.pk) if parent else None
    rules.require_can_manage_people(actor, unit.parent, parent)
    rules.require_open(unit, "unit")
    rules.require_open(parent, "parent")
    if parent and unit.pk in parent.ancestor_ids:
        raise Invalid(_("A unit cannot stand below itself."), field="parent")
    path = f"{parent.path if parent else '/'}{unit.pk}/"
    if path == unit.path:
        return unit
    rules.require_unit_gives_no_more(actor, unit, parent)
    below = Unit.objects.filter(path__startswith=unit.path)
    deepest = below.aggregate(length=Max(Length("path")))["length"]
    if deepest - len(unit.path) + len(path) > _LONGEST_PATH:
        raise Invalid(_("Units cannot stand so deep below one another."), field="parent")
    below.update(path=Concat(Value(path), Substr(F("path"), len(unit.path) + 1)))
    Unit.objects.filter(pk=unit.pk).update(parent=parent)
    return _changed(unit, actor, at)


@transaction.atomic
def appoint(*, actor: Acts, unit: Unit, head: Person | None, deputy: Person | None, at: datetime) -> Unit:
    """Say who leads a unit and who stands in (None: nobody); both work here and are two people. No change, no fact."""
    unit = _locked(unit, actor)
    rules.require_open(unit, "unit")
    rules.require_works_here(head, "head")
    rules.require_works_here(deputy, "deputy")
    if head and deputy and head.pk == deputy.pk:
        raise Invalid(_("Head and deputy have to be two people."), field="deputy")
    former = {unit.head_id, unit.deputy_id}
    wanted = (head.pk if head else None, deputy.pk if deputy else None)
    if wanted == (unit.head_id, unit.deputy_id):
        return unit
    unit.head, unit.deputy = head, deputy
    unit.save(update_fields=["head", "deputy"])
    return _changed(unit, actor, at, former - set(wanted))


@transaction.atomic
def change_unit(*, actor: Acts, unit: Unit, head: Person | None, parent: Unit | None, at: datetime) -> Unit:
    """Move a unit and say who leads it; a deputy stays, unless the new head was it."""
    moved = move_unit(actor=actor, unit=unit, parent=parent, at=at)
    deputy = None if head and moved.deputy_id == head.pk else moved.deputy
    return appoint(actor=actor, unit=moved, head=head, deputy=deputy, at=at)


@transaction.atomic
def close_unit(*, actor: Acts, unit: Unit, at: datetime) -> Unit:
    """End a unit in which nobody works and below which no unit is left; it stays in the history."""
    unit = _locked(unit, actor)
    rules.require_open(unit, "unit")
    today = timezone.localdate(at)
    counts = {
        "people": Person.objects.active().filter(unit=unit).count() or Assignment.objects.filter(unit=unit, from_on__gt=today).count(),
        "units": Unit.objects.open().filter(parent=unit).count(),
        "seats": Vacancy.objects.open().filter(unit=unit).count(),
    }
    if any(counts.values()):
        raise Conflict(_("This unit is not empty yet: people %(people)s, units below %(units)s, free seats %(seats)s.") % counts)
    unit.closed_on, unit.head, unit.deputy = today, None, None
    unit.save(update_fields=["closed_on", "head", "deputy"])
    _tell(events.UnitClosed(unit_id=unit.pk), unit, actor, at)
    return unit


@transaction.atomic
def reopen_unit(*, actor: Acts, unit: Unit, at: datetime) -> Unit:
    """Have a closed unit again, in the place where it was."""
    unit = _locked(unit, actor)
    if unit.closed_on is None:
        raise Conflict(_("This unit is open."))
    rules.require_open(unit.parent, "parent")
    unit.closed_on = None
    unit.save(update_fields=["closed_on"])
    _tell(events.UnitReopened(unit_id=unit.pk), unit, actor, at)
    return unit


def _locked(unit: Unit, actor: Acts) -> Unit:
    """Return the unit as it is now, held, for who may write the record of it."""
    rules.require_keeps_record(actor)
    unit = Unit.objects.select_for_update(of=("self",)).select_related("parent").get(pk=unit.pk)
    rules.require_can_manage_people(actor, unit)
    return unit


def _changed(unit: Unit, actor: Acts, at: datetime, former: set[int | None] | None = None) -> Unit:
    """State what a unit is like now; whoever leads it, or did until now, is among the objects of the fact."""
    unit = Unit.objects.select_related("head", "deputy").get(pk=unit.pk)
    fact = events.UnitChanged(unit_id=unit.pk, parent_id=unit.parent_id, head_id=unit.head_id, deputy_id=unit.deputy_id)
    roles = [
        (unit.head_id, "head"),
        (unit.deputy_id, "deputy"),
        *((person_id, "former") for person_id in sorted(filter(None, former or ()))),
    ]
    _tell(fact, unit, actor, at, roles)
    return unit


def _tell(fact: Event, unit: Unit, actor: Acts, at: datetime, roles: list[tuple[int | None, str]] | None = None) -> None:
    people = [("person", person_id, role) for person_id, role in roles or () if person_id is not None]
    record(fact, actor=actor, objects=[Ref("unit", unit.pk), *people], spaces=[], at=at)
