"""What the record knows before an import begins: read once, so that every row is compared without a query."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hamsoo.kernel.imports.rows import Value
from hamsoo.kernel.models import ImportedThing
from hamsoo.kernel.text import fold
from hamsoo.people.models import Account, Part, Person, ProfileItem, Unit

FIELDS = ("name_fa", "name_en", "position_fa", "position_en", "level", "mail", "phone", "office_fa", "office_en", "joined_on")
"""Fields of the record that are taken over as they are; unit and manager are looked up."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody on record; `values` are the `FIELDS`, days as text."""

    pk: int
    code: str
    values: dict[str, Value]
    unit_id: int | None
    manager: str
    left_on: date | None
    has_account: bool
    # By folded name: what the source called them, and those of another source or the colleague's own.
    customers: dict[str, str] = field(default_factory=dict)
    other_customers: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """Return a name to tell them by."""
        return str(self.values["name_fa"] or self.values["name_en"])

    def turned_customers(self, names: Sequence[str]) -> int:
        """Return how many customers come, go or are spelled anew when the source names these."""
        wanted = {key: name for name in names if (key := fold(name)) not in self.other_customers}
        return len({key for key, _name in wanted.items() ^ self.customers.items()})


class AmbiguousUnit(LookupError):
    """Several units are called so."""


class KnownUnits:
    """The units on record, by what they are called."""

    def __init__(self) -> None:
        self._chains: dict[int, Unit] = {}
        self._by_last: dict[str, list[int]] = defaultdict(list)
        self._by_code: dict[str, int] = {}
        # Nobody joins a unit that was closed.
        for unit in Unit.objects.filter(closed_on=None):
            self.add(unit)

    def add(self, unit: Unit) -> None:
        """Know a unit that was made just now; those above it are known."""
        self._chains[unit.pk] = unit
        self._by_code[fold(unit.code)] = unit.pk
        for name in {fold(unit.name_fa), fold(unit.name_en)} - {""}:
            self._by_last[name].append(unit.pk)

    def called(self, names: Sequence[str]) -> Unit | None:
        """Return the unit whose way from the top ends with `names`; None for none. The whole way wins; else it must be the only one.

        A single word that names no unit may be the code of one. Raises `AmbiguousUnit`.
        """
        wanted = [fold(name) for name in names]
        found = [pk for pk in self._by_last.get(wanted[-1], ()) if self._ends_with(pk, wanted)]
        whole = [pk for pk in found if len(self._chains[pk].ancestor_ids) == len(wanted)]
        for candidates in (whole, found):
            if len(candidates) == 1:
                return self._chains[candidates[0]]
        if found:
            raise AmbiguousUnit
        return self._chains.get(self._by_code.get(wanted[0], 0)) if len(wanted) == 1 else None

    def _ends_with(self, pk: int, wanted: Sequence[str]) -> bool:
        chain = [self._chains[ancestor] for ancestor in self._chains[pk].ancestor_ids if ancestor in self._chains][-len(wanted) :]
        return len(chain) == len(wanted) and all(
            name in (fold(unit.name_fa), fold(unit.name_en)) for unit, name in zip(chain, wanted, strict=True)
        )


class Known:
    """The people and units on record, and the customers whom `source` named."""

    def __init__(self, source: str) -> None:
        self.people: dict[str, KnownPerson] = {}
        self.by_mail: dict[str, str] = {}
        self.by_name: dict[str, list[str]] = defaultdict(list)
        codes = dict(Person.objects.values_list("pk", "code"))
        for row in Person.objects.values("pk", "code", *FIELDS, "unit_id", "manager_id", "left_on", "account__email").order_by("pk"):
            self._note(row, codes)
        self._note_customers(source, codes)
        # Addresses that sign in and belong to no colleague: customers' contacts, partners.
        self.foreign_mails = frozenset(Account.objects.filter(person=None).values_list("email", flat=True))
        self.units = KnownUnits()

    def _note(self, row: dict[str, Any], codes: dict[int, str]) -> None:
        values: dict[str, Value] = {name: row[name] for name in FIELDS}
        values["joined_on"] = row["joined_on"].isoformat() if row["joined_on"] else ""
        manager, account = codes.get(row["manager_id"], ""), row["account__email"]
        person = KnownPerson(row["pk"], row["code"], values, row["unit_id"], manager, row["left_on"], account is not None)
        self.people[person.code] = person
        for mail in {str(account or "").lower(), str(row["mail"]).lower()} - {""}:
            self.by_mail.setdefault(mail, person.code)
        if person.left_on is None:
            for name in {fold(row["name_fa"]), fold(row["name_en"])} - {""}:
                self.by_name[name].append(person.code)

    def _note_customers(self, source: str, codes: dict[int, str]) -> None:
        lines = ProfileItem.objects.filter(part=Part.CUSTOMERS)
        for pk, key, name, told in lines.values_list("person_id", "folded_title", "title", "source"):
            person = self.people[codes[pk]]
            if told == source:
                person.customers[key] = name
            else:
                person.other_customers.add(key)

    def brought_by(self, *, kind: str) -> frozenset[str]:
        """Return the codes of the people whom imports of `kind` brought."""
        return frozenset(ImportedThing.objects.filter(kind=kind, sheet="people").values_list("key", flat=True))


def active_codes(people: Iterable[KnownPerson]) -> frozenset[str]:
    """Return the codes of those who work here."""
    return frozenset(person.code for person in people if person.left_on is None)
