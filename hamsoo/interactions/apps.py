"""Register interactions with Django."""

from django.apps import AppConfig


class InteractionsConfig(AppConfig):
    """Every contact with a customer: mail, forms, calls, visits."""

    name = "hamsoo.interactions"

    def ready(self) -> None:
        """Make our facts, jobs and verbs known, what files hang on, and what is erased with a customer."""
        # Modules that use models can be loaded only now.
        from hamsoo.identity import erasing  # noqa: PLC0415
        from hamsoo.interactions import followups, presentation, tasks, verbs  # noqa: F401, PLC0415 - they register themselves
        from hamsoo.interactions.actions import forget  # noqa: PLC0415
        from hamsoo.ledger.presentation import provide  # noqa: PLC0415
        from hamsoo.threads import targets  # noqa: PLC0415

        erasing.register(forget)
        provide(presentation.EVENTS, presentation.details)
        targets.register("correspondence", presentation.resolve, many=presentation.resolve_many, aspects=("contacts",))
        targets.register("interaction", presentation.resolve_interaction, many=presentation.resolve_interactions, aspects=())
