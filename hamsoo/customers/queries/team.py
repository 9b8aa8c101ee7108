"""Who looks after customers."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Exists, OuterRef

from hamsoo.customers.models import TeamMember
from hamsoo.identity.models import Customer, SourceRecord
from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Person
from hamsoo.spaces.queries import is_open
from hamsoo.threads.models import Follow

_ORDER = {role: place for place, role in enumerate(TeamMember.Role.values)}


def team_of(*, person: Person, customer: Customer) -> list[TeamMember]:
    """Return who looks after a customer, as far as `person` sees, each once: leads first, then in the order of joining."""
    visible = SourceRecord.objects.visible_to(person).filter(customer=customer)
    return teams_by(dict(visible.values_list("pk", "customer"))).get(customer.pk, [])


def teams_by(owner: Mapping[int, int]) -> dict[int, list[TeamMember]]:
    """Return the teams of several customers by their numbers, of records that the reader sees, each id with the number of its customer."""
    found: dict[int, list[TeamMember]] = defaultdict(list)
    seen: set[tuple[int, int]] = set()
    rows = TeamMember.objects.serving().filter(record__in=owner).select_related("person__unit") if owner else ()
    for row in sorted(rows, key=lambda each: (_ORDER[each.role], each.joined_at, each.pk)):
        number = owner[row.record_id]
        if (number, row.person_id) not in seen:
            seen.add((number, row.person_id))
            found[number].append(row)
    return found


def team_history(*, person: Person, customer: Customer) -> Sequence[TeamMember]:
    """Return who was in the team and is no more, those who left last first."""
    rows = TeamMember.objects.visible_to(person).filter(record__customer=customer, left_at__isnull=False)
    return list(rows.select_related("person__unit").order_by("-left_at", "-pk")[:50])


def team_member(*, person: Person, pk: int) -> TeamMember:
    """Return a member of today of a team that `person` sees, or raise `NotFound`."""
    rows = TeamMember.objects.visible_to(person).filter(pk=pk, left_at=None)
    found = rows.select_related("person__unit", "record__system", "record__customer").first()
    if found is None:
        raise NotFound
    return found


def served_by(*, person_ids: Iterable[int]) -> dict[int, list[str]]:
    """Return by person the names of the customers that they look after today and that every colleague may know of.

    Profiles are read by everybody: what stands where not everybody reads is not named there.
    """
    named: dict[int, list[str]] = {pk: [] for pk in person_ids}
    open_spaces: dict[int, bool] = {}
    rows = TeamMember.objects.serving().filter(person__in=named).select_related("record__system__space").order_by("joined_at", "pk")
    for row in rows:
        space = row.record.system.space
        if space.pk not in open_spaces:
            open_spaces[space.pk] = is_open(space=space)
        if open_spaces[space.pk] and row.record.name and row.record.name not in named[row.person_id]:
            named[row.person_id].append(row.record.name)
    return named


def serving(*, record_ids: Collection[int] = (), system_id: int | None = None, space_id: int | None = None) -> set[int]:
    """Return the ids of all who are in a team of these records, of any record of a system, or of any that is read in a space.

    For followups, which nobody reads.
    """
    rows = TeamMember.objects.serving()
    if space_id is not None:
        rows = rows.filter(record__system__space=space_id)
    elif system_id is not None:
        rows = rows.filter(record__system=system_id)
    else:
        rows = rows.filter(record__in=record_ids)
    return set(rows.values_list("person", flat=True))


def siblings_of(record: SourceRecord) -> tuple[int, ...]:
    """Return the ids of the records that are one customer with `record` now and that somebody follows, its own left out.

    For facts: they name whom else to tell, and no customer has so many followers as it may have records.
    """
    return siblings_of_each({record.pk: record.customer_id})[record.pk]


def siblings_of_each(owner: Mapping[int, int]) -> dict[int, tuple[int, ...]]:
    """Return the same for several records at once: each id with the number of its customer."""
    followed = Follow.objects.filter(target_type="source_record", target_id=OuterRef("pk"))
    rows = SourceRecord.objects.filter(Exists(followed), customer__in=set(owner.values())).order_by("pk").values_list("customer", "pk")
    together: dict[int, list[int]] = defaultdict(list)
    for number, pk in rows:
        together[number].append(pk)
    return {pk: tuple(other for other in together[number] if other != pk) for pk, number in owner.items()}
