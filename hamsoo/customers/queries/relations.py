"""What customers are to one another: contacts of companies, subsidiaries and partners, from what systems and colleagues say.

All of it hangs on records and is read through those that the reader sees, at both ends. Systems may say of companies that each stands
above the other, and linking may make such a circle: whoever walks along relations ends there all the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from hamsoo.customers.models import Tie
from hamsoo.identity.models import Customer, Relation, SourceRecord, System
from hamsoo.identity.queries import customer, customers_named
from hamsoo.kernel.arrays import array
from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.kernel.text import fold
from hamsoo.people.models import Person

PAGE = 50
MOST_LISTED = 200
MOST_RECORDS = 5_000
"""So many records of a company with all below it are read as one; whoever reads is told when there are more."""

_Kind = Relation.Kind
_UPWARDS = (_Kind.CONTACT, _Kind.SUBSIDIARY)

Cursor = tuple[str, int]
"""Sort key and id of the last record that was shown."""

# Of a record `company` of a company: (record, kind, role, tie) of whom it has. A system's keys are its own, so its readers read both ends.
_BELOW = """(
    SELECT child.id, child.customer_id, child.name, child.key, child.sort_key, relation.kind, relation.role, NULL::bigint AS tie_id
    FROM identity_relation AS relation JOIN identity_sourcerecord AS child ON child.id = relation.record_id
    WHERE company.entity = 'company' AND relation.key = company.key AND relation.kind = ANY(%(kinds)s)
        AND child.system_id = company.system_id AND child.removed_at IS NULL
    UNION ALL
    SELECT child.id, child.customer_id, child.name, child.key, child.sort_key, tie.kind, tie.role, tie.id
    FROM customers_tie AS tie JOIN identity_sourcerecord AS child ON child.id = tie.record_id
    WHERE tie.company_id = company.id AND tie.kind = ANY(%(kinds)s) AND tie.ended_at IS NULL
        AND child.system_id = ANY(%(systems)s::bigint[]) AND child.removed_at IS NULL
) AS other"""
# The same the other way round: of a record `child`, the companies that it names.
_ABOVE = """(
    SELECT company.id, company.customer_id, company.name, company.key, company.sort_key, relation.kind, relation.role,
        NULL::bigint AS tie_id
    FROM identity_relation AS relation JOIN identity_sourcerecord AS company
        ON company.system_id = child.system_id AND company.entity = 'company' AND company.key = relation.key
    WHERE relation.record_id = child.id AND relation.kind = ANY(%(kinds)s)
    UNION ALL
    SELECT company.id, company.customer_id, company.name, company.key, company.sort_key, tie.kind, tie.role, tie.id
    FROM customers_tie AS tie JOIN identity_sourcerecord AS company ON company.id = tie.company_id
    WHERE tie.record_id = child.id AND tie.kind = ANY(%(kinds)s) AND tie.ended_at IS NULL AND company.system_id = ANY(%(systems)s::bigint[])
) AS other"""
_OF_BELOW = f"""
FROM identity_sourcerecord AS company CROSS JOIN LATERAL {_BELOW}
WHERE company.customer_id = %(number)s AND company.system_id = ANY(%(systems)s::bigint[]) AND other.customer_id <> %(number)s
"""
_OF_ABOVE = f"""
FROM identity_sourcerecord AS child CROSS JOIN LATERAL {_ABOVE}
WHERE child.customer_id = %(number)s AND child.system_id = ANY(%(systems)s::bigint[]) AND child.removed_at IS NULL
    AND other.customer_id <> %(number)s
"""
# Each customer once, by the record that says most of what it is.
_LISTED = """
SELECT id, customer_id, name, key, sort_key, kind, role, tie_id FROM (
    SELECT DISTINCT ON (other.kind, other.customer_id) other.* {found}
    ORDER BY other.kind, other.customer_id, other.role = '', other.tie_id NULLS LAST, other.id
) AS listed WHERE (sort_key, id) > (%(after)s, %(pk)s) ORDER BY sort_key, id LIMIT %(limit)s
"""
_FIRMS = f"""
WITH RECURSIVE firm(number) AS (
    SELECT %(number)s::bigint
    UNION
    SELECT other.customer_id
    FROM firm JOIN identity_sourcerecord AS company ON company.customer_id = firm.number AND company.system_id = ANY(%(systems)s::bigint[])
    CROSS JOIN LATERAL {_BELOW}
)"""  # noqa: S608 - all parts are ours
_FIRMS_BELOW = f"{_FIRMS} SELECT number FROM firm"  # noqa: S608 - all parts are ours
_WHOLE = f"""{_FIRMS}, everybody(number) AS (
    SELECT number FROM firm
    UNION
    SELECT other.customer_id
    FROM firm JOIN identity_sourcerecord AS company ON company.customer_id = firm.number AND company.system_id = ANY(%(systems)s::bigint[])
    CROSS JOIN LATERAL {_BELOW.replace("%(kinds)s", "%(people)s")}
)
SELECT record.id, record.customer_id, record.entity FROM everybody
JOIN identity_sourcerecord AS record ON record.customer_id = everybody.number AND record.system_id = ANY(%(systems)s::bigint[])
ORDER BY record.customer_id <> %(number)s, record.entity, record.customer_id, record.id LIMIT %(limit)s
"""  # noqa: S608 - all parts are ours


@dataclass(frozen=True, slots=True)
class Related:
    """A customer that another has to do with: as what, in which role, and by which tie if somebody said so by hand."""

    record_id: int
    number: int
    name: str
    sort_key: str
    kind: str
    role: str
    tie_id: int | None

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> object:
        """Return what the one that stands below is to the one above: contact of, subsidiary of, partner of."""
        return Relation.Kind(self.kind).label


@dataclass(frozen=True, slots=True)
class RelatedPage:
    """A part of them in the order of their names; `after` is where the next begins, None at the end."""

    rows: Sequence[Related]
    after: Cursor | None


@dataclass(frozen=True, slots=True)
class Around:
    """What a customer has to do with others: its contacts, what it is itself, what stands right below it, its partners."""

    contacts: RelatedPage
    above: Sequence[Related] = ()
    below: Sequence[Related] = ()
    partners: Sequence[Related] = ()


@dataclass(frozen=True, slots=True)
class Members:
    """The records of a company and of all below it: `owner` has the number of each; the company's own come first."""

    owner: dict[int, int]
    companies: frozenset[int]
    people: frozenset[int]
    is_cut: bool


