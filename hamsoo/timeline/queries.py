"""Reading the timeline of a thing."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.presentation import Shown, present
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.spaces.queries import space_ids
from hamsoo.timeline.models import Moment

PAGE = 20

Cursor = tuple[datetime, int]
"""When a moment was, and the id of its entry: together they are unique on one timeline."""


@dataclass(frozen=True, slots=True)
class Page:
    """Moments, newest first; `before` is the cursor of the next page, None at the end."""

    items: list[Shown]
    before: Cursor | None


def of(*, ref: Ref, person: Person | None, before: Cursor | None = None, limit: int = PAGE) -> Page:
    """Return what happened to `ref` as `person` may see it.

    A fact shows to those who read one of the spaces it was placed in then; one without spaces (a colleague's own record) to every
    colleague. The app of the fact has the last word: what it does not present (any more) is left out.
    """
    if person is None or not person.is_active:
        return Page([], None)
    readable = Q(space_ids__overlap=list(space_ids(person=person))) | Q(space_ids=[])
    moments = Moment.objects.filter(readable, type=ref.type, object_id=ref.id)
    if before is not None:
        at, entry_id = before
        moments = moments.filter(Q(at__lt=at) | Q(at=at, entry_id__lt=entry_id))
    rows = list(moments.order_by("-at", "-entry_id").values_list("at", "entry_id")[: limit + 1])
    order = [entry_id for _at, entry_id in rows[:limit]]
    facts = facts_by_id(order)
    shown = present([facts[entry_id] for entry_id in order], person=person)
    return Page([shown[entry_id] for entry_id in order if entry_id in shown], rows[limit - 1] if len(rows) > limit else None)
