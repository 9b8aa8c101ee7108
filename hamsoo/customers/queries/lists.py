"""The list of customers, each once, by the record that is believed most of those that its reader sees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from hamsoo.customers.models import Dimension, SegmentChange, StageChange, TeamMember
from hamsoo.customers.queries.contacts import last_contacts_by
from hamsoo.customers.queries.standing import Standing, stages, standings_by, standings_of
from hamsoo.customers.queries.team import teams_by
from hamsoo.identity.models import SourceRecord, System
from hamsoo.identity.queries import records_found
from hamsoo.people.models import Person

PAGE = 50

# Nobody sees another record of the same customer that would stand for it rather: in the order of `identity.queries.golden`.
_BELIEVED = """
NOT EXISTS (
    SELECT FROM identity_sourcerecord AS better
    WHERE better.customer_id = identity_sourcerecord.customer_id AND better.id <> identity_sourcerecord.id
    AND better.system_id = ANY(%s)
    AND (better.removed_at IS NOT NULL, array_position(%s, better.system_id), identity_sourcerecord.changed_at, better.id)
        < (identity_sourcerecord.removed_at IS NOT NULL, array_position(%s, identity_sourcerecord.system_id), better.changed_at,
           identity_sourcerecord.id))
"""

Cursor = tuple[str, int]
"""Sort key and id of the last record that was shown."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows the list; empty is everything."""

    words: str = ""
    entity: str = ""
    system: System | None = None
    stage: str = ""
    state: str = ""
    value: str = ""
    member: Person | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A customer in the list. `record` stands for it; `systems` are those that know it, as far as the reader sees."""

    record: SourceRecord
    systems: Sequence[System]
    standing: Standing
    stage: object
    team: Sequence[TeamMember]
    last_at: datetime | None

    @property
    def number(self) -> int:
        """Return the number of the customer."""
        return self.record.customer_id

    @property
    def name(self) -> str:
        """Return its name."""
        return str(self.record)

    def __str__(self) -> str:
        return self.name

    @property
    def faces(self) -> list[Person]:
        """Return who looks after it."""
        return [member.person for member in self.team]


@dataclass(frozen=True, slots=True)
class Page:
    """Customers in the order of their names; `after` is where the next page begins, None at the end."""

    rows: Sequence[Listed]
    after: Cursor | None


def customers(*, person: Person, filters: Filters, after: Cursor | None = None, limit: int = PAGE) -> Page:
    """Return a part of the customers that `person` sees."""
    systems = list(System.objects.visible_to(person).values_list("pk", flat=True))
    found = _narrowed(SourceRecord.objects.visible_to(person).filter(_believed(systems)), person, filters, systems)
    if after is not None:
        key, pk = after
        found = found.filter(Q(sort_key__gt=key) | Q(sort_key=key, pk__gt=pk))
    records = list(found.order_by("sort_key", "pk")[: limit + 1])
    shown = records[:limit]
    more = (shown[-1].sort_key, shown[-1].pk) if len(records) > limit else None
    return Page(_with_what_is_known(person, shown), more)


def _with_what_is_known(person: Person, records: Sequence[SourceRecord]) -> list[Listed]:
    """Return the rows of the list: a few queries, however many customers."""
    visible = SourceRecord.objects.visible_to(person).filter(customer__in=[record.customer_id for record in records])
    known = list(visible.select_related("system").order_by("system__rank", "system", "pk")) if records else []
    owner = {record.pk: record.customer_id for record in known}
    systems: dict[int, dict[int, System]] = {record.customer_id: {} for record in records}
    for record in known:
        systems[record.customer_id].setdefault(record.system_id, record.system)
    standings, teams, last = standings_by(owner), teams_by(owner), last_contacts_by(owner)
    stage_names: Mapping[str, object] = stages() if standings else {}
    rows = []
    for record in records:
        pk = record.customer_id
        standing = standings.get(pk, Standing())
        stage = stage_names.get(standing.stage, standing.stage)
        rows.append(Listed(record, list(systems[pk].values()), standing, stage, teams.get(pk, ()), last.get(pk)))
    return rows


def _believed(systems: Sequence[int]) -> RawSQL:
    # The systems of a smaller rank are believed more: they come first in the list.
    return RawSQL(_BELIEVED, (systems, systems, systems), output_field=BooleanField())  # noqa: S611 - the statement is ours


def _narrowed(found: QuerySet[SourceRecord], person: Person, filters: Filters, systems: Sequence[int]) -> QuerySet[SourceRecord]:
    """Keep customers of which any visible record meets each filter."""
    if filters.entity:
        found = found.filter(entity=filters.entity)
    if filters.system:
        of_system = SourceRecord.objects.filter(system=filters.system.pk if filters.system.pk in systems else None)
        found = found.filter(customer__in=of_system.values("customer"))
    if filters.stage or filters.state:
        found = found.filter(customer__in=_standing_at(person, filters))
    if filters.value:
        found = found.filter(customer__in=_in_segment(person, filters.value))
    if filters.member:
        team = TeamMember.objects.visible_to(person).serving().filter(person=filters.member)
        found = found.filter(customer__in=team.values("record__customer"))
    if filters.words.strip():
        found = found.filter(customer__in=records_found(person=person, text=filters.words).values("customer"))
    return found


def _standing_at(person: Person, filters: Filters) -> list[int]:
    """Return the numbers of the customers that stand there now: who ever stood there is looked at, and where they stand."""
    rows = StageChange.objects.filter(record__in=SourceRecord.objects.visible_to(person))
    once = rows.filter(stage=filters.stage) if filters.stage else rows.filter(state=filters.state)
    standings = standings_of(person=person, customer_ids=set(once.values_list("record__customer", flat=True)))
    return [
        number
        for number, standing in standings.items()
        if (not filters.stage or standing.stage == filters.stage) and (not filters.state or standing.state == filters.state)
    ]


def _in_segment(person: Person, value: str) -> list[int]:
    """Return the numbers of the customers that belong to a segment by value now."""
    rows = SegmentChange.objects.filter(record__in=SourceRecord.objects.visible_to(person), dimension=Dimension.VALUE, segment=value)
    standings = standings_of(person=person, customer_ids=set(rows.values_list("record__customer", flat=True)))
    holding = {number: standing.segments.get(Dimension.VALUE) for number, standing in standings.items()}
    return [number for number, change in holding.items() if change and change.segment == value]
