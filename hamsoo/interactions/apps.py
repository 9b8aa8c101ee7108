"""Register interactions with Django."""

from django.apps import AppConfig


class InteractionsConfig(AppConfig):
    """Every contact with a customer: mail, forms, calls, visits."""

    name = "hamsoo.interactions"
