"""Questions, answers, and requests to experts."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    """The app of questions."""

    name = "hamsoo.questions"