def around(*, person: Person, number: int, after: Cursor | None = None, limit: int = PAGE) -> Around:
    """Return what a customer has to do with others, of its contacts a part."""
    systems = _systems(person)
    rows = _listed(_OF_BELOW, systems, number, (_Kind.CONTACT,), after=after, limit=limit + 1)
    shown = rows[:limit]
    contacts = RelatedPage(shown, (shown[-1].sort_key, shown[-1].record_id) if len(rows) > limit else None)
    if after is not None:
        return Around(contacts)
    # A partner is one whichever of the two said so.
    partners = {one.number: one for found in (_OF_BELOW, _OF_ABOVE) for one in _listed(found, systems, number, (_Kind.PARTNER,))}
    below = _listed(_OF_BELOW, systems, number, (_Kind.SUBSIDIARY,))
    ordered = sorted(partners.values(), key=lambda one: (one.sort_key, one.record_id))
    return Around(contacts, _listed(_OF_ABOVE, systems, number, _UPWARDS), below, ordered)


def above(*, person: Person, number: int) -> list[Related]:
    """Return of which companies a customer is a contact or a subsidiary."""
    return _listed(_OF_ABOVE, _systems(person), number, _UPWARDS)


def is_known(*, person: Person, number: int, company: int, kind: str) -> bool:
    """Return whether somebody or a system has said of a customer what it is to a company."""
    found = around(person=person, number=number, limit=1)
    return any((one.kind, one.number) == (kind, company) for one in (*found.above, *found.partners))


def companies_below(*, person: Person, number: int) -> set[int]:
    """Return the numbers of a company and of all companies below it, at any depth, as `person` sees it."""
    with connection.cursor() as cursor:
        cursor.execute(_FIRMS_BELOW, _asked(_systems(person), number, (_Kind.SUBSIDIARY,)))
        return {found for (found,) in cursor.fetchall()}


def tie(*, person: Person, pk: int) -> Tie:
    """Return what somebody said of two customers and still holds, for who sees both; else raise `NotFound`."""
    visible = SourceRecord.objects.visible_to(person)
    found = Tie.objects.filter(pk=pk, ended_at=None, record__in=visible, company__in=visible).first()
    if found is None:
        raise NotFound
    return found


def customer_called(*, person: Person, words: str) -> Customer:
    """Return the one customer that is called so, or has this number; refuse none and several."""
    named = customers_named(person=person, text=words, limit=10)
    same = [one for one in named if fold(one.name) == fold(words) or str(one.own_id) == words.strip()] or named
    if not same:
        raise Invalid(_("No customer that you see is called so."), field="who")
    if len(same) > 1:
        raise Invalid(_("Several customers are called so. Enter the number of the one you mean."), field="who")
    return customer(person=person, number=same[0].customer_id)


def members_of(*, person: Person, number: int) -> Members:
    """Return the records that `person` sees of a company, of all companies below it, and of the contacts of any of them."""
    asked = _asked(_systems(person), number, (_Kind.SUBSIDIARY,))
    with connection.cursor() as cursor:
        cursor.execute(_WHOLE, {**asked, "people": [str(_Kind.CONTACT)], "limit": MOST_RECORDS + 1})
        rows = cursor.fetchall()
    shown = rows[:MOST_RECORDS]
    by_kind = {kind: frozenset(owner for _pk, owner, entity in shown if entity == kind) for kind in ("company", "person")}
    return Members({pk: owner for pk, owner, _kind in shown}, by_kind["company"], by_kind["person"], len(rows) > MOST_RECORDS)


def _listed(
    found: str, systems: str, number: int, kinds: Sequence[str], *, after: Cursor | None = None, limit: int = MOST_LISTED
) -> list[Related]:
    key, pk = after or ("", 0)
    with connection.cursor() as cursor:
        cursor.execute(_LISTED.format(found=found), {**_asked(systems, number, kinds), "after": key, "pk": pk, "limit": limit})
        rows = cursor.fetchall()
    return [Related(pk, owner, name or key, sort, kind, role, tie) for pk, owner, name, key, sort, kind, role, tie in rows]


def _systems(person: Person) -> str:
    return array(System.objects.visible_to(person).order_by().values_list("pk", flat=True))


def _asked(systems: str, number: int, kinds: Sequence[str]) -> dict[str, Any]:
    return {"number": number, "kinds": [str(kind) for kind in kinds], "systems": systems}
