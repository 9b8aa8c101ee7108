from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    name = "hamsoo.threads"
