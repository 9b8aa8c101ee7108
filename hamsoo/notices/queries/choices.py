"""What a person chose of how to be told."""

from dataclasses import dataclass
from datetime import datetime

from hamsoo.kernel import deadlines
from hamsoo.notices import rules
from hamsoo.notices.kinds import KINDS
from hamsoo.notices.models import Choice, Rhythm
from hamsoo.people.models import Person
from hamsoo.people.queries import working_calendar
from hamsoo.spaces.models import Level, Space
from hamsoo.spaces.queries import space_ids
from hamsoo.threads.models import Follow


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one person chose, with what is usual where they chose nothing, and their rhythm."""

    rhythm: Rhythm
    mail_kinds: tuple[str, ...]
    digest_kinds: tuple[str, ...]
    never_kinds: tuple[str, ...]
    mail_space_ids: tuple[int, ...]
    digest_space_ids: tuple[int, ...]
    never_space_ids: tuple[int, ...]

    def of_kind(self, name: str) -> str:
        """Return how notices of a kind are told."""
        told = {"mail": self.mail_kinds, "digest": self.digest_kinds, "never": self.never_kinds}
        return next((delivery for delivery, names in told.items() if name in names), Choice.Delivery.NOW)

    def of_space(self, space_id: int) -> str:
        """Return how what stands in a space is told."""
        told = {"mail": self.mail_space_ids, "digest": self.digest_space_ids, "never": self.never_space_ids}
        return next((delivery for delivery, ids in told.items() if space_id in ids), Choice.Delivery.NOW)


def wishes_of(*, person: Person) -> Wishes:
    """Return the choices of `person`: two queries."""
    rows = list(Choice.objects.filter(person=person).order_by("id"))

    chosen = {row.kind: row.delivery for row in rows if row.kind}

    def kinds(delivery: str) -> tuple[str, ...]:
        known = [*chosen, *(name for name in KINDS if name not in chosen)]
        return tuple(name for name in known if chosen.get(name, usual_delivery(name)) == delivery)

    def places(delivery: str) -> tuple[int, ...]:
        return tuple(row.space_id for row in rows if row.space_id and row.delivery == delivery)

    return Wishes(
        rhythm=rhythm_of(person=person),
        mail_kinds=kinds("mail"),
        digest_kinds=kinds("digest"),
        never_kinds=kinds("never"),
        mail_space_ids=places("mail"),
        digest_space_ids=places("digest"),
        never_space_ids=places("never"),
    )


def usual_delivery(kind: str) -> str:
    """Return how notices of a kind are told to who chose nothing: by mail too, where somebody waits for an answer."""
    return Choice.Delivery.MAIL if kind in KINDS and KINDS[kind].asks else Choice.Delivery.NOW


def rhythm_of(*, person: Person) -> Rhythm:
    """Return when `person` wants to be told: as they said, else as is usual (not saved)."""
    return Rhythm.objects.filter(person=person).first() or Rhythm(person=person)


def is_quiet(*, person: Person, at: datetime) -> bool:
    """Return whether `at` lies in the quiet hours of `person`."""
    return rules.is_quiet(rhythm_of(person=person), at, rules.zone_of(person))


def needs_digest(*, person: Person) -> bool:
    """Return whether anything that `person` chose waits for a digest."""
    put_off = Follow.objects.visible_to(person).filter(delivery__in=[Follow.Delivery.DAILY, Follow.Delivery.WEEKLY])
    return put_off.exists() or Choice.objects.filter(person=person, delivery=Choice.Delivery.DIGEST).exists()


def next_digest_at(*, person: Person, after: datetime) -> datetime:
    """Return when the next digest of `person` is due: an instant after `after`, in UTC."""
    return rules.next_digest_at(rhythm_of(person=person), working_calendar(person), rules.zone_of(person), after=after)


def next_mail_at(*, person: Person, at: datetime) -> datetime:
    """Return `at`, or when the quiet hours and free days of `person` end that it lies in."""
    return rules.next_mail_at(rhythm_of(person=person), working_calendar(person), rules.zone_of(person), at=at)


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
