"""Register commitments with Django."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    """What was promised to customers, and where promises contradict one another."""

    name = "hamsoo.commitments"
