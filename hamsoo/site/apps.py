"""Register the site with Django."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Everything put together: settings, addresses, commands, and what runs the installation."""

    name = "hamsoo.site"

    def ready(self) -> None:
        """Make the facts of the installation known, and say how they are told."""
        # Modules that use models can be loaded only now.
        from hamsoo.ledger.presentation import provide  # noqa: PLC0415
        from hamsoo.site.audit import presentation, roles  # noqa: PLC0415

        provide(presentation.EVENTS, presentation.details)
        provide(roles.EVENTS, roles.details)
