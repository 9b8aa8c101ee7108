"""Pages: `correspondence` (one, with its answers), `writing` (a first mail, a call), `customer` (what a customer's page shows)."""

from hamsoo.interactions.views.correspondence import answer, correspondence, join, markup
from hamsoo.interactions.views.customer import actions_of_record, of_record
from hamsoo.interactions.views.hooks import hook, sources
from hamsoo.interactions.views.laid_aside import laid_aside, want
from hamsoo.interactions.views.mailboxes import again, change_mailbox, mailboxes, new_mailbox, sample, sample_markup, trouble
from hamsoo.interactions.views.outside import write
from hamsoo.interactions.views.writing import begin, log

__all__ = [
    "actions_of_record",
    "again",
    "answer",
    "begin",
    "change_mailbox",
    "correspondence",
    "hook",
    "join",
    "laid_aside",
    "log",
    "mailboxes",
    "markup",
    "new_mailbox",
    "of_record",
    "sample",
    "sample_markup",
    "sources",
    "trouble",
    "want",
    "write",
]
