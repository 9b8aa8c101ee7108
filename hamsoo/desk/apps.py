"""Register the desk with Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Home, composed pages and the demonstration."""

    name = "hamsoo.desk"
