"""What was said in a case: its contacts, those of the cases shown with it, and what colleagues said in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q

from hamsoo.cases.models import Case, Note, SplitMessage
from hamsoo.interactions.models import Correspondence, Interaction
from hamsoo.kernel.arrays import array
from hamsoo.kernel.prepared import Given, Prepared, among_given
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.spaces.queries import PlacedIn, VisibleByIds, space_ids
from hamsoo.threads.models import Attachment
from hamsoo.threads.queries import attachments_of

SHOWN = 50

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
    def key(self) -> tuple[datetime, bool, int]:
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


def conversation(*, person: Person, case: Case) -> Conversation:
    """Return the newest contacts and notes of a case and those shown with it, oldest first. A fixed number of queries."""
    cases = together(person=person, case=case)
    case_of = {one.correspondence_id: one.pk for one in cases if one.correspondence_id}
    newest = _NEWEST(**_known(person, cases))
    shown = newest[:SHOWN]
    files = attachments_of(Ref("interaction", one.pk) for one in shown)
    written = _NOTES(cases=array(one.pk for one in cases))
    items = [
        Said(one.at, case_of.get(one.correspondence_id, case.pk), contact=one, files=files.get(Ref("interaction", one.pk), ()))
        for one in shown
    ] + [Said(one.at, one.case_id, note=one) for one in written[:SHOWN]]
    return Conversation(
        items=sorted(items, key=lambda said: said.key),
        last_id=shown[0].pk if shown else None,
        contact_count=len(shown),
        note_count=min(len(written), SHOWN),
        together=cases,
        has_earlier=max(len(newest), len(written)) > SHOWN,
    )
