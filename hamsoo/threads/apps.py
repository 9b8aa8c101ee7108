"""Register comments, reactions and follows with Django."""

from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    """Comments, reactions, mentions and follows, on anything."""

    name = "hamsoo.threads"

    def ready(self) -> None:
        """Let colleagues be followed and comments be reacted to."""
        # Modules that use models can be loaded only now.
        from hamsoo.threads import queries, targets  # noqa: PLC0415

        targets.register("person", queries.resolve_person)
        targets.register("comment", queries.resolve_comment)
