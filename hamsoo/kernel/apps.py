"""Register the kernel with Django."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Clock, calendars, deadlines, text, errors, jobs and the live bus: what every app stands on."""

    name = "hamsoo.kernel"
