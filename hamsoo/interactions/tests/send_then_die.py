"""Send a mail in a process of its own that is killed on the way: python -m ... INTERACTION WHEN (see `tests.dying_mail`)."""

import sys

import django

django.setup()

from hamsoo.interactions import actions, outbox  # noqa: E402 - Django is set up only now
from tests.dying_mail import send_then_die  # noqa: E402
from tests.world import NOON  # noqa: E402

if __name__ == "__main__":
    number, when = sys.argv[1:]
    send_then_die(when=when, actions=actions, hand="hand", send=lambda: outbox.send(interaction_id=int(number), at=NOON))
