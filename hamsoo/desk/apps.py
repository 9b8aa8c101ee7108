"""Register the desk with Django."""

from functools import partial
from typing import TYPE_CHECKING

from django.apps import AppConfig

from hamsoo.kernel.addresses import address

if TYPE_CHECKING:
    from hamsoo.chat.models import Message


class DeskConfig(AppConfig):
    """Home, composed pages and the demonstration."""

    name = "hamsoo.desk"

    def ready(self) -> None:
        """Offer in chat what a message can become among the siblings of chat."""
        # Modules that use models can be loaded only now.
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from hamsoo.chat import commands  # noqa: PLC0415

        commands.register(
            "question",
            _("Ask as a question"),
            icon="circle-help",
            on_message=lambda message: address("desk:message_question", message.pk),
            on_words=lambda: address("questions:new"),
        )
        for name, label, icon in (
            ("article", _("Write an article of it"), "book-open"),
            ("note", _("Note it on a case"), "notebook-pen"),
            ("commitment", _("Keep it as a commitment"), "handshake"),
        ):
            commands.register(name, label, icon=icon, on_message=partial(_page_of, f"desk:message_{name}"))


def _page_of(route: str, message: "Message") -> str:
    return address(route, message.pk)
