"""Finding people, units and skills."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.calendars import NeverOpen, WorkingCalendar
from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.kernel.text import fold
from hamsoo.people import hours
from hamsoo.people.models import Endorsement, Person, PersonSkill, Skill, Unit

PAGE = 50
_DEEPEST = 30
# The depth is bounded, so that even a circle in the record would end.
_MANAGERS = """
WITH RECURSIVE above AS (
    SELECT person.*, 1 AS depth FROM people_person AS person WHERE person.id = %s
    UNION ALL
    SELECT person.*, above.depth + 1 FROM people_person AS person JOIN above ON person.id = above.manager_id WHERE above.depth < %s)
SELECT * FROM above WHERE left_on IS NULL ORDER BY depth DESC
"""


def require_colleague(person: Person | None) -> Person:
    """Return the colleague who asks; raise `NotFound` for accounts that are none (customers' contacts, partners, leavers)."""
    if person is None or not person.is_active:
        raise NotFound
    return person


def colleague(*, person: Person | None, pk: int) -> Person:
    """Return the colleague `pk` with unit and manager as `person` may see them; raise `NotFound` otherwise."""
    found = Person.objects.visible_to(person).select_related("unit", "manager", "account").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class Directory:
    """One page of colleagues in the order of the Persian alphabet; `after` is the id to go on from, None at the end."""

    people: list[Person]
    after: int | None


def directory(
    *, person: Person | None, words: str = "", unit: Unit | None = None, after: int | None = None, limit: int = PAGE
) -> Directory:
    """Return colleagues whose names, in either script, hold all of `words`; of `unit` and those below it only, if one is given."""
    found = Person.objects.visible_to(person).active().with_unit()
    for word in fold(words).split():
        found = found.filter(folded_names__contains=word)
    if unit is not None:
        found = found.filter(unit__path__startswith=unit.path)
    last = Person.objects.filter(pk=after).values_list("sort_key", flat=True).first() if after else None
    if last is not None:
        found = found.filter(Q(sort_key__gt=last) | Q(sort_key=last, pk__gt=after))
    rows = list(found.order_by("sort_key", "pk")[: limit + 1])
    return Directory(rows[:limit], rows[limit - 1].pk if len(rows) > limit else None)


def units(*, person: Person | None) -> list[Unit]:
    """Return all units, each after the one above it."""
    return list(Unit.objects.order_by("path")) if person is not None and person.is_active else []


def units_to_choose(*, person: Person | None, chosen: Unit | None) -> list[Unit]:
    """Return the units that narrow a list from here: those on the way down to `chosen`, and those right below it.

    With one unit at the top, which is the whole organisation, its own units are offered from the start.
    """
    known = units(person=person)
    tops = [one for one in known if one.parent_id is None]
    at = chosen or (tops[0] if len(tops) == 1 else None)
    way = set(at.ancestor_ids) if at else set()
    offered = [one for one in known if one.pk in way or one.parent_id == (at.pk if at else None)]
    return [one for one in offered if len(tops) > 1 or one.parent_id is not None]


def unit(*, person: Person | None, pk: int) -> Unit:
    """Return the unit `pk`; raise `NotFound` when there is none, or none for `person`."""
    found = Unit.objects.filter(pk=pk).first() if person is not None and person.is_active else None
    if found is None:
        raise NotFound
    return found


def person_for_mail(*, address: str) -> Person | None:
    """Return the colleague who writes from this address: the one they sign in with, or the one on record."""
    folded = address.strip().lower()
    if not folded:
        return None
    known = Person.objects.active().filter(Q(account__email=folded) | Q(mail__iexact=folded))
    return known.order_by("pk").first()


@dataclass(frozen=True, slots=True)
class Around:
    """Who stands around a person: managers from the top down, colleagues of the same manager (the person among them), and reports."""

    managers: list[Person]
    peers: list[Person]
    reports: list[Person]


def around(*, of: Person) -> Around:
    """Return whom `of` reports to and who reports to them, all of whom work here now."""
    managers = list(Person.objects.raw(_MANAGERS, [of.manager_id, _DEEPEST])) if of.manager_id else []
    near = Person.objects.active().filter(Q(manager=of) | Q(manager=of.manager_id, manager__isnull=False)).order_by("sort_key", "pk")
    rows = list(near)
    reports = [row for row in rows if row.manager_id == of.pk]
    return Around(managers, [row for row in rows if row.manager_id != of.pk] or [of], reports)


def skills_of(*, person: Person, of: Person) -> QuerySet[PersonSkill]:
    """Return the skills of `of`, most confirmed first, each with `endorsement_count`, `endorsed_by_me` and `words` (who confirmed it)."""
    words = Prefetch("endorsements", queryset=Endorsement.objects.select_related("by").order_by("-at"), to_attr="words")
    mine = Endorsement.objects.filter(person_skill=OuterRef("pk"), by=person)
    held = PersonSkill.objects.filter(person=of).select_related("skill").prefetch_related(words)
    return held.annotate(endorsement_count=Count("endorsements"), endorsed_by_me=Exists(mine)).order_by(
        "-endorsement_count", "skill__key_fa", "pk"
    )


def held_skill(*, person: Person | None, pk: int) -> PersonSkill:
    """Return a skill on the profile of a colleague whom `person` sees; raise `NotFound` otherwise."""
    seen = Person.objects.visible_to(person)
    found = PersonSkill.objects.select_related("skill", "person").filter(pk=pk, person__in=seen).first()
    if found is None:
        raise NotFound
    return found


def skill_by_names(*names: str) -> Skill | None:
    """Return the skill that goes by one of these names, in whichever language and spelling."""
    keys = [key for key in map(fold, names) if key]
    return Skill.objects.filter(Q(key_fa__in=keys) | Q(key_en__in=keys)).order_by("pk").first() if keys else None


def skills_like(*, words: str, limit: int = 8) -> list[Skill]:
    """Return skills whose name begins like `words`, for whoever is typing one."""
    key = fold(words)
    return (
        list(Skill.objects.filter(Q(key_fa__startswith=key) | Q(key_en__startswith=key)).order_by("key_fa", "key_en")[:limit])
        if key
        else []
    )


def working_calendar(person: Person) -> WorkingCalendar:
    """Return when a person works: as they said, else as is usual here."""
    return hours.calendar(person.working_calendar)


@dataclass(frozen=True, slots=True)
class Reachability:
    """Whether a person works at an instant; `until` ends the work that is on, `opens_at` begins the next (both aware, UTC)."""

    is_open: bool
    until: datetime | None
    opens_at: datetime | None


def reachability(*, person: Person, at: datetime) -> Reachability:
    """Return whether `person` works at `at`, until when, and else from when on; nothing of both for those who never do."""
    calendar = working_calendar(person)
    try:
        opens_at = calendar.next_open(at)
    except NeverOpen:
        return Reachability(False, None, None)
    if opens_at > at:
        return Reachability(False, None, opens_at)
    now = next(iter(calendar.spans(at, at + timedelta(days=2))))
    return Reachability(True, now.end, None)


def names_of(ids: Sequence[int]) -> dict[int, Person]:
    """Return persons by id, those who left included: for saying who did something."""
    return Person.objects.with_unit().in_bulk(ids)


def colleague_called(*, person: Person | None, words: str) -> Person:
    """Return the one colleague whose mail address or name is meant by `words`; raise `Invalid` (field `who`) for none and for several."""
    if "@" in words and require_colleague(person) and (known := person_for_mail(address=words)):
        return known
    found = directory(person=person, words=words, limit=2).people
    if not found or not fold(words):
        raise Invalid(_("No colleague goes by this name."), field="who")
    if len(found) > 1:
        raise Invalid(_("Several colleagues go by this name. Write more of it, or the mail address."), field="who")
    return found[0]
