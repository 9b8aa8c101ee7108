"""How many mails come in a second, from their bytes to rows and facts in the database, beside reading them alone as the baseline.

    python -m bench.mail [--mails 2000] [--customers 20000]

A database of its own is filled with records of customers. Then mails are taken one after another, by one process, as a worker does: three
of ten go on with a correspondence by the key of an address, two come from nobody who is known, one has a file, and one came before.
"""

import argparse
import os
import random
import time
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

from bench.servers import installation

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
HELP, SERVER = "help@bench.example", "mx.bench.example"
GOAL = 100


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mails", type=int, default=2000)
    parser.add_argument("--customers", type=int, default=20_000)
    chosen = parser.parse_args()
    os.environ["HAMSOO_MAIL_TRUSTED_SERVER"] = SERVER
    with installation():
        _measure(chosen.mails, chosen.customers)


def _measure(mails: int, customers: int) -> None:
    from hamsoo.interactions import actions
    from hamsoo.interactions.models import Interaction
    from hamsoo.kernel.mail.reading import read

    _fill(customers)
    keys = _keys()
    made = [_mail(number, customers, keys) for number in range(mails)]
    begin = time.perf_counter()
    for raw in made:
        read(raw, trusted_server=SERVER)
    reading = time.perf_counter() - begin
    begin, spent, took = time.perf_counter(), time.process_time(), []
    for number, raw in enumerate(made):
        start = time.perf_counter()
        actions.receive_mail(raw=raw, at=NOW + timedelta(seconds=number))
        took.append(time.perf_counter() - start)
    taking = time.perf_counter() - begin
    spent = time.process_time() - spent
    took.sort()
    kept = Interaction.objects.filter(direction="in").count()
    print(f"{'reading alone (baseline)':32}{mails / reading:10.0f} mails/s")
    print(f"{'taken in':32}{mails / taking:10.0f} mails/s   goal {GOAL}   {'reached' if mails / taking >= GOAL else 'missed'}")
    print(f"{'one mail, median and p95':32}{took[len(took) // 2] * 1000:10.1f} ms {took[int(len(took) * 0.95)] * 1000:.1f} ms")
    print(f"{'of that this process itself':32}{spent / mails * 1000:10.1f} ms of a processor for each")
    print(f"{kept} interactions of {mails} mails; {customers} customers known")


def _fill(customers: int) -> None:
    from hamsoo.identity import actions as identity
    from hamsoo.interactions.models import Mailbox
    from hamsoo.ledger.actors import SYSTEM
    from hamsoo.people import actions as people
    from hamsoo.spaces import actions as spaces

    space = spaces.found_organisation(name_fa="سنجش", name_en="Bench", at=NOW)
    unit = people.create_unit(actor=SYSTEM, code="service", name_fa="خدمات", name_en="Service", colour="service", at=NOW)
    spaces.ensure_unit_space(unit=unit, at=NOW)
    Mailbox.objects.create(address=HELP, name_fa="پشتیبانی", unit=unit, acknowledges=False, created_at=NOW)
    system = identity.add_system(actor=SYSTEM, code="crm", name_fa="سامانه", space=space, at=NOW)
    for begin in range(0, customers, 1000):
        rows = [
            identity.Row(str(number), {"full_name": f"Customer {number}", "email": f"c{number}@customer.example"})
            for number in range(begin, min(begin + 1000, customers))
        ]
        identity.receive(actor=SYSTEM, system=system, entity="person", rows=rows, at=NOW, awaits_batch=True)


def _keys() -> list[tuple[str, str]]:
    """Return addresses that answer a correspondence, each with whom it was given to."""
    from hamsoo.interactions import actions
    from hamsoo.interactions.addressing import reply_address

    found = []
    for number in range(100):
        sender = f"c{number}@customer.example"
        taken = actions.receive_mail(raw=_made(sender, HELP, f"<first.{number}@x>"), at=NOW)
        assert taken is not None
        found.append((sender, reply_address(mailbox=HELP, correspondence_id=taken.correspondence_id, to=sender, at=NOW)))
    return found


def _mail(number: int, customers: int, keys: list[tuple[str, str]]) -> bytes:
    draw = random.Random(number)
    kind = number % 10
    if kind < 3:
        return _made(*draw.choice(keys), f"<{number}@x>")
    if kind < 5:
        return _made(f"new{number}@elsewhere.example", HELP, f"<{number}@x>")
    if kind == 5:
        return _made(keys[0][0], HELP, "<first.0@x>")
    sender = f"c{draw.randrange(customers)}@customer.example"
    return _made(sender, HELP, f"<{number}@x>", file=b"%PDF-1.4" + draw.randbytes(50_000) if kind == 6 else b"")


def _made(sender: str, to: str, message_id: str, file: bytes = b"") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = f"Customer <{sender}>", to, "سفارش", message_id
    mail["Authentication-Results"] = f"{SERVER}; dmarc=pass header.from={sender.partition('@')[2]}"
    mail.set_content("سفارش من هنوز نرسیده است. " * 20 + "\n\nOn Sat, Nov 21, 2026 Support <help@bench.example> wrote:\n> پیشین\n" * 3)
    if file:
        mail.add_attachment(file, maintype="application", subtype="pdf", filename="invoice.pdf")
    return mail.as_bytes()


if __name__ == "__main__":
    main()
