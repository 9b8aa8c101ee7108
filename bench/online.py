"""A record that comes finds its customer: time from the row to the decision, among a million others in PostgreSQL.

    python -m bench.online [--records 1000000] [--rows 500]

Fills a PostgreSQL of its own with generated people (a third of them twice, in another spelling or script, with a family's telephone now and
then), keys and normal forms as the product makes them, and learns the weights from a part of them in a batch. Then rows come one by one:
half of them are of somebody who is there, spelled anew. Printed are p50, p95 and the worst of finding the customer (candidates, weights,
linkage, decision, all in its transaction) and of the whole way from the row, and whether they were right. Beside them, as a baseline, what
one way into the database and back costs.

Senzing's guide speaks of 100 records a second on 8 cores.
"""

import argparse
import random
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from bench.servers import installation

NOON = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
GIVEN = (
    "سارا Sara|رضا Reza|نیما Nima|لیلا Leila|آرش Arash|مریم Maryam|حسین Hossein|زهرا Zahra|کاوه Kaveh|نیلوفر Niloufar|پویا Pouya|امیر Amir"
)
GIVEN += "|الهام Elham|سروش Soroush|یاسمن Yasaman|بهنام Behnam|نگین Negin|شهاب Shahab|فاطمه Fatemeh|مهرداد Mehrdad|ژاله Zhaleh|ایمان Iman"
STEMS = "محمد Mohammad|کریم Karim|احمد Ahmad|حسین Hossein|قاسم Ghasem|خسرو Khosro|شریف Sharif|جعفر Jafar|رضا Reza|مراد Morad|صادق Sadegh"
STEMS += "|نور Nour|یزدان Yazdan|بهرام Bahram|سلطان Soltan|کاظم Kazem|اکبر Akbar|اصغر Asghar|شیر Shir|گل Gol|پیر Pir|نیک Nik|خوش Khosh"
ENDS = "ی i|زاده zadeh|پور pour|نیا nia|فر far|یان ian|نژاد nejad|خانی khani|دوست doost|منش manesh"
CITIES = "تهران|مشهد|اصفهان|شیراز|تبریز|کرج|اهواز|قم|کرمانشاه|ارومیه|رشت|زاهدان|همدان|کرمان|یزد|اردبیل|بندرعباس|اراک"
_PART = 20_000
_LEARNED_FROM = 60_000


def person(chance: random.Random, number: int) -> dict[str, str]:
    """Return a person as one system knows them."""
    given, stem, end = (chance.choice(names.split("|")).split() for names in (GIVEN, STEMS, ENDS))
    year, month, day = chance.randrange(1320, 1385), chance.randrange(1, 13), chance.randrange(1, 29)
    shared = chance.random() < 0.05
    return {
        "given_name": given[0],
        "family_name": stem[0] + end[0],
        "latin": f"{given[1]} {stem[1]}{end[1]}",
        "birth_date": f"{year}/{month}/{day}" if chance.random() < 0.7 else "",
        "phone": f"0912{number // 3 if shared else number:07}",
        "email": f"{given[1].lower()}{number}@mail.example" if chance.random() < 0.6 else "",
        "city": chance.choice(CITIES.split("|")),
    }


def said_again(chance: random.Random, known: dict[str, str]) -> dict[str, str]:
    """Return the same person as another system knows them: in Latin letters, or with a slip, and with less."""
    if chance.random() < 0.5:
        found = {"full_name": known["latin"], "phone": f"+98{known['phone'][1:]}", "email": known["email"]}
    else:
        family = known["family_name"]
        at = chance.randrange(1, len(family))
        found = {**known, "family_name": family[:at] + family[at + 1 :] if chance.random() < 0.3 else family, "email": ""}
    return {name: value for name, value in found.items() if value and name != "latin"}


