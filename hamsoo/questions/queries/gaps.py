"""The gaps in what people know: for those who lead, as far as they reach and by what they may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from hamsoo.people.models import Person
from hamsoo.questions.models import Gathering
from hamsoo.questions.queries.asked_topics import Topic, topics
from hamsoo.questions.queries.burden import Spread, spread
from hamsoo.questions.queries.carrying import Carried, Leaver, carried, leavers
from hamsoo.questions.queries.reach import Part, part


@dataclass(frozen=True, slots=True)
class Gaps:
    """Four ways in which knowledge is missing, or could be soon; `gathered_at` is when it was counted (None: not yet)."""

    part: Part
    gathered_at: datetime | None
    topics: Sequence[Topic]
    leavers: Sequence[Leaver]
    carried: Sequence[Carried]
    spread: Spread


def gaps(*, person: Person, unit_pk: int | None, at: datetime) -> Gaps:
    """Return the gaps of the unit `unit_pk`, or of all that `person` leads; raise `NotFound` for who leads nothing, or not there."""
    where = part(person=person, unit_pk=unit_pk)
    return Gaps(
        where,
        Gathering.objects.values_list("at", flat=True).first(),
        topics(person=person, part=where, at=at),
        leavers(person=person, part=where, today=timezone.localdate(at)),
        carried(person=person, part=where),
        spread(person=person, part=where, at=at),
    )
