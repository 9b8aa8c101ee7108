"""Register the interface with Django."""

from django.apps import AppConfig
from django.core.checks import register

from hamsoo.ui.assets import check_built


class UiConfig(AppConfig):
    """Pages, components and the shell."""

    name = "hamsoo.ui"
    label = "ui"

    def ready(self) -> None:
        """Register the check that the front end is built."""
        register(check_built)
