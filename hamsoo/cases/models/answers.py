"""Answers at hand: texts that are written once and sent often, some with what is done along with them; and how often each is used."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from hamsoo.people.models import Person


class ReadyAnswerQuerySet(models.QuerySet["ReadyAnswer"]):
    """Finding answers at hand."""

    def visible_to(self, person: Person | None) -> Self:
        """Keep one's own, those of one's unit and of the units above it, and those of everybody."""
        if person is None or not person.is_active:
            return self.none()
        units = person.unit.ancestor_ids if person.unit else []
        return self.filter(Q(owner=person) | Q(unit__in=units) | Q(owner=None, unit=None))


class ReadyAnswer(models.Model):
    """A text with places to be filled (`rules.PLACES`): of `owner` alone, of everybody in `unit`, or without either of everybody.

    `changes` are what is done along with it: [[kind, value, words], …], see `rules.Change`. `number` counts its versions.
    """

    owner = models.ForeignKey("people.Person", models.CASCADE, null=True, related_name="+")
    unit = models.ForeignKey("people.Unit", models.CASCADE, null=True, related_name="+")
    title = models.CharField(max_length=120)
    text_fa = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    changes: Any = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    number = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    objects = ReadyAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(owner=None) | Q(unit=None), name="cases_answer_of_one_or_of_a_unit"),
            models.CheckConstraint(condition=~Q(text_fa="", text_en=""), name="cases_answer_says_something"),
        ]
        indexes = [models.Index(fields=["owner", "unit", "title"], name="cases_answers_of_whom")]

    def __str__(self) -> str:
        return self.title

    def text_in(self, language: str) -> str:
        """Return the text in a language, or the one that there is."""
        return (self.text_en or self.text_fa) if language == "en" else (self.text_fa or self.text_en)


class ReadyAnswerVersion(models.Model):
    """What an answer at hand said from `at` on. Rows are only ever added."""

    answer = models.ForeignKey(ReadyAnswer, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    text_fa = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    changes: Any = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["answer", "-number"]
        constraints = [models.UniqueConstraint(fields=["answer", "number"], name="cases_answer_version_numbered")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class AnswerUse(models.Model):
    """How often an answer at hand was sent, and when last: kept from the facts up to `position`, and never counted row by row."""

    answer = models.OneToOneField(ReadyAnswer, models.CASCADE, primary_key=True, related_name="use")
    count = models.PositiveIntegerField()
    last_at = models.DateTimeField()
    position = models.BigIntegerField()

    def __str__(self) -> str:
        return f"answer {self.answer_id}: {self.count}"
