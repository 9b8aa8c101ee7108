"""A real mail server for tests: takes mails over SMTP on a free port of this machine and keeps them."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.test import override_settings


class Mailbox:
    """What arrived, in order. `answer` is what the server says to the next mails instead of taking them."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answer = ""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a mail, or refuse it."""
        if self.answer:
            return self.answer
        parsed = message_from_bytes(cast("bytes", envelope.content), policy=policy.default)
        self.mails.append(cast("EmailMessage", parsed))
        return "250 kept"


@contextmanager
def mail_server() -> Iterator[tuple[Mailbox, int]]:
    """Run the server, and have Django send to it; yield the mailbox and the port."""
    mailbox = Mailbox()
    # The controller connects to itself once to begin, so it has to know its port before.
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        backend = "django.core.mail.backends.smtp.EmailBackend"
        with override_settings(EMAIL_BACKEND=backend, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, EMAIL_TIMEOUT=5):
            yield mailbox, port
    finally:
        controller.stop()
