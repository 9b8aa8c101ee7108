"""Reading one's own inbox. Everybody has exactly one, and nobody reads another's: `person` is always the reader."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When

from hamsoo.kernel.errors import NotFound
from hamsoo.ledger import projections
from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.presentation import Shown, present
from hamsoo.ledger.traits import Ref
from hamsoo.notices.kinds import KINDS
from hamsoo.notices.models import INBOX, Choice, InboxItem, Mark, ReadUpTo
from hamsoo.notices.queries.choices import Wishes, wishes_of
from hamsoo.people.models import Person
from hamsoo.spaces.queries import space_ids
from hamsoo.threads import targets

PAGE = 30
"""Notices that are looked at for one page; merged, they make fewer lines."""

MOST_COUNTED = 99
"""The bell says `99+` from here on: nobody needs the exact figure, so nobody pays for it."""


MOST_IN_DIGEST = 200
"""Notices that one digest looks at; the page has the rest."""

ASKING = [name for name, kind in KINDS.items() if kind.asks]


@dataclass(frozen=True, slots=True)
class Notice:
    """What the reader is told about one thing: the newest fact, and how many other people did the like before.

    `entry_ids` are all the facts behind the line, newest first. Of what the reader follows, `other_count` are the other facts.
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


def inbox(*, person: Person, only_unread: bool = False, is_later: bool = False, before: int | None = None, limit: int = PAGE) -> Page:
    """Return a page of the inbox of `person`: what they may still see, merged by subject within the page.

    With `is_later`, what waits for a digest instead of what is told at once.
    """
    wishes = wishes_of(person=person)
    items = _standing(person, wishes, only_unread=only_unread)
    items = items.filter(_later(wishes)) if is_later else items.exclude(_later(wishes))
    if before is not None:
        items = items.filter(position__lt=before)
    rows = list(items.order_by("-position")[: limit + 1])
    return Page(merged(rows[:limit], person, wishes.rhythm.merges), rows[limit - 1].position if len(rows) > limit else None)


def unread_count(*, person: Person | None) -> int:
    """Return how many lines are unread and may still be seen; `MOST_COUNTED` + 1 means more than that."""
    if person is None:
        return 0
    wishes = wishes_of(person=person)
    items = _standing(person, wishes, only_unread=True).exclude(_later(wishes))
    return len(merged(list(items.order_by("-position")[: MOST_COUNTED + 1]), person, wishes.rhythm.merges))


def for_digest(*, person: Person, after_daily: int | None, after_weekly: int | None, until: int) -> list[Notice]:
    """Return what a digest tells: unread, still to be seen, chosen for later, and newer than the last letter that told its sort.

    None leaves a sort out.
    """
    wishes = wishes_of(person=person)
    weekly, wanted = Q(delivery=InboxItem.Delivery.WEEKLY), Q(pk__in=[])
    if after_daily is not None:
        wanted |= Q(~weekly, position__gt=after_daily)
    if after_weekly is not None:
        wanted |= Q(weekly, position__gt=after_weekly)
    items = _standing(person, wishes, only_unread=True).filter(_later(wishes)).filter(wanted, position__lte=until)
    return merged(list(items.order_by("-position")[:MOST_IN_DIGEST]), person, is_merging=True)


def for_mail(*, person: Person, after: int, until: int, since: datetime) -> list[Notice]:
    """Return what a mail at once tells of what came after the place `after` in the log, up to `until`, and happened after `since`."""
    wishes = wishes_of(person=person)
    items = _to_mail(person, wishes, after, until, since).order_by("-position")
    return merged(list(items[:MOST_IN_DIGEST]), person, is_merging=True)


def has_mail(*, person: Person, after: int, until: int, since: datetime) -> bool:
    """Return whether anything came that `person` wants to have by mail at once; whether they may still see it is asked later."""
    return _to_mail(person, wishes_of(person=person), after, until, since).exists()


def people_to_mail(*, after: int, until: int, since: datetime) -> list[int]:
    """Return the ids of those who may want a mail of what came between two places in the log: who is waited for, or chose any mails."""
    chose = Choice.objects.filter(person=OuterRef("person"), delivery=Choice.Delivery.MAIL)
    told = InboxItem.objects.filter(position__gt=after, position__lte=until, at__gte=since, delivery=InboxItem.Delivery.NOW)
    return sorted(told.filter(Q(kind__in=ASKING) | Q(Exists(chose))).order_by().values_list("person", flat=True).distinct())


def kept_up_to() -> int:
    """Return the place in the log up to which the inboxes are filled now."""
    return projections.position_of(INBOX)


def last_position_before(*, person: Person, at: datetime) -> int:
    """Return the place in the log of the last notice before `at`: what a first digest begins after."""
    before = InboxItem.objects.filter(person=person, at__lt=at).order_by("-position")
    return before.values_list("position", flat=True).first() or 0


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


