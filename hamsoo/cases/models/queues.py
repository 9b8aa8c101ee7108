"""What the front line takes next: which skills a type of cases asks for, and how much somebody has at once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class TypeSkill(models.Model):
    """Who takes cases of a type from the queue has one of the skills that it asks for; a type without any is everybody's."""

    type = models.ForeignKey("cases.CaseType", models.CASCADE, related_name="skills")
    skill = models.ForeignKey("people.Skill", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["type", "skill"], name="cases_skill_asked_once")]

    def __str__(self) -> str:
        return f"{self.type_id} asks for {self.skill_id}"


class LoadLimit(models.Model):
    """So many cases in work a person has at most before the queue gives them another."""

    person = models.OneToOneField("people.Person", models.CASCADE, related_name="+")
    most = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(most__gt=0), name="cases_load_is_some")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.most}"