def people(count: int) -> Iterator[dict[str, str]]:
    """Yield the values of all records."""
    chance = random.Random(11)
    for number in range(count * 3 // 4):
        known = person(chance, number)
        yield {name: value for name, value in known.items() if value and name != "latin"}
        if number % 3 == 0:
            yield said_again(chance, known)


def fill(count: int, system: Any) -> None:
    """Write the records with what the product makes of them; not through its actions, which are measured afterwards."""
    import json

    from django.db import connection

    from hamsoo.identity.resolution import keys, normalise

    columns = "id, system_id, entity, key, customer_id, own_id, name, sort_key, values, normal, version_count, digest"
    records = f"COPY identity_sourcerecord ({columns}, first_at, changed_at, is_due) FROM STDIN"
    part: list[tuple[int, dict[str, str], Any]] = []

    def write() -> None:
        with connection.cursor() as cursor:
            with cursor.copy("COPY identity_customer (number, entity, record_count, since) FROM STDIN") as copy:
                for pk, _values, _normal in part:
                    copy.write_row((pk, "person", 1, NOON))
            with cursor.copy(records) as copy:
                for pk, values, normal in part:
                    name = values.get("full_name") or f"{values.get('given_name')} {values.get('family_name')}"
                    texts = (json.dumps(values), json.dumps(normal))
                    copy.write_row((pk, system.pk, "person", str(pk), pk, pk, name, name, *texts, 1, "", NOON, NOON, False))
            with cursor.copy("COPY identity_blockingkey (record_id, key) FROM STDIN") as copy:
                for pk, _values, normal in part:
                    for key in keys(normal, entity="person"):
                        copy.write_row((pk, key))
        part.clear()

    for number, values in enumerate(people(count), 1):
        part.append((number, values, dict(normalise(values, entity="person"))))
        if len(part) == _PART:
            write()
    write()
    with connection.cursor() as cursor:
        for table, column in (("identity_customer", "number"), ("identity_sourcerecord", "id")):
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), (SELECT max({column}) FROM {table}))")
        cursor.execute("ANALYZE")


def learn() -> None:
    """Keep weights that were learned from a part of the records."""
    from hamsoo.identity.models import SourceRecord, WeightModel
    from hamsoo.identity.resolution.batch import resolve
    from hamsoo.identity.resolution.tables import Row

    rows = SourceRecord.objects.order_by("pk")[:_LEARNED_FROM].values_list("pk", "normal")
    model = resolve([Row(pk, normal) for pk, normal in rows], entity="person").model
    WeightModel.objects.create(entity="person", version=model.version, data=model.to_json(), record_count=_LEARNED_FROM, trained_at=NOON)


def measure(count: int, rows: int, system: Any) -> None:
    """Let rows come, and print the table."""
    from django.db import connection

    from hamsoo.identity import actions
    from hamsoo.identity.actions.resolving import resolve_records
    from hamsoo.identity.models import ReviewPair, SourceRecord
    from hamsoo.ledger.actors import SYSTEM

    again = random.Random(23)
    step = max(1, count // (rows * 2))
    known = [values for number, values in enumerate(people(count)) if number % step == 0]
    found, whole, nothing, right, asked = [], [], [], 0, 0
    for number in range(rows):
        is_known = number % 2 == 0
        base = again.choice(known)
        values = {**base, "city": "تهران"} if is_known else {**person(again, 10_000_000 + number), "latin": ""}
        row = actions.Row(f"new{number}", {name: value for name, value in values.items() if value})
        begun = time.perf_counter()
        received = actions.receive(actor=SYSTEM, system=system, entity="person", rows=[row], at=NOON)
        between = time.perf_counter()
        resolve_records(ids=received.ids, at=NOON)
        ended = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
        nothing.append(time.perf_counter() - ended)
        found.append(ended - between)
        whole.append(ended - begun)
        record = SourceRecord.objects.select_related("customer").get(pk=received.ids[0])
        is_asked = ReviewPair.objects.filter(b=record).exists()
        asked += is_asked
        right += (record.customer.record_count > 1) == is_known
    print(f"{SourceRecord.objects.count():,} records; ms  {'p50':>8} {'p95':>8} {'worst':>8}")
    for name, seconds in (("there and back", nothing), ("finding the customer", found), ("with taking the row over", whole)):
        times = sorted(1000 * one for one in seconds)
        print(f"{name:28} {statistics.median(times):8.1f} {times[int(len(times) * 0.95)]:8.1f} {times[-1]:8.1f}")
    print(f"{len(found) / sum(whole):.0f} records/s; as planted: {right} of {rows}, asked about: {asked}")


def main() -> None:
    """Fill, learn, measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--rows", type=int, default=500)
    given = parser.parse_args()
    with installation():
        from hamsoo.identity import actions
        from hamsoo.ledger.actors import SYSTEM
        from hamsoo.spaces.actions import found_organisation

        space = found_organisation(name_fa="شرکت", name_en="Company", at=NOON)
        crm, shop = (
            actions.add_system(actor=SYSTEM, code=code, name_fa=code, name_en=code, space=space, at=NOON) for code in ("crm", "shop")
        )
        begun = time.perf_counter()
        fill(given.records, crm)
        print(f"filled in {time.perf_counter() - begun:.0f} s")
        learn()
        measure(given.records, given.rows, shop)


if __name__ == "__main__":
    main()
