"""What a person follows, each with what happened to it last."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.presentation import Shown, present
from hamsoo.ledger.traits import Ref
from hamsoo.notices.models import InboxItem
from hamsoo.people.models import Person
from hamsoo.spaces.queries import space_ids
from hamsoo.threads.queries import Followed, all_followed

CHANGES = 3
MOST_FOLLOWED = 200
"""Things on one page of the tracker; who follows more sees the newest."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """Something that is followed, and the newest facts that its follower heard of it."""

    followed: Followed
    changes: list[Shown]


def tracker(*, person: Person) -> list[Tracked]:
    """Return what `person` follows, by kind, each with its latest changes, as far as they still may be seen."""
    followed = all_followed(person=person, limit=MOST_FOLLOWED)
    changes = _changes(person) if followed else {}
    return [Tracked(one, changes.get(one.ref, [])) for one in followed]


def _changes(person: Person) -> dict[Ref, list[Shown]]:
    """Return the newest facts by what is followed. Those that were told directly stand in the inbox."""
    number = Window(RowNumber(), partition_by=[F("subject_type"), F("subject_id")], order_by=F("position").desc())
    readable = Q(space_ids=[]) | Q(space_ids__overlap=list(space_ids(person=person)))
    heard = InboxItem.objects.filter(readable, person=person, kind="tracked").annotate(number=number).filter(number__lte=CHANGES)
    rows = list(heard.order_by("-position"))
    shown = present(list(facts_by_id(row.entry_id for row in rows).values()), person=person)
    found: dict[Ref, list[Shown]] = defaultdict(list)
    for row in rows:
        if row.entry_id in shown:
            found[Ref(row.subject_type, row.subject_id or 0)].append(shown[row.entry_id])
    return found
