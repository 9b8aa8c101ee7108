"""Reading one's own inbox. Everybody has exactly one, and nobody reads another's: `person` is always the reader."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When

from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.presentation import Shown, present
from hamsoo.ledger.traits import Ref
from hamsoo.notices.models import InboxItem, Mark, ReadUpTo
from hamsoo.people.models import Person

PAGE = 30
"""Notices that are looked at for one page; merged, they make fewer lines."""

MOST_COUNTED = 99
"""The bell says `99+` from here on: nobody needs the exact figure, so nobody pays for it."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What the reader is told about one thing: the newest fact, and how many other people did the like before.

    `entry_ids` are all the facts behind the line, newest first.
    """

    newest: Shown
    kind: str
    is_unread: bool
    entry_ids: tuple[int, ...]
    other_count: int

    @property
    def entry_id(self) -> int:
        """Return the entry that the line is known by."""
        return self.entry_ids[0]


@dataclass(frozen=True, slots=True)
class Page:
    """Lines of an inbox, newest first; `before` is the position to go on from, None at the end."""

    items: list[Notice]
    before: int | None


def inbox(*, person: Person, only_unread: bool = False, before: int | None = None, limit: int = PAGE) -> Page:
    """Return a page of the inbox of `person`: what they may still see, merged by subject within the page."""
    items = _standing(person, only_unread=only_unread)
    if before is not None:
        items = items.filter(position__lt=before)
    rows = list(items.order_by("-position")[: limit + 1])
    return Page(_merged(rows[:limit], person), rows[limit - 1].position if len(rows) > limit else None)


def unread_count(*, person: Person | None) -> int:
    """Return how many lines are unread and may still be seen; `MOST_COUNTED` + 1 means more than that."""
    if person is None:
        return 0
    rows = list(_standing(person, only_unread=True).order_by("-position")[: MOST_COUNTED + 1])
    return len(_merged(rows, person))


def notice(*, person: Person, entry_id: int) -> Shown:
    """Return one fact that `person` was told of and may still see, or raise `NotFound`."""
    if not InboxItem.objects.filter(person=person, entry_id=entry_id).exists():
        raise NotFound
    shown = present(list(facts_by_id([entry_id]).values()), person=person).get(entry_id)
    if shown is None:
        raise NotFound
    return shown


def alike(*, person: Person, entry_id: int) -> list[int]:
    """Return the entries of the line that `entry_id` stands in: told to `person` about the same thing for the same reason."""
    item = InboxItem.objects.filter(person=person, entry_id=entry_id).first()
    if item is None:
        raise NotFound
    if item.subject_id is None:
        return [entry_id]
    same = InboxItem.objects.filter(person=person, kind=item.kind, subject_type=item.subject_type, subject_id=item.subject_id)
    return list(same.filter(position__lte=item.position).order_by("-position").values_list("entry_id", flat=True)[:PAGE])


def _standing(person: Person, *, only_unread: bool) -> "QuerySet[InboxItem]":
    """Return what `person` was told and has not put away, each with `is_unread`."""
    marks = Mark.objects.filter(person=person, entry_id=OuterRef("entry_id"))
    read_up_to = ReadUpTo.objects.filter(person=person).values_list("position", flat=True).first() or 0
    is_read = Q(is_settled=True) | Q(position__lte=read_up_to) | Q(Exists(marks))
    items = InboxItem.objects.filter(person=person).exclude(Exists(marks.filter(done_at__isnull=False)))
    if only_unread:
        items = items.exclude(is_read)
    return items.annotate(is_unread=Case(When(is_read, then=Value(False)), default=Value(True), output_field=BooleanField()))


def _merged(rows: Sequence[InboxItem], person: Person) -> list[Notice]:
    """Return the lines of `rows` (newest first): those about the same thing, for the same reason and in the same state are one."""
    facts = facts_by_id(row.entry_id for row in rows)
    shown = present([facts[row.entry_id] for row in rows if row.entry_id in facts], person=person)
    groups: dict[tuple[object, ...], list[InboxItem]] = {}
    for row in rows:
        if row.entry_id in shown:
            groups.setdefault(_merge_key(row, shown[row.entry_id]), []).append(row)
    return [_notice(group, shown) for group in groups.values()]


def _merge_key(row: InboxItem, shown: Shown) -> tuple[object, ...]:
    if row.subject_id is None:
        return (row.entry_id,)
    return (Ref(row.subject_type, row.subject_id), row.kind, shown.fact.event.name, row.is_unread)  # type: ignore[attr-defined]


def _notice(group: Sequence[InboxItem], shown: dict[int, Shown]) -> Notice:
    newest = group[0]
    return Notice(
        newest=shown[newest.entry_id],
        kind=newest.kind,
        is_unread=newest.is_unread,  # type: ignore[attr-defined]
        entry_ids=tuple(row.entry_id for row in group),
        other_count=len(_actors(shown[row.entry_id] for row in group)) - 1,
    )


def _actors(items: Iterable[Shown]) -> set[tuple[str, int | None]]:
    return {(item.fact.actor.type, item.fact.actor.id) for item in items}
