"""Register knowledge with Django."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """Articles, and the glossary of the organisation."""

    name = "hamsoo.knowledge"
