"""What a person chose of how to be told."""

from dataclasses import dataclass
from datetime import datetime

from hamsoo.kernel import deadlines
from hamsoo.notices import rules
from hamsoo.notices.models import Choice, Rhythm
from hamsoo.people.models import Person
from hamsoo.people.queries import working_calendar
from hamsoo.spaces.models import Level, Space
from hamsoo.spaces.queries import space_ids
from hamsoo.threads.models import Follow


@dataclass(frozen=True, slots=True)
class Wishes:
    """The choices of one person that are not `at once`, and their rhythm."""

    rhythm: Rhythm
    digest_kinds: tuple[str, ...]
    never_kinds: tuple[str, ...]
    digest_space_ids: tuple[int, ...]
    never_space_ids: tuple[int, ...]


def wishes_of(*, person: Person) -> Wishes:
    """Return the choices of `person`: two queries."""
    rows = list(Choice.objects.filter(person=person).order_by("id"))

    def kinds(delivery: str) -> tuple[str, ...]:
        return tuple(row.kind for row in rows if row.kind and row.delivery == delivery)

    def places(delivery: str) -> tuple[int, ...]:
        return tuple(row.space_id for row in rows if row.space_id and row.delivery == delivery)

    return Wishes(rhythm_of(person=person), kinds("digest"), kinds("never"), places("digest"), places("never"))


def rhythm_of(*, person: Person) -> Rhythm:
    """Return when `person` wants to be told: as they said, else as is usual (not saved)."""
    return Rhythm.objects.filter(person=person).first() or Rhythm(person=person)


def is_quiet(*, person: Person, at: datetime) -> bool:
    """Return whether `at` lies in the quiet hours of `person`."""
    return rules.is_quiet(rhythm_of(person=person), at, rules.zone_of(person))


def needs_digest(*, person: Person) -> bool:
    """Return whether anything that `person` chose waits for a digest."""
    put_off = Follow.objects.visible_to(person).filter(delivery__in=[Follow.Delivery.DAILY, Follow.Delivery.WEEKLY])
    return put_off.exists() or Choice.objects.filter(person=person).exists()


def next_digest_at(*, person: Person, after: datetime) -> datetime:
    """Return when the next digest of `person` is due: an instant after `after`, in UTC."""
    return rules.next_digest_at(rhythm_of(person=person), working_calendar(person), rules.zone_of(person), after=after)


def planned_digest_at(*, person: Person) -> datetime | None:
    """Return when the next digest of `person` is planned, None when none is."""
    return deadlines.due_at(kind="notices.digest", about=("person", person.pk))


def chosen_spaces(*, person: Person) -> list[Space]:
    """Return the places to choose for: the organisation, then by name the units and groups that `person` writes in or has chosen for."""
    kinds = [Space.Kind.ORGANISATION, Space.Kind.UNIT, Space.Kind.GROUP]
    chosen = Choice.objects.filter(person=person, space__isnull=False).values_list("space_id", flat=True)
    ids = space_ids(person=person, level=Level.WRITE) | space_ids(person=person).intersection(chosen)
    found = Space.objects.filter(pk__in=ids, kind__in=kinds)
    return sorted(found, key=lambda space: (kinds.index(Space.Kind(space.kind)), space.name))
