"""Register posts and the feed with Django."""

from django.apps import AppConfig


class SocialConfig(AppConfig):
    """Posts, and the feed of everything."""

    name = "hamsoo.social"

    def ready(self) -> None:
        """Let the worker keep the feed."""
        # Modules that use models can be loaded only now.
        from hamsoo.ledger import projections  # noqa: PLC0415
        from hamsoo.social.projections import Feed  # noqa: PLC0415

        projections.register(Feed())
