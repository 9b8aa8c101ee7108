"""Register the desk with Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Home, composed pages and the demonstration."""

    name = "hamsoo.desk"

    def ready(self) -> None:
        """Offer in chat what a message can become among the siblings of chat."""
        # Modules that use models can be loaded only now.
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from hamsoo.chat import commands  # noqa: PLC0415
        from hamsoo.kernel.addresses import address  # noqa: PLC0415

        commands.register(
            "question",
            _("Ask as a question"),
            icon="circle-help",
            on_message=lambda message: address("desk:message_question", message.pk),
            on_words=lambda: address("questions:new"),
        )