def _to_mail(person: Person, wishes: Wishes, after: int, until: int, since: datetime) -> "QuerySet[InboxItem]":
    """Return what is told at once, unread, and by mail too: because of its kind, or of one of its places."""
    wanted = Q(kind__in=wishes.mail_kinds) | Q(space_ids__overlap=list(wishes.mail_space_ids))
    return standing_now(person, wishes).filter(wanted, position__gt=after, position__lte=until, at__gte=since)


def standing_now(person: Person, wishes: Wishes) -> "QuerySet[InboxItem]":
    """Return what `person` was told at once and has not read, as rows that may speak of what they see no more."""
    return _standing(person, wishes, only_unread=True).exclude(_later(wishes))


def _later(wishes: Wishes) -> Q:
    """Return the condition for what waits for a digest: so it is followed, or the kind or all its places were put off."""
    later = Q(delivery__in=[InboxItem.Delivery.DAILY, InboxItem.Delivery.WEEKLY])
    if wishes.digest_kinds:
        later |= Q(kind__in=wishes.digest_kinds)
    return later | _all_in([*wishes.digest_space_ids, *wishes.never_space_ids])


def _all_in(ids: Sequence[int]) -> Q:
    """Return the condition for notices of which every place is one of `ids`; who is waited for is told wherever it is."""
    return Q(space_ids__contained_by=list(ids)) & ~Q(space_ids=[]) & ~Q(kind__in=ASKING) if ids else Q(pk__in=[])


def _standing(person: Person, wishes: Wishes, *, only_unread: bool) -> "QuerySet[InboxItem]":
    """Return what `person` was told, may want to hear and has not put away, each with `is_unread`.

    What comes from following is told only where the follower reads: a popular colleague writes in many places.
    """
    readable = Q(space_ids=[]) | Q(space_ids__overlap=list(space_ids(person=person))) | ~Q(kind="tracked")
    marks = Mark.objects.filter(person=person, entry_id=OuterRef("entry_id"))
    read_up_to = ReadUpTo.objects.filter(person=person).values_list("position", flat=True).first() or 0
    is_read = Q(is_settled=True) | Q(position__lte=read_up_to) | Q(Exists(marks))
    never = Q(delivery=InboxItem.Delivery.QUIET) | _all_in(wishes.never_space_ids)
    if wishes.never_kinds:
        never |= Q(kind__in=wishes.never_kinds)
    items = InboxItem.objects.filter(readable, person=person).exclude(never).exclude(Exists(marks.filter(done_at__isnull=False)))
    if only_unread:
        items = items.exclude(is_read)
    return items.annotate(is_unread=Case(When(is_read, then=Value(False)), default=Value(True), output_field=BooleanField()))


def merged(rows: Sequence[InboxItem], person: Person, is_merging: bool) -> list[Notice]:
    """Return the lines of `rows` (newest first): those about the same thing, for the same reason and in the same state are one.

    Not so for those who want each by itself.
    """
    facts = facts_by_id(row.entry_id for row in rows)
    shown = present([facts[row.entry_id] for row in rows if row.entry_id in facts], person=person)
    # Whoever follows what they do not see any more does not learn that something speaks of it.
    hidden = targets.hidden(person=person, refs=[_subject(row) for row in rows if row.kind == "tracked"])
    groups: dict[tuple[object, ...], list[InboxItem]] = {}
    for row in rows:
        if row.entry_id in shown and not (row.kind == "tracked" and _subject(row) in hidden):
            key = _merge_key(row, shown[row.entry_id]) if is_merging else (row.entry_id,)
            groups.setdefault(key, []).append(row)
    return [_notice(group, shown) for group in groups.values()]


def _subject(row: InboxItem) -> Ref:
    return Ref(row.subject_type, row.subject_id or 0)


def _merge_key(row: InboxItem, shown: Shown) -> tuple[object, ...]:
    if row.subject_id is None:
        return (row.entry_id,)
    # Whatever happens to what somebody follows is one line; else only what is of one sort.
    sort = "" if row.kind == "tracked" else shown.fact.event.name
    return (Ref(row.subject_type, row.subject_id), row.kind, sort, row.is_unread)  # type: ignore[attr-defined]


def _notice(group: Sequence[InboxItem], shown: dict[int, Shown]) -> Notice:
    newest = group[0]
    others = len(group) if newest.kind == "tracked" else len(_actors(shown[row.entry_id] for row in group))
    return Notice(
        newest=shown[newest.entry_id],
        kind=newest.kind,
        is_unread=newest.is_unread,  # type: ignore[attr-defined]
        entry_ids=tuple(row.entry_id for row in group),
        other_count=others - 1,
    )


def _actors(items: Iterable[Shown]) -> set[tuple[str, int | None]]:
    return {(item.fact.actor.type, item.fact.actor.id) for item in items}
