"""Register the ledger with Django."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Facts: events, the log, its order and its readers."""

    name = "hamsoo.ledger"
