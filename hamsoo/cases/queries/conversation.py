"""What was said in a case: its contacts, those of the cases shown with it, and what colleagues said in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from hamsoo.cases.models import Case, Note, SplitMessage
from hamsoo.interactions.models import Correspondence, Interaction
from hamsoo.kernel.arrays import array
from hamsoo.kernel.cursors import read_cursor
from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.prepared import Given, Prepared, among_given
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.spaces.queries import PlacedIn, VisibleByIds, space_ids
from hamsoo.threads.models import Attachment
from hamsoo.threads.queries import attachments_of

SHOWN, MOST = 50, 500
Key = tuple[datetime, bool, int]
"""The place of something in the order: when, whether it is a note (contacts come first), and its id."""

_TOGETHER = """
WITH RECURSIVE together (id) AS (
    SELECT %s::bigint
    UNION
    SELECT merged.id FROM cases_case AS merged JOIN together ON merged.merged_into_id = together.id
)
SELECT id FROM together
"""
_CASES = VisibleByIds[Case](lambda: Case.objects.select_related("correspondence"))
_READ = VisibleByIds[Correspondence](Correspondence.objects.all)
# What was taken along comes from correspondence that the case may not be read for: it was shown to whoever split it. Where it became
# confidential since, it is shown to those alone who read it there, and in a case that is confidential itself.
_CLOSED = Case.objects.filter(correspondence=OuterRef("interaction__correspondence"), is_confidential=True)
_THERE = PlacedIn(F("interaction__correspondence"), type="correspondence", space_ids=Given("spaces"))
_TAKEN = Prepared(
    lambda: (
        SplitMessage.objects.filter(Q(case__is_confidential=True) | ~Exists(_CLOSED) | _THERE, among_given("case", "cases"))
        .order_by()
        .values_list("interaction", flat=True)
    )
)
_CONTACTS = Q(among_given("correspondence", "read")) | Q(among_given("pk", "taken"))
_NEWEST = Prepared(lambda: Interaction.objects.filter(_CONTACTS).select_related("person__unit").order_by("-at", "-pk")[: SHOWN + 1])
_IDS = Prepared(lambda: Interaction.objects.filter(_CONTACTS).order_by("-at", "-pk").values_list("pk", flat=True))
_NOTES = Prepared(
    lambda: Note.objects.filter(among_given("case", "cases")).select_related("author__unit").order_by("-at", "-pk")[: SHOWN + 1]
)


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said: a contact with its files, or a note among colleagues; `case_id` where it belongs."""

    at: datetime
    case_id: int
    contact: Interaction | None = None
    files: Sequence[Attachment] = ()
    note: Note | None = None

    @property
    def key(self) -> Key:
        """Return its place in the order."""
        return self.at, self.note is not None, (self.note or self.contact).pk  # type: ignore[union-attr]


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was said, oldest first; `last_id` is the newest contact: what an answer answers. `together` are the cases shown here."""

    items: list[Said]
    last_id: int | None
    contact_count: int
    note_count: int
    together: list[Case]
    has_earlier: bool

    @property
    def first(self) -> str:
        """Return where this part begins, as it stands in an address; empty for nothing at all."""
        return write_place(self.items[0].key) if self.items else ""


def write_place(key: Key) -> str:
    """Write a place in the order as it stands in an address: `2026-11-21T08:30:00Z_7`, of a note with "n" before it."""
    return f"{'n' if key[1] else ''}{key[0].astimezone(UTC).isoformat().replace('+00:00', 'Z')}_{key[2]}"


def read_place(text: str) -> Key:
    """Read a place in the order; raise `NotFound` for what is none."""
    try:
        at, pk = read_cursor(text.removeprefix("n"))
    except ValueError:
        raise NotFound from None
    return at, text.startswith("n"), pk


def together(*, person: Person, case: Case) -> list[Case]:
    """Return a case with those that were merged into it, as far as `person` reads them; the case itself first."""
    found = _CASES(person=person, ids=[row.pk for row in Case.objects.raw(_TOGETHER, [case.pk])])
    return sorted(found.values(), key=lambda one: (one.pk != case.pk, one.pk))


def _known(person: Person, cases: Sequence[Case]) -> dict[str, str]:
    """Return by what the contacts of cases are found that were found for `person`: what they read of their own, and what was taken along.

    Found first and given as numbers, so that nothing makes the database look through all contacts that there are.
    """
    read = _READ(person=person, ids=[case.correspondence_id for case in cases if case.correspondence_id])
    taken = _TAKEN(cases=array(case.pk for case in cases), spaces=array(space_ids(person=person))) if cases else []
    return {"read": array(read), "taken": array(taken)}


def message_ids(*, person: Person, case: Case) -> set[int]:
    """Return the ids of the contacts in a case and those shown with it, as far as `person` reads them."""
    return set(_IDS(**_known(person, together(person=person, case=case))))


def last_contact_id(*, person: Person, case: Case) -> int | None:
    """Return the newest contact in a case: what an answer answers."""
    return next(iter(_IDS(**_known(person, together(person=person, case=case)))), None)


def last_received(*, person: Person, case: Case) -> Interaction | None:
    """Return the newest thing that the customer said in a case."""
    return _contacts(_known(person, together(person=person, case=case))).filter(direction="in").order_by("-at", "-pk").first()


def conversation(
    *, person: Person, case: Case, before: Key | None = None, since: Key | None = None, notes_alone: bool = False
) -> Conversation:
    """Return the newest contacts and notes of a case and those shown with it, oldest first. A fixed number of queries.

    Of what was said `before` a place alone; or all of it `since` one, as far as a page holds it: what an open page shows already.
    """
    cases = together(person=person, case=case)
    limit = MOST if since else SHOWN
    case_of = {one.correspondence_id: one.pk for one in cases if one.correspondence_id}
    newest, written = _newest(_known(person, cases), cases, before, since, limit)
    files = attachments_of(Ref("interaction", one.pk) for one in newest[:limit])
    said = [
        Said(one.at, case_of.get(one.correspondence_id, case.pk), contact=one, files=files.get(Ref("interaction", one.pk), ()))
        for one in newest
        if not notes_alone
    ] + [Said(one.at, one.case_id, note=one) for one in written]
    ordered = sorted(said, key=lambda one: one.key)
    return Conversation(
        items=ordered[-limit:],
        last_id=newest[0].pk if newest else None,
        contact_count=min(len(newest), limit),
        note_count=min(len(written), limit),
        together=cases,
        has_earlier=len(ordered) > limit,
    )


def _newest(
    known: dict[str, str], cases: Sequence[Case], before: Key | None, since: Key | None, limit: int
) -> tuple[Sequence[Interaction], Sequence[Note]]:
    """Return the newest contacts and notes, of each one more than `limit`; without a place by the queries that are in SQL already."""
    if before is None and since is None:
        return _NEWEST(**known), _NOTES(cases=array(one.pk for one in cases))
    rows = _part(_contacts(known), before, since, is_note=False).select_related("person__unit")
    notes = _part(Note.objects.filter(case__in=[one.pk for one in cases]), before, since, is_note=True).select_related("author__unit")
    return [list(one.order_by("-at", "-pk")[: limit + 1]) for one in (rows, notes)]  # type: ignore[return-value]


def _contacts(known: dict[str, str]) -> QuerySet[Interaction]:
    read, taken = ([int(pk) for pk in known[name].strip("{}").split(",") if pk] for name in ("read", "taken"))
    return Interaction.objects.filter(Q(correspondence__in=read) | Q(pk__in=taken))


def _part(rows: QuerySet[Any], before: Key | None, since: Key | None, *, is_note: bool) -> QuerySet[Any]:
    """Keep of contacts or of notes what stands before a place in the order of both, or from it on."""
    if before is not None:
        at, of_note, pk = before
        same = Q(at=at, pk__lt=pk) if of_note == is_note else Q(at=at) if of_note else Q(pk=None)
        return rows.filter(Q(at__lt=at) | same)
    if since is not None:
        at, of_note, pk = since
        same = Q(at=at, pk__gte=pk) if of_note == is_note else Q(at=at) if is_note else Q(pk=None)
        return rows.filter(Q(at__gt=at) | same)
    return rows
