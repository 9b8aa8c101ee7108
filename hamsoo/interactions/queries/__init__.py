"""Finding correspondence, `reading`; by what a mail says, `matching`, which asks nobody's rights and is for programs."""

from hamsoo.interactions.queries.matching import (
    addresses_of,
    before,
    correspondence_of,
    handed_before,
    last_sent,
    mailbox_among,
    mailbox_of,
    sent_as,
    to_send,
)
from hamsoo.interactions.queries.reading import (
    SHOWN,
    Contact,
    Page,
    correspondence,
    interaction,
    mailbox,
    mailbox_with_form,
    mailboxes,
    of,
    of_customer,
    trouble,
)

__all__ = [
    "SHOWN",
    "Contact",
    "Page",
    "addresses_of",
    "before",
    "correspondence",
    "correspondence_of",
    "handed_before",
    "interaction",
    "last_sent",
    "mailbox",
    "mailbox_among",
    "mailbox_of",
    "mailbox_with_form",
    "mailboxes",
    "of",
    "of_customer",
    "sent_as",
    "to_send",
    "trouble",
]
