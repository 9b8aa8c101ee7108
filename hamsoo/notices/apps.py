"""Register the inbox with Django."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """One inbox for each colleague."""

    name = "hamsoo.notices"

    def ready(self) -> None:
        """Let the worker keep the inboxes."""
        # Modules that use models can be loaded only now.
        from hamsoo.ledger import projections  # noqa: PLC0415
        from hamsoo.notices.projections import Inbox  # noqa: PLC0415

        projections.register(Inbox())
