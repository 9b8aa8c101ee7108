"""What the page of gaps counts from, gathered anew every hour: no page could read every question and every work again.

Each row is of one question or one person, never a sum over many: so a reader's sums hold only what that reader may see.
"""

from datetime import timedelta

from django.db import models
from django.db.models import Q

SPAN = timedelta(days=90)
"""Questions and requests of before that say little about today."""
YEAR = timedelta(days=365)
WORD_LENGTH = 80


class AskedTopic(models.Model):
    """A question of the last months and one thing that it is about: a skill, or else a word of its title (`term` is what equals)."""

    question = models.ForeignKey("questions.Question", models.CASCADE, related_name="+")
    # Who waits for the answer.
    asker = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    skill = models.ForeignKey("people.Skill", models.CASCADE, null=True, related_name="+")
    term = models.CharField(max_length=WORD_LENGTH, blank=True)
    word = models.CharField(max_length=WORD_LENGTH, blank=True)
    asked_at = models.DateTimeField()
    # Whether nobody has answered, or a request about it ended without anybody.
    is_unhelped = models.BooleanField()
    # Whether somebody who was asked passed it on, or did not react.
    is_passed_on = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(skill=None) & ~Q(term="") | Q(skill__isnull=False, term=""), name="questions_asked_topic_is_one"
            ),
            models.UniqueConstraint(fields=["question", "skill", "term"], nulls_distinct=False, name="questions_asked_topic_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.skill_id or self.term}"


class SkillShare(models.Model):
    """What somebody's works of the last year show of a skill, as it is read: how many they are, and what they weigh together."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    skill = models.ForeignKey("people.Skill", models.CASCADE, related_name="+")
    work_count = models.PositiveIntegerField()
    weight = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["skill", "person"], name="questions_skill_share_once")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.skill_id}"


class Gathering(models.Model):
    """When what the page of gaps counts from was gathered last; one row."""

    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.at)
