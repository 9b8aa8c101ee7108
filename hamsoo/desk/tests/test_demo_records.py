"""The demo's customer records: each system names whom it means, and the planted duplicates are found, asked about, or left apart."""

from collections import Counter

import pytest

from hamsoo.desk.demo.recording import record_customers
from hamsoo.desk.demo.records import SYSTEMS, records
from hamsoo.desk.demo.roster import read_customers
from hamsoo.identity.models import Customer, Decision, ReviewPair, SourceRecord
from hamsoo.ledger.runner import settle
from tests.world import NOON, World


def test_rows_name_each_other_and_are_the_same_every_time() -> None:
    rows = records(read_customers())

    assert records(read_customers()) == rows
    assert max(Counter((row.system, row.entity, row.key) for row in rows).values()) == 1
    companies = {(row.system, row.key) for row in rows if row.entity == "company"}
    assert {(row.system, row.values["company_key"]) for row in rows if "company_key" in row.values} <= companies
    assert {row.system for row in rows} == {code for code, _name, _rank in SYSTEMS}


@pytest.mark.django_db
def test_planted_duplicates_find_each_other(world: World) -> None:
    record_customers(customers=read_customers(), space=world.organisation, at=NOON)
    settle()

    def customer(system: str, key: str) -> int:
        return SourceRecord.objects.get(system__code=system, key=key).customer_id

    # One company in three systems, one contact in two scripts; relatives with one telephone are asked about, or nobody thinks of them.
    assert customer("crm", "SPH-20931") == customer("billing", "1093-44") == customer("help-desk", "c_88412")
    assert customer("crm", "P-3100") == customer("help-desk", "u_5400")
    assert customer("billing", "R-7001") != customer("billing", "R-7002")
    assert customer("crm", "P-3104") != customer("help-desk", "u_5404")
    standing = Customer.objects.filter(record_count__gt=0)
    counts = {entity: standing.filter(entity=entity).count() for entity in ("company", "person")}
    assert (counts, SourceRecord.objects.count()) == ({"company": 16, "person": 33}, 91)
    assert ReviewPair.objects.filter(state="open").count() > 0
    assert not Decision.objects.exclude(is_automatic=True).exists()
