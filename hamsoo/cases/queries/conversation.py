"""What was said in a case: its contacts, those of the cases shown with it, and what colleagues said in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from hamsoo.cases.models import Case, Note, SplitMessage
from hamsoo.interactions.models import Correspondence, Interaction
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
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
    rows = Case.objects.raw(_TOGETHER, [case.pk])
    found = Case.objects.visible_to(person).filter(pk__in=[row.pk for row in rows]).select_related("correspondence")
    return sorted(found, key=lambda one: (one.pk != case.pk, one.pk))


def contacts(*, person: Person, cases: Sequence[Case]) -> QuerySet[Interaction]:
    """Return the contacts of cases that were found for `person`: their own, and those they took along when they were split off.

    What was taken along comes from correspondence that the case may not be read for: it was shown to whoever split it. Where it became
    confidential since, it is shown to those alone who read it there, and in a case that is confidential itself.
    """
    own = [case.correspondence_id for case in cases if case.correspondence_id]
    visible = Correspondence.objects.visible_to(person)
    closed = Case.objects.filter(correspondence=OuterRef("interaction__correspondence"), is_confidential=True)
    taken = SplitMessage.objects.filter(
        Q(case__is_confidential=True) | ~Exists(closed) | Q(interaction__correspondence__in=visible.values("pk")),
        case__in=[case.pk for case in cases],
    )
    return Interaction.objects.filter(Q(correspondence__in=visible.filter(pk__in=own).values("pk")) | Q(pk__in=taken.values("interaction")))


def message_ids(*, person: Person, case: Case) -> set[int]:
    """Return the ids of the contacts in a case and those shown with it, as far as `person` reads them."""
    return set(contacts(person=person, cases=together(person=person, case=case)).values_list("pk", flat=True))


def last_contact_id(*, person: Person, case: Case) -> int | None:
    """Return the newest contact in a case: what an answer answers."""
    found = contacts(person=person, cases=together(person=person, case=case))
    return found.order_by("-at", "-pk").values_list("pk", flat=True).first()


def conversation(*, person: Person, case: Case, limit: int = SHOWN) -> Conversation:
    """Return the newest contacts and notes of a case and those shown with it, oldest first. A fixed number of queries."""
    cases = together(person=person, case=case)
    case_of = {one.correspondence_id: one.pk for one in cases if one.correspondence_id}
    rows = contacts(person=person, cases=cases).select_related("person__unit", "correspondence")
    newest = list(rows.order_by("-at", "-pk")[: limit + 1])
    shown = newest[:limit]
    files = attachments_of(Ref("interaction", one.pk) for one in shown)
    notes = Note.objects.filter(case__in=[one.pk for one in cases]).select_related("author__unit")
    written = list(notes.order_by("-at", "-pk")[: limit + 1])
    items = [
        Said(one.at, case_of.get(one.correspondence_id, case.pk), contact=one, files=files.get(Ref("interaction", one.pk), ()))
        for one in shown
    ] + [Said(one.at, one.case_id, note=one) for one in written[:limit]]
    return Conversation(
        items=sorted(items, key=lambda said: said.key),
        last_id=shown[0].pk if shown else None,
        contact_count=len(shown),
        note_count=min(len(written), limit),
        together=cases,
        has_earlier=len(newest) > limit or len(written) > limit,
    )
