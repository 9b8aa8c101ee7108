"""Making the spaces that follow from the organisation itself: its own, its units', its people's."""

from datetime import datetime

from django.db import transaction

from hamsoo.people.models import Person, Unit
from hamsoo.spaces.actions.rights import grant, note_new_space
from hamsoo.spaces.models import Grant, Level, Space

_BRANCHES = {"unit": ("واحدها", "Units"), "group": ("گروه‌ها", "Groups"), "person": ("همکاران", "Colleagues")}


@transaction.atomic
def found_organisation(*, name_fa: str, name_en: str = "", at: datetime) -> Space:
    """Make the organisation's space, which every colleague reads and writes in, and the branches of the others; once."""
    found = Space.objects.filter(kind=Space.Kind.ORGANISATION).first()
    if found:
        return found
    space = create_space(kind=Space.Kind.ORGANISATION, policy=Space.Policy.OPEN, parent=None, name_fa=name_fa, name_en=name_en, at=at)
    grant(space=space, principal=(Grant.Principal.EVERYBODY, 0), level=Level.WRITE)
    for code, (fa, en) in _BRANCHES.items():
        create_space(
            kind=Space.Kind.BRANCH, policy=Space.Policy.SECRET, parent=None, name_fa=fa, name_en=en, at=at, subject=(f"branch.{code}", 0)
        )
    return space


def branch(code: str) -> Space:
    """Return the branch of the tree that holds all spaces of one kind: `unit`, `group` or `person`."""
    return Space.objects.get(kind=Space.Kind.BRANCH, subject_type=f"branch.{code}")


def create_space(
    *,
    kind: str,
    policy: str,
    parent: Space | None,
    name_fa: str,
    name_en: str,
    at: datetime,
    subject: tuple[str, int] | None = None,
    about: str = "",
) -> Space:
    """Make a space below `parent`; whoever has rights over all spaces there has them over this one too."""
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
    note_new_space(space)
    return space


@transaction.atomic
def ensure_unit_space(*, unit: Unit, at: datetime) -> Space:
    """Return the space of a unit, making it at the first call: its people, and those of the units below, read and write."""
    found = Space.objects.filter(subject_type="unit", subject_id=unit.pk).first()
    if found:
        return found
    space = create_space(
        kind=Space.Kind.UNIT,
        policy=Space.Policy.CLOSED,
        parent=branch("unit"),
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
    space = create_space(
        kind=Space.Kind.PERSON,
        policy=Space.Policy.SECRET,
        parent=branch("person"),
        name_fa=person.name_fa,
        name_en=person.name_en,
        at=at,
        subject=("person", person.pk),
    )
    grant(space=space, principal=(Grant.Principal.PERSON, person.pk), level=Level.MANAGE)
    return space
