"""Doing things.

`receiving` takes in what customers say (`knowing` whose it is, `bouncing` what came back, `acknowledging`), `writing` writes to them and
notes calls, `placing` says where it stands and with whom it is, `sifting` what was wanted, `sending` sees a mail out, `keeping` drops what
was kept for a while.
"""

from hamsoo.interactions.actions.bouncing import failed
from hamsoo.interactions.actions.keeping import drop_raw, drop_strays, forget
from hamsoo.interactions.actions.mailboxes import keep_mailbox, keep_source
from hamsoo.interactions.actions.placing import end, join, place
from hamsoo.interactions.actions.receiving import receive, receive_mail
from hamsoo.interactions.actions.sending import confirm, doubt, hand, put_back, refuse, try_again
from hamsoo.interactions.actions.sifting import want
from hamsoo.interactions.actions.writing import begin, log, send

__all__ = [
    "begin",
    "confirm",
    "doubt",
    "drop_raw",
    "drop_strays",
    "end",
    "failed",
    "forget",
    "hand",
    "join",
    "keep_mailbox",
    "keep_source",
    "log",
    "place",
    "put_back",
    "receive",
    "receive_mail",
    "refuse",
    "send",
    "try_again",
    "want",
]
