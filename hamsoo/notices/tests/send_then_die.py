"""Send a letter in a process of its own that is killed on the way: python -m ... LETTER WHEN (see `tests.dying_mail`)."""

import sys

import django

django.setup()

from hamsoo.notices import actions, outbox  # noqa: E402 - Django is set up only now
from hamsoo.notices.tests.test_digest import SUNDAY  # noqa: E402
from tests.dying_mail import send_then_die  # noqa: E402

if __name__ == "__main__":
    number, when = sys.argv[1:]
    send_then_die(when=when, actions=actions, hand="hand_letter", send=lambda: outbox.send_letter(letter_id=int(number), at=SUNDAY))
