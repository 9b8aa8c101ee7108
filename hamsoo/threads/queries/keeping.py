"""What somebody keeps, and what was reported where they look after things."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Person
from hamsoo.spaces.models import Grant, Level
from hamsoo.spaces.queries import space_ids as ids_of_spaces
from hamsoo.threads import rules, targets
from hamsoo.threads.models import Bookmark, Report

PAGE_OF_BOOKMARKS = 30
_MOST_REPORTS = 300


@dataclass(frozen=True, slots=True)
class Kept:
    """Things that somebody keeps and still sees, the last kept first; `before` is the bookmark to go on from."""

    items: list[tuple[Bookmark, targets.Target]]
    before: int | None


def bookmarks(*, person: Person, before: int | None = None, limit: int = PAGE_OF_BOOKMARKS) -> Kept:
    """Return what `person` keeps. What they may not see any more is left out."""
    rows = Bookmark.objects.visible_to(person).order_by("-pk")
    rows = rows.filter(pk__lt=before) if before is not None else rows
    page = list(rows[: limit + 1])
    things = targets.find_many(person=person, refs=[row.target for row in page[:limit]])
    items = [(row, things[row.target]) for row in page[:limit] if row.target in things]
    return Kept(items, page[limit - 1].pk if len(page) > limit else None)


@dataclass(frozen=True, slots=True)
class Reported:
    """A thing with what was reported about it."""

    target: targets.Target
    reports: list[Report]


def reported(*, person: Person) -> list[Reported]:
    """Return what waits for a decision that `person` may take, what was reported first at the top."""
    rows = list(Report.objects.filter(decided_at=None).select_related("reporter__unit").order_by("at", "pk")[:_MOST_REPORTS])
    things = targets.find_many(person=person, refs=[row.target for row in rows])
    found: dict[targets.Ref, Reported] = {}
    for row in rows:
        thing = things.get(row.target)
        if thing is not None and rules.can_moderate(person=person, target=thing):
            found.setdefault(row.target, Reported(thing, [])).reports.append(row)
    return list(found.values())


def hidden(*, person: Person, limit: int = 30) -> list[Report]:
    """Return what was hidden where `person` looks after things, the latest first: to be put back."""
    rows = (
        Report.objects.filter(decision=Report.Decision.HIDDEN).select_related("decided_by").order_by("-decided_at", "-pk")[:_MOST_REPORTS]
    )
    seen: dict[targets.Ref, Report] = {}
    for row in rows:
        if rules.can_restore(person=person, report=row):
            seen.setdefault(row.target, row)
    return list(seen.values())[:limit]


def report_for(*, person: Person, report_id: int) -> Report:
    """Return a report for who made it, and, once it was decided, for whose text it is about; raise `NotFound` otherwise."""
    found = Report.objects.select_related("decided_by").filter(pk=report_id).first()
    if found is None or not (found.reporter_id == person.pk or (found.author_id == person.pk and found.decided_at)):
        raise NotFound
    return found


def moderator_ids(*, space_ids: Iterable[int], but: Collection[int]) -> tuple[int, ...]:
    """Return who looks after these spaces by name, and where nobody does the administrators who read there."""
    grants = Grant.objects.filter(space__in=list(space_ids), principal_type=Grant.Principal.PERSON, level__gte=Level.MANAGE)
    ids = set(Person.objects.active().filter(pk__in=grants.values("principal_id")).values_list("pk", flat=True)) - set(but)
    if not ids:
        admins = Person.objects.active().with_unit().filter(is_administrator=True).exclude(pk__in=list(but))
        ids = {one.pk for one in admins if not ids_of_spaces(person=one).isdisjoint(space_ids)}
    return tuple(sorted(ids))
