"""Mails of the tests, and the mailbox that they come to."""

from email.message import EmailMessage
from email.policy import SMTPUTF8
from typing import Any

from hamsoo.interactions.models import Interaction, Mailbox
from tests.world import NOON, World

HELP = "help@rayan.example"
MINA = "mina@customer.example"
SERVER = "mx.rayan.example"
PROVEN = f"{SERVER}; dmarc=pass header.from=customer.example"


def mailbox(world: World, address: str = HELP, **fields: Any) -> Mailbox:
    """Return a mailbox of the service department."""
    known = {"name_fa": "پشتیبانی", "name_en": "Support", "unit": world.service, "created_at": NOON}
    return Mailbox.objects.create(address=address, **{**known, **fields})


def mail(text: str = "My order is late.", *, sender: str = f"Mina <{MINA}>", to: str = HELP, proof: str = PROVEN, **headers: str) -> bytes:
    """Return a mail as it comes; `proof` is what our server found of its sender."""
    made = EmailMessage()
    made["From"], made["To"] = sender, to
    headers.setdefault("Subject", "Order 1234")
    headers.setdefault("Message_ID", "<1@customer.example>")
    if proof:
        made["Authentication-Results"] = proof
    for name, value in headers.items():
        if value:
            made[name.replace("_", "-")] = value
    made.set_content(text)
    return made.as_bytes(policy=SMTPUTF8)


def with_file(raw_name: str, content: bytes, **headers: str) -> bytes:
    """Return a mail with one file."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"], made["Message-ID"] = MINA, HELP, "File", f"<{raw_name}@customer.example>"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content("See the file.")
    made.add_attachment(content, maintype="application", subtype="octet-stream", filename=raw_name)
    return made.as_bytes(policy=SMTPUTF8)


def texts(correspondence: Any) -> list[str]:
    """Return what was said in a correspondence, in order, without what machines said."""
    rows = Interaction.objects.filter(correspondence=correspondence, is_automatic=False).order_by("at", "pk")
    return list(rows.values_list("text", flat=True))
