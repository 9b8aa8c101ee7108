"""A process that is killed while it sends a mail: what the programs that tests start have in common.

The moments are `written` (before the mail server is spoken to), `handed` (marked, nothing said yet) and `taken` (the server has the mail,
and nobody has noted it).
"""

import time
from collections.abc import Callable
from types import ModuleType
from typing import Any

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend


def die_here(*_args: object, **_options: object) -> bool:
    """Say "here" and wait for the end."""
    print("here", flush=True)
    time.sleep(600)
    return False


def send_then_die(*, when: str, actions: ModuleType, hand: str, send: Callable[[], Any]) -> None:
    """Send, and wait to be killed at that moment; `hand` is the action that marks a mail before it is sent."""
    # The server of the tests speaks plainly.
    settings.EMAIL_USE_TLS = False
    sent = EmailBackend.send_messages

    def take_then_die(backend: EmailBackend, messages: list[Any]) -> int:
        sent(backend, messages)
        die_here()
        return 0

    if when == "written":
        setattr(actions, hand, die_here)
    else:
        EmailBackend.send_messages = die_here if when == "handed" else take_then_die
    send()
