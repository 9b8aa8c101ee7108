"""Register identity with Django."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Source records, and which of them are one customer."""

    name = "hamsoo.identity"

    def ready(self) -> None:
        """Say how our facts are told, what the finder may index, and which verbs roles can allow."""
        # Modules that use models can be loaded only now.
        from hamsoo.finder import documents  # noqa: PLC0415
        from hamsoo.identity import followups, presentation, search, verbs  # noqa: F401, PLC0415 - followups register themselves
        from hamsoo.ledger.presentation import provide  # noqa: PLC0415

        provide(presentation.EVENTS, presentation.details)
        documents.register("source_record", search.load, visible=search.visible, is_work=False)
