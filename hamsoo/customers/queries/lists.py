"""The list of customers, each once, by the record that is believed most of those that its reader sees."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from hamsoo.customers.models import Dimension, SegmentChange, StageChange, TeamMember
from hamsoo.customers.queries.contacts import last_contacts_by
from hamsoo.customers.queries.standing import Standing, stages, standings_by
from hamsoo.customers.queries.team import teams_by
from hamsoo.identity.models import SourceRecord, System
from hamsoo.identity.queries import records_found
from hamsoo.people.models import Person

PAGE = 50
_PART = 500

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

# Who stands there now, by the newest of what was ever said of any record that the reader sees; see `queries.standing`.
_STANDS = """
(SELECT (%s = '' OR change.stage = %s) AND (%s = '' OR change.state = %s)
 FROM identity_sourcerecord AS own JOIN customers_stagechange AS change ON change.record_id = own.id
 WHERE own.customer_id = identity_sourcerecord.customer_id AND own.system_id = ANY(%s)
 ORDER BY change.at DESC, change.id DESC LIMIT 1)
"""
# The same of a segment: what somebody chose holds against what a rule found, and an empty one ends its kind.
_CHOSEN = """
(SELECT nullif(change.segment, '')
 FROM identity_sourcerecord AS own JOIN customers_segmentchange AS change ON change.record_id = own.id
 WHERE own.customer_id = identity_sourcerecord.customer_id AND own.system_id = ANY(%s) AND change.dimension = %s
    AND change.by_id {by} ORDER BY change.at DESC, change.id DESC LIMIT 1)
"""
_BELONGS = f"coalesce({_CHOSEN.format(by='IS NOT NULL')}, {_CHOSEN.format(by='IS NULL')}) = %s"

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
    potential: str = ""
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
    found = _found(person, filters)
    if after is not None:
        key, pk = after
        found = found.filter(Q(sort_key__gt=key) | Q(sort_key=key, pk__gt=pk))
    records = list(found.order_by("sort_key", "pk")[: limit + 1])
    shown = records[:limit]
    more = (shown[-1].sort_key, shown[-1].pk) if len(records) > limit else None
    return Page(_with_what_is_known(person, shown), more)


def numbers_of(*, person: Person, filters: Filters, limit: int) -> list[int]:
    """Return the numbers of the customers that a list holds now, in its order."""
    return list(_found(person, filters).order_by("sort_key", "pk").values_list("customer", flat=True)[:limit])


def among(*, person: Person, numbers: Collection[int]) -> list[int]:
    """Return which of these numbers are of customers that `person` sees, each once."""
    visible = SourceRecord.objects.visible_to(person).filter(customer__in=numbers)
    return sorted(set(visible.values_list("customer", flat=True)))


def listed(*, person: Person, filters: Filters, numbers: Collection[int] | None, limit: int) -> Iterator[Listed]:
    """Yield the customers of a list, or those of these numbers, in parts, each with what is known of it."""
    found = _found(person, filters if numbers is None else Filters())
    if numbers is not None:
        found = found.filter(customer__in=numbers)
    records = list(found.order_by("sort_key", "pk")[:limit])
    for begin in range(0, len(records), _PART):
        yield from _with_what_is_known(person, records[begin : begin + _PART])


def _found(person: Person, filters: Filters) -> QuerySet[SourceRecord]:
    systems = list(System.objects.visible_to(person).values_list("pk", flat=True))
    return _narrowed(SourceRecord.objects.visible_to(person).filter(_believed(systems)), person, filters, systems)


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
    return _true(_BELIEVED, (systems, systems, systems))


def _true(statement: str, given: Sequence[Any]) -> RawSQL:
    return RawSQL(statement, given, output_field=BooleanField())  # noqa: S611 - the statements are ours


def _narrowed(found: QuerySet[SourceRecord], person: Person, filters: Filters, systems: Sequence[int]) -> QuerySet[SourceRecord]:
    """Keep customers of which any visible record meets each filter."""
    if filters.entity:
        found = found.filter(entity=filters.entity)
    if filters.system:
        of_system = SourceRecord.objects.filter(system=filters.system.pk if filters.system.pk in systems else None)
        found = found.filter(customer__in=of_system.values("customer"))
    if filters.stage or filters.state:
        once = StageChange.objects.filter(record__system__in=systems)
        once = once.filter(stage=filters.stage) if filters.stage else once.filter(state=filters.state)
        given = (filters.stage, filters.stage, filters.state, filters.state, systems)
        found = found.filter(_true(_STANDS, given), customer__in=once.values("record__customer"))
    for dimension, segment in ((Dimension.VALUE, filters.value), (Dimension.POTENTIAL, filters.potential)):
        if segment:
            once_in = SegmentChange.objects.filter(record__system__in=systems, dimension=dimension, segment=segment)
            chosen = (systems, dimension, systems, dimension, segment)
            found = found.filter(_true(_BELONGS, chosen), customer__in=once_in.values("record__customer"))
    if filters.member:
        team = TeamMember.objects.visible_to(person).serving().filter(person=filters.member)
        found = found.filter(customer__in=team.values("record__customer"))
    if filters.words.strip():
        found = found.filter(customer__in=records_found(person=person, text=filters.words).values("customer"))
    return found
