"""Making the spaces that follow from the organisation itself: its own, its units', its people's."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time

from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from hamsoo.ledger.actors import SYSTEM
from hamsoo.people.models import Person, Unit
from hamsoo.spaces.actions.rights import grant, let_everybody, note_changed_space, note_new_space, raise_versions
from hamsoo.spaces.models import Grant, Level, Space

_BRANCHES = {"unit": ("واحدها", "Units"), "group": ("گروه‌ها", "Groups"), "person": ("همکاران", "Colleagues")}


@transaction.atomic
def found_organisation(*, name_fa: str, name_en: str = "", at: datetime) -> Space:
    """Make the organisation's space, which every colleague reads and writes in, and the branches of the others; once."""
    found = Space.objects.filter(kind=Space.Kind.ORGANISATION).first()
    if found:
        return found
    space = create_space(kind=Space.Kind.ORGANISATION, policy=Space.Policy.OPEN, parent=None, name_fa=name_fa, name_en=name_en, at=at)
    let_everybody(actor=SYSTEM, space=space, level=Level.WRITE, at=at)
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
    said: Mapping[str, str] | None = None,
) -> Space:
    """Make a space below `parent`, which says this of itself; whoever has rights over all spaces there has them over this one too."""
    space = Space.objects.create(
        kind=kind,
        policy=policy,
        parent=parent,
        path="",
        name_fa=name_fa,
        name_en=name_en,
        subject_type=subject[0] if subject else "",
        subject_id=subject[1] if subject else None,
        created_at=at,
        **(said or {}),
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
def follow_unit(*, unit: Unit) -> None:
    """Let the space of a unit be called as the unit is, and be there to read only while the unit is closed. The unit's own fact told of it.

    Who is in it follows the structure by itself: the grant names the unit, and people come and go with that.
    """
    space = Space.objects.select_for_update().filter(subject_type="unit", subject_id=unit.pk).first()
    if space is None:
        return
    was_archived = space.archived_at is not None
    space.name_fa, space.name_en = unit.name_fa, unit.name_en
    space.archived_at = datetime.combine(unit.closed_on, time.min, tzinfo=UTC) if unit.closed_on else None
    space.save(update_fields=["name_fa", "name_en", "archived_at"])
    if was_archived != (space.archived_at is not None):
        note_changed_space(space)


@transaction.atomic
def ensure_personal_spaces(*, joined: Sequence[tuple[Person, datetime]]) -> None:
    """Make the spaces of these people who have none yet, each for its person alone; in a few statements, however many people."""
    ids = [person.pk for person, _at in joined]
    known = set(Space.objects.filter(subject_type="person", subject_id__in=ids).values_list("subject_id", flat=True))
    parent = branch("person")
    made = Space.objects.bulk_create(_personal_space(person, parent, at) for person, at in joined if person.pk not in known)
    path = Concat(Value(parent.path), Cast("pk", CharField()), Value("/"), output_field=CharField())
    Space.objects.filter(pk__in=[space.pk for space in made]).update(path=path)
    owner = Grant.Principal.PERSON
    Grant.objects.bulk_create(
        Grant(space=space, principal_type=owner, principal_id=space.subject_id or 0, level=Level.MANAGE) for space in made
    )
    if made:
        note_changed_space(parent)
        raise_versions((owner.value, space.subject_id) for space in made if space.subject_id)


def _personal_space(person: Person, parent: Space, at: datetime) -> Space:
    return Space(
        kind=Space.Kind.PERSON,
        policy=Space.Policy.SECRET,
        parent=parent,
        name_fa=person.name_fa,
        name_en=person.name_en,
        subject_type="person",
        subject_id=person.pk,
        created_at=at,
    )
