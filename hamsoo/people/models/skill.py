"""What people are good at, and who confirms it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hamsoo.people.models.names import in_reader_language
from hamsoo.people.models.person import Person


class Skill(models.Model):
    """Something people can be good at, with its names in both languages; `key_fa` and `key_en` are the names folded."""

    code = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    name_fa = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=120, blank=True)
    key_fa = models.CharField(max_length=120, default="", editable=False)
    key_en = models.CharField(max_length=120, default="", editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key_fa"], condition=~Q(key_fa=""), name="people_skill_fa_once"),
            models.UniqueConstraint(fields=["key_en"], condition=~Q(key_en=""), name="people_skill_en_once"),
            models.CheckConstraint(condition=~Q(name_fa="", name_en=""), name="people_skill_named"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return in_reader_language(self.name_fa, self.name_en)


class PersonSkill(models.Model):
    """A skill that a person says to have."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="holders")
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "skill"], name="people_person_skill_once")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.skill_id}"


class Endorsement(models.Model):
    """A colleague's word for somebody's skill."""

    person_skill = models.ForeignKey(PersonSkill, models.CASCADE, related_name="endorsements")
    by = models.ForeignKey(Person, models.CASCADE, related_name="endorsed")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_skill", "by"], name="people_endorsement_once")]

    def __str__(self) -> str:
        return f"{self.by_id} for {self.person_skill_id}"
