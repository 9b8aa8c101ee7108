"""The list of customers, each once, by the record that is believed most of those that its reader sees."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

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


@dataclass(frozen=True, slots=True)
class Listed:
    """A customer in the list. `record` stands for it; `systems` are those that know it, as far as the reader sees."""

    record: SourceRecord
    systems: Sequence[System] = field(default_factory=tuple)

    @property
    def number(self) -> int:
        """Return the number of the customer."""
        return self.record.customer_id

    @property
    def name(self) -> str:
        """Return its name."""
        return str(self.record)


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
    known = _systems_of(person, shown)
    return Page([Listed(record, known[record.customer_id]) for record in shown], more)


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
    if filters.words.strip():
        found = found.filter(customer__in=records_found(person=person, text=filters.words).values("customer"))
    return found


def _systems_of(person: Person, records: Sequence[SourceRecord]) -> dict[int, list[System]]:
    known: dict[int, list[System]] = {record.customer_id: [] for record in records}
    rows = SourceRecord.objects.visible_to(person).filter(customer__in=known).select_related("system")
    for record in rows.order_by("system__rank", "system", "pk"):
        if record.system not in known[record.customer_id]:
            known[record.customer_id].append(record.system)
    return known
