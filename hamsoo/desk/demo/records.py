"""Records of the demo organisation's customers in three systems: CRM, billing and the help desk; the same every time.

The same company and the same person stand in several of them, spelled as each system spells; relatives share a telephone. So there is
something to be recognised, something to be asked about, and something to be left apart.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hamsoo.desk.demo.records_text import COMPANIES, PARENTS, PEOPLE, RETAIL
from hamsoo.desk.demo.specs import CustomerSpec, Label

SYSTEMS = (
    ("crm", Label("CRM", "CRM"), 20),
    ("billing", Label("مالی", "Billing"), 30),
    ("help-desk", Label("پشتیبانی", "Help desk"), 40),
)
"""Short name, name and rank of each system."""

_ARABIC = str.maketrans({"ی": "ي", "ک": "ك"})


@dataclass(frozen=True, slots=True)
class RecordSpec:
    """A row of a system."""

    system: str
    entity: str
    key: str
    values: Mapping[str, str | list[str]]


def records(customers: tuple[CustomerSpec, ...]) -> list[RecordSpec]:
    """Return every row, companies first, as contacts name them by their keys."""
    names = {customer.key: customer.name for customer in customers}
    rows = [_cells(line) for line in COMPANIES.strip().splitlines()]
    keys = {row[0]: (row[6], row[8]) for row in rows}
    telephones = {row[0]: row[4] for row in rows}
    above = {key: keys[parent][0] for key, parent in PARENTS.items()}
    found = [spec for row in rows for spec in _company(row, names[row[0]], above)]
    for number, line in enumerate(PEOPLE.strip().splitlines()):
        row = _cells(line)
        found.extend(_contact(number, row, keys[row[3]], telephones[row[3]]))
    for number, line in enumerate(RETAIL.strip().splitlines()):
        found.extend(_retail(number, _cells(line)))
    return found


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def _domain(key: str) -> str:
    return f"{key}.example"


def _company(row: list[str], name: Label, above: Mapping[str, str]) -> Iterator[RecordSpec]:
    key, industry, segment, city, telephone, number, crm, billing, desk = row
    known = {"industry": industry, "segment": segment, "customer_since": f"{1398 + len(key) % 6}/07/01"}
    if key in above:
        known["parent_key"] = above[key]
    yield RecordSpec("crm", "company", crm, {"name": name.fa, "phone": telephone, "city": city, "domain": _domain(key), **known})
    legal = f"شرکت {name.fa} (سهامی خاص)".translate(_ARABIC)
    yield RecordSpec("billing", "company", billing, {"name": legal, "registration_id": number, "phone": telephone, "city": city})
    # The help desk writes the names of some companies in English, and does not know their telephones: those are asked about.
    is_foreign = segment == "میانه"
    said = {"name": name.en if is_foreign else name.fa.translate(_ARABIC), "domain": _domain(key), "email": f"support@{_domain(key)}"}
    yield RecordSpec("help-desk", "company", desk, said if is_foreign else said | {"phone": telephone})


def _contact(number: int, row: list[str], keys: tuple[str, str], telephone: str) -> Iterator[RecordSpec]:
    name, latin, role, company, mobile, also = row
    crm, desk = keys
    email = f"{latin.lower().replace(' ', '.')}@{_domain(company)}"
    values: dict[str, str | list[str]] = {"full_name": name, "role": role, "company_key": crm}
    yield RecordSpec("crm", "person", f"P-{3100 + number}", {**values, "phone": [mobile, telephone], "email": email})
    abroad = f"+98 {mobile[1:4]} {mobile[4:7]} {mobile[7:]}"
    if also == "=":
        yield RecordSpec("help-desk", "person", f"u_{5400 + number}", {"full_name": latin, "phone": abroad, "company_key": desk})
    elif also == "~":
        given, family = name.translate(_ARABIC).split(" ", 1)
        said = {"given_name": given, "family_name": family[:-1], "email": email.upper(), "company_key": desk}
        yield RecordSpec("help-desk", "person", f"u_{5400 + number}", said)
    elif also == "+":
        other = {"full_name": f"نوید {name.split(' ', 1)[1]}", "phone": mobile, "company_key": desk}
        yield RecordSpec("help-desk", "person", f"u_{5400 + number}", other)


def _retail(number: int, row: list[str]) -> Iterator[RecordSpec]:
    name, latin, mobile, national, born = row
    yield RecordSpec(
        "billing", "person", f"R-{7001 + number}", {"full_name": name, "national_id": national, "phone": mobile, "birth_date": born}
    )
    if number % 2 == 0:
        yield RecordSpec("help-desk", "person", f"u_{6100 + number}", {"full_name": latin, "phone": mobile})
    if number % 3 == 0:
        said = {
            "full_name": name.translate(_ARABIC),
            "birth_date": born,
            "city": "تهران",
            "email": f"{latin.split()[0].lower()}{number}@mail.example",
        }
        yield RecordSpec("crm", "person", f"P-{3300 + number}", said)
