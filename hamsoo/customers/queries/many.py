"""Many customers at once: saved lists, what work on them would do and did, and lists as tables."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, pgettext

from hamsoo.customers import rules
from hamsoo.customers.models import SavedList, TeamMember, Work
from hamsoo.customers.queries.lists import Filters, Listed, listed
from hamsoo.identity import queries as identity
from hamsoo.identity.models import SourceRecord
from hamsoo.identity.queries import Hidden
from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Person
from hamsoo.spaces.models import Level

_FIELDS = ("phone", "email", "city")


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What work on customers would do: how many `person` may change, only reads, and reads and writes without serving them."""

    count: int
    able_count: int
    read_only_count: int
    not_served_count: int


def saved_lists(*, person: Person) -> list[SavedList]:
    """Return the lists that `person` keeps, and those that are shared with their unit."""
    return list(SavedList.objects.visible_to(person).select_related("person__unit"))


def work(*, person: Person, pk: int) -> Work:
    """Return what somebody has done to many customers, for themselves alone; else raise `NotFound`."""
    found = Work.objects.filter(by=person, pk=pk).first()
    if found is None:
        raise NotFound
    return found


def foreseen(*, person: Person, numbers: Collection[int]) -> Foreseen:
    """Return what work on these customers, which `person` sees, would do."""
    written = set(SourceRecord.objects.visible_to(person, Level.WRITE).filter(customer__in=numbers).values_list("customer", flat=True))
    served = written
    if not rules.can_keep(person):
        own = TeamMember.objects.visible_to(person).serving().filter(person=person, record__customer__in=numbers)
        served = written & set(own.values_list("record__customer", flat=True))
    return Foreseen(len(numbers), len(served), len(numbers) - len(written), len(written) - len(served))


def table_of(*, person: Person, filters: Filters, numbers: Collection[int] | None, limit: int) -> tuple[list[list[str]], list[int]]:
    """Return a list of customers as rows of text, headers first, and the ids of the records that stand for them.

    What is hidden from `person` is left out.
    """
    hidden = identity.hidden_from(person)
    names = [pgettext("of a customer", "Number"), pgettext("of a customer", "Kind"), pgettext("of a customer", "Name")]
    names += [str(identity.field_label(field)) for field in _FIELDS]
    names += [pgettext("of a customer", "Stage"), pgettext("of a customer", "State"), pgettext("of a customer", "System")]
    names += [gettext("Account team"), pgettext("of a customer", "Last contact")]
    rows = list(listed(person=person, filters=filters, numbers=numbers, limit=limit))
    return [names, *(_cells(row, hidden) for row in rows)], [row.record.pk for row in rows]


def _cells(row: Listed, hidden: Hidden) -> list[str]:
    values = hidden.values(row.record)
    said = [_first(values.get(field, "")) for field in _FIELDS]
    systems, team = ("; ".join(map(str, found)) for found in (row.systems, [member.person for member in row.team]))
    last = row.last_at.date().isoformat() if row.last_at else ""
    state = str(row.standing.state.label) if row.standing.change else ""
    return [str(row.number), str(row.record.get_entity_display()), row.name, *said, str(row.stage or ""), state, systems, team, last]


def _first(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else next(iter(value), "")
