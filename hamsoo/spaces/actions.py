"""Making spaces, granting rights, placing things."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from hamsoo.people.models import Person, Unit
from hamsoo.spaces.models import Grant, Level, Placement, Space
from hamsoo.spaces.queries import forget_remembered

_BRANCHES = {"unit": ("واحدها", "Units"), "group": ("گروه‌ها", "Groups"), "person": ("همکاران", "Colleagues")}


@transaction.atomic
def found_organisation(*, name_fa: str, name_en: str = "", at: datetime) -> Space:
    """Make the organisation's space, which every colleague reads and writes in, and the branches of the others; once."""
    found = Space.objects.filter(kind=Space.Kind.ORGANISATION).first()
    if found:
        return found
    space = _create(kind=Space.Kind.ORGANISATION, policy=Space.Policy.OPEN, parent=None, name_fa=name_fa, name_en=name_en, at=at)
    grant(space=space, principal=(Grant.Principal.EVERYBODY, 0), level=Level.WRITE)
    for code, (fa, en) in _BRANCHES.items():
        _create(kind=Space.Kind.BRANCH, policy=Space.Policy.SECRET, parent=None, name_fa=fa, name_en=en, at=at, subject=(f"branch.{code}", 0))
    return space


def _branch(code: str) -> Space:
    return Space.objects.get(kind=Space.Kind.BRANCH, subject_type=f"branch.{code}")


def _create(
    *, kind: str, policy: str, parent: Space | None, name_fa: str, name_en: str, at: datetime, subject: tuple[str, int] | None = None, about: str = ""
) -> Space:
    space = Space.objects.create(
        kind=kind,
        policy=policy,
        parent=parent,
        path="",
        name_fa=name_fa,
        name_en=name_en,
        about=about,
        subject_type=subject[0] if subject else "",
        subject_id=subject[1] if subject else None,
        created_at=at,
    )
    space.path = f"{parent.path if parent else '/'}{space.pk}/"
    space.save(update_fields=["path"])
    return space


@transaction.atomic
def ensure_unit_space(*, unit: Unit, at: datetime) -> Space:
    """Return the space of a unit, making it at the first call: its people, and those of the units below, read and write."""
    found = Space.objects.filter(subject_type="unit", subject_id=unit.pk).first()
    if found:
        return found
    space = _create(
        kind=Space.Kind.UNIT,
        policy=Space.Policy.CLOSED,
        parent=_branch("unit"),
        name_fa=unit.name_fa,
        name_en=unit.name_en,
        at=at,
        subject=("unit", unit.pk),
    )
    grant(space=space, principal=(Grant.Principal.UNIT, unit.pk), level=Level.WRITE)
    return space


@transaction.atomic
def ensure_personal_space(*, person: Person, at: datetime) -> Space:
    """Return the space of a person alone, making it at the first call."""
    found = Space.objects.filter(subject_type="person", subject_id=person.pk).first()
    if found:
        return found
    space = _create(
        kind=Space.Kind.PERSON,
        policy=Space.Policy.SECRET,
        parent=_branch("person"),
        name_fa=person.name_fa,
        name_en=person.name_en,
        at=at,
        subject=("person", person.pk),
    )
    grant(space=space, principal=(Grant.Principal.PERSON, person.pk), level=Level.MANAGE)
    return space


@transaction.atomic
def grant(*, space: Space, principal: tuple[str, int], level: Level) -> None:
    """Give `principal` (type, id) this level in `space` and below; an earlier grant to the same principal is replaced."""
    Grant.objects.update_or_create(space=space, principal_type=principal[0], principal_id=principal[1], defaults={"level": level})
    forget_remembered()


@transaction.atomic
def place(*, type: str, object_id: int, space_ids: Iterable[int], at: datetime) -> None:
    """Place a thing in exactly these spaces; places not named any more are given up."""
    wanted = set(space_ids)
    here = Placement.objects.filter(type=type, object_id=object_id)
    here.exclude(space_id__in=wanted).delete()
    known = set(here.values_list("space_id", flat=True))
    Placement.objects.bulk_create([Placement(space_id=space_id, type=type, object_id=object_id, at=at) for space_id in sorted(wanted - known)])
