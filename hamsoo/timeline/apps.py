"""Register the timeline with Django."""

from django.apps import AppConfig


class TimelineConfig(AppConfig):
    """What happened to each thing, in order."""

    name = "hamsoo.timeline"

    def ready(self) -> None:
        """Let the worker keep the timelines."""
        # Modules that use models can be loaded only now.
        from hamsoo.ledger import projections  # noqa: PLC0415
        from hamsoo.timeline.projections import Timelines  # noqa: PLC0415

        projections.register(Timelines())
