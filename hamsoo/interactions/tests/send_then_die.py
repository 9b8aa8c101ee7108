"""Send a mail in a process of its own that is killed on the way: python -m ... INTERACTION WHEN.

WHEN is `written` (before the mail server is spoken to), `handed` (marked, nothing said yet) or `taken` (the server has the mail, and
nobody has noted it). Says "here" at that moment and waits to be killed.
"""

import sys
import time

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django is set up only now
from django.core.mail.backends.smtp import EmailBackend  # noqa: E402

from hamsoo.interactions import actions, outbox  # noqa: E402
from tests.world import NOON  # noqa: E402


def die_here(*_args: object, **_options: object) -> bool:
    """Wait for the end."""
    print("here", flush=True)
    time.sleep(600)
    return False


def take_then_die(backend: EmailBackend, messages: list) -> int:
    """Hand the mail over for good, and wait for the end."""
    sent(backend, messages)
    die_here()
    return 0


if __name__ == "__main__":
    # The server of the tests speaks plainly.
    settings.EMAIL_USE_TLS = False
    sent = EmailBackend.send_messages
    when = sys.argv[2]
    if when == "written":
        actions.hand = die_here
    elif when == "handed":
        EmailBackend.send_messages = die_here
    else:
        EmailBackend.send_messages = take_then_die
    outbox.send(interaction_id=int(sys.argv[1]), at=NOON)
