"""Register cases with Django."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases with a clock for each department, and their hand-offs."""

    name = "hamsoo.cases"
