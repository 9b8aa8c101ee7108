"""How long a draft waits to be held against what others promised: `python -m bench.draft`.

A customer with 60 open promises on three records, 400 terms in the glossary, drafts of 300 to 3,000 signs, in an installation of its own.
"""

import random
import statistics
import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bench.claims import labelled
from bench.servers import installation

NOON = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
PROMISES, TERMS, ASKED = 60, 400, 300


def main() -> None:
    """Print p50, p95 and the worst, of the query and of the whole request."""
    with installation():
        _measure()


def _measure() -> None:
    from django.test import Client
    from django.urls import reverse

    from hamsoo.commitments import actions, queries
    from hamsoo.commitments.rules import CODES, Claim
    from hamsoo.identity import actions as identity
    from hamsoo.identity.models import SourceRecord
    from hamsoo.knowledge.models import Term
    from hamsoo.ledger.actors import SYSTEM
    from hamsoo.people import actions as people
    from hamsoo.people.models import Account
    from hamsoo.spaces import actions as spaces

    chance = random.Random(7)
    space = spaces.found_organisation(name_fa="رایان‌پیام", name_en="", at=NOON)
    workers = []
    for code in ("sales", "service", "finance"):
        unit = people.create_unit(actor=SYSTEM, code=code, name_fa=code, at=NOON)
        account = Account.objects.create(email=f"{code}@x.example")
        workers.append(people.add_person(actor=SYSTEM, code=code, name_fa=code, unit=unit, account=account, at=NOON))
    system = identity.add_system(actor=SYSTEM, code="crm", name_fa="crm", space=space, at=NOON)
    rows = [identity.Row(str(number), {"name": f"سپهر {number}"}) for number in range(3)]
    identity.receive(actor=SYSTEM, system=system, entity="company", rows=rows, at=NOON)
    records = list(SourceRecord.objects.select_related("system").order_by("pk"))
    for other in records[1:]:
        identity.decide(actor=SYSTEM, a=records[0], b=other, is_one=True, at=NOON)
    codes = [code for code in CODES if code != "hold"]
    for number in range(PROMISES):
        amount = Decimal(number + 1) if CODES[(code := codes[number % len(codes)])].value == "sum" else None
        on = date(2026, 12, 1) + timedelta(days=number % 9) if CODES[code].value == "day" else None
        claim = Claim(code, "contract", str(number), amount, "IRR" if amount else "", on)
        actions.commit(actor=workers[number % 3], record=records[number % 3], claim=claim, text=f"قول {number}", at=NOON)
    for number in range(TERMS):
        words = {"name_fa": f"واژه {number} نمونه", "name_en": f"sample word {number}", "avoid_fa": f"لغت {number}\nکلمه {number}"}
        Term.objects.create(owner=workers[0], state="agreed", sort_key=str(number), meaning="نمونه", changed_at=NOON, **words)
    record = SourceRecord.objects.select_related("system").get(pk=records[0].pk)
    print(f"{len(queries.standing_on(record.customer_id))} promises stand")
    sentences = [row.sentence for language in ("fa", "en") for row in labelled(language, held_out=False)]
    drafts = [_draft(chance, sentences, length) for length in (300, 1_000, 3_000) for _ in range(ASKED // 3)]
    client = Client(SERVER_NAME="localhost")
    client.force_login(workers[0].account)
    url, asked, whole = reverse("commitments:check"), [], []
    for text in drafts:
        started = time.perf_counter()
        queries.check_draft(person=workers[0], record=record, text=text, at=NOON)
        asked.append((time.perf_counter() - started) * 1e3)
        started = time.perf_counter()
        assert client.post(url, {"record": record.pk, "text": text}).status_code == 200
        whole.append((time.perf_counter() - started) * 1e3)
    for name, times in (("check_draft", asked), ("the panel", whole)):
        ordered = sorted(times[5:])
        p95 = ordered[int(0.95 * len(ordered))]
        print(f"{name}: p50 {statistics.median(ordered):.1f} ms, p95 {p95:.1f} ms, worst {ordered[-1]:.1f} ms, {len(ordered)} drafts")


def _draft(chance: random.Random, sentences: list[str], length: int) -> str:
    text = ""
    while len(text) < length:
        text += f"{chance.choice(sentences)} "
    return text


if __name__ == "__main__":
    main()
