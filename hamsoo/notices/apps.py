"""Register the inbox with Django."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """One inbox for each colleague."""

    name = "hamsoo.notices"

    def ready(self) -> None:
        """Let the worker keep the inboxes, and every page of a person hear of theirs."""
        # Modules that use models can be loaded only now.
        from hamsoo.kernel import live  # noqa: PLC0415
        from hamsoo.ledger import projections  # noqa: PLC0415
        from hamsoo.notices import followups  # noqa: F401, PLC0415 - followups register themselves
        from hamsoo.notices.projections import Inbox  # noqa: PLC0415

        projections.register(Inbox())
        live.always_hears(lambda person: [f"inbox:{person.pk}"])
