"""Put the records of the demo organisation's customers in, system by system, and let somebody keep them."""

from collections import defaultdict
from datetime import datetime, timedelta

from hamsoo.desk.demo.records import SYSTEMS, RecordSpec, records
from hamsoo.desk.demo.specs import CustomerSpec
from hamsoo.identity import actions as identity
from hamsoo.ledger.actors import SYSTEM
from hamsoo.people import actions as people
from hamsoo.people.models import Person
from hamsoo.spaces.models import Space

KEEPERS = ("niloofar.sharifi", "parisa.hashemi", "danial.forouzan")
"""Who looks after the records besides the administrator."""
CHANGED = "P-3103"
"""The key of somebody in the CRM whose role has changed since."""


def record_customers(*, customers: tuple[CustomerSpec, ...], space: Space, at: datetime) -> None:
    """Add the systems and hand their rows over; the worker finds out who they are."""
    systems = {
        code: identity.add_system(actor=SYSTEM, code=code, name_fa=name.fa, name_en=name.en, space=space, rank=rank, at=at)
        for code, name, rank in SYSTEMS
    }
    rows: dict[tuple[str, str], list[RecordSpec]] = defaultdict(list)
    for spec in records(customers):
        rows[spec.system, spec.entity].append(spec)
    for (code, entity), found in rows.items():
        taken = [identity.Row(spec.key, spec.values) for spec in found]
        identity.receive(actor=SYSTEM, system=systems[code], entity=entity, rows=taken, at=at)
    before = next(spec for spec in rows["crm", "person"] if spec.key == CHANGED)
    changed = identity.Row(CHANGED, {**before.values, "role": "معاون خرید"})
    identity.receive(actor=SYSTEM, system=systems["crm"], entity="person", rows=[changed], at=at + timedelta(days=90))


def let_keep(*, administrator: Person, keepers: list[Person], at: datetime) -> None:
    """Give some colleagues the role that keeps systems, reviews their records and keeps customers."""
    role = people.create_role(actor=administrator, name_fa="نگه‌دار رکوردها", name_en="Keeper of records", at=at)
    wanted = {"identity.keep_systems": "all", "identity.review": "all", "customers.keep": "all"}
    people.set_rights(actor=administrator, role=role, wanted=wanted, at=at)
    for keeper in keepers:
        people.give_role(actor=administrator, role=role, kind="person", subject_id=keeper.pk, at=at)
