"""Register identity with Django."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Source records, and which of them are one customer."""

    name = "hamsoo.identity"

    def ready(self) -> None:
        """Make our facts, and the verbs that roles can allow, known."""
        # Modules that use models can be loaded only now.
        from hamsoo.identity import events, followups, verbs  # noqa: F401, PLC0415 - followups register themselves
