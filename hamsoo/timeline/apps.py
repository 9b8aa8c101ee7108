from django.apps import AppConfig


class TimelineConfig(AppConfig):
    name = "hamsoo.timeline"
