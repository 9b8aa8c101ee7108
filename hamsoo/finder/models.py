"""What the finder has learned, what people searched for, and skills suggested to them: their own to see, but for what many did not find."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hamsoo.people.models import Person

LONGEST_SEARCH = 300
LONGEST_NAME = 80
LONGEST_KEY = 160


class LearnedWeights(models.Model):
    """How much each signal counts in ranking experts, as the organisation's own answers taught it; the newest row is used.

    `values` are in the order of `ranking.mixing.SIGNALS`. `default_precision` and `precision` are the mean average precision before
    and after, on questions that were not learned from.
    """

    at = models.DateTimeField(db_index=True)
    values = ArrayField(models.FloatField())
    example_count = models.PositiveIntegerField()
    default_precision = models.FloatField()
    precision = models.FloatField()

    def __str__(self) -> str:
        return f"{self.at}: {self.values}"


class PastSearch(models.Model):
    """What somebody searched for lately, for them alone; the newest few are kept."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="past_searches")
    key = models.CharField(max_length=LONGEST_SEARCH)
    text = models.CharField(max_length=LONGEST_SEARCH)
    at = models.DateTimeField()
    # Whether something that it found was opened.
    is_answered = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="finder_past_search_once")]

    def __str__(self) -> str:
        return self.text


class SavedSearch(models.Model):
    """A search that somebody keeps under a name, for them alone."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=LONGEST_NAME)
    text = models.CharField(max_length=LONGEST_SEARCH)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="finder_saved_search_once")]
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class MissedSearch(models.Model):
    """Words for which somebody found nothing, folded; who it was only tells how many different people they were."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    key = models.CharField(max_length=LONGEST_NAME)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "person"], name="finder_missed_search_once")]

    def __str__(self) -> str:
        return self.key


class RewordedSearch(models.Model):
    """Two searches of somebody, one right after the other, of which the second found what the first had not, in the order of their words.

    Who it was only tells how many different people they were.
    """

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    one = models.CharField(max_length=LONGEST_NAME)
    other = models.CharField(max_length=LONGEST_NAME)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other", "person"], name="finder_reworded_search_once")]

    def __str__(self) -> str:
        return f"{self.one} / {self.other}"


class LearnedSynonym(models.Model):
    """What an administrator said of two names that people searched for: whether they mean the same."""

    one = models.CharField(max_length=LONGEST_NAME)
    other = models.CharField(max_length=LONGEST_NAME)
    is_alike = models.BooleanField()
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="finder_learned_synonym_once")]

    def __str__(self) -> str:
        return f"{self.one} {'=' if self.is_alike else '≠'} {self.other}"


class SkillMining(models.Model):
    """What somebody chose about suggested skills, and when their texts were last looked through; without a row, nothing was chosen yet.

    Suggestions are on until they are turned off; private texts are read for them only where their writer wishes it.
    """

    person = models.OneToOneField("people.Person", models.CASCADE, related_name="+", primary_key=True)
    is_off = models.BooleanField(default=False)
    reads_private = models.BooleanField(default=False)
    mined_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.person_id}: {'off' if self.is_off else 'on'}"


class OwnQuerySet(models.QuerySet["SkillSuggestion"]):
    """Finding suggestions."""

    def visible_to(self, person: Person | None) -> Self:
        """Keep the person's own: nobody else sees any."""
        return self.filter(person=person) if person is not None and person.is_active else self.none()


class SkillSuggestion(models.Model):
    """A skill that somebody seems to have, suggested to them alone: one of the taxonomy, or a phrase as they write it.

    `key` is what it is known by (the terms of a phrase), `works` the texts that show it best, as (type, id), the best first.
    """

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    skill = models.ForeignKey("people.Skill", models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    key = models.CharField(max_length=LONGEST_KEY, blank=True)
    place = models.PositiveSmallIntegerField()
    works = models.JSONField(default=list)
    work_count = models.PositiveIntegerField()
    accepted_count = models.PositiveIntegerField()
    is_private = models.BooleanField(default=False)

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "skill"], condition=Q(skill__isnull=False), name="finder_suggested_skill_once"),
            models.UniqueConstraint(fields=["person", "key"], condition=Q(skill=None), name="finder_suggested_phrase_once"),
            models.CheckConstraint(condition=Q(skill__isnull=False) | ~Q(name="") & ~Q(key=""), name="finder_suggestion_named"),
        ]

    def __str__(self) -> str:
        return str(self.skill.shown) if self.skill else self.name


class DismissedSkill(models.Model):
    """What somebody does not want to be suggested again, ever: a skill, or a phrase by its key. Nobody else sees it."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    skill = models.ForeignKey("people.Skill", models.CASCADE, null=True, related_name="+")
    key = models.CharField(max_length=LONGEST_KEY, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "skill"], condition=Q(skill__isnull=False), name="finder_dismissed_skill_once"),
            models.UniqueConstraint(fields=["person", "key"], condition=Q(skill=None), name="finder_dismissed_phrase_once"),
            models.CheckConstraint(condition=Q(skill__isnull=False) | ~Q(key=""), name="finder_dismissed_names_one"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: not {self.skill_id or self.key}"
