"""What an organisation sets up for its cases: types with fields of their own, and answers that are at hand."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language


class CaseType(models.Model):
    """A type of cases. `fields` are what is asked of cases of it: see `rules.fields.Field`."""

    name_fa = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    fields = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return (self.name_en or self.name_fa) if get_language() == "en" else (self.name_fa or self.name_en)


class Macro(models.Model):
    """An answer that is at hand, with what it changes of the case besides; `unit` None: for every unit.

    `changes` holds any of {"state": …, "priority": …, "tags": […], "take": true}; without any it is a canned reply.
    """

    unit = models.ForeignKey("people.Unit", models.CASCADE, null=True, related_name="+")
    name_fa = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    text_fa = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    changes = models.JSONField(default=dict)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return (self.name_en or self.name_fa) if get_language() == "en" else (self.name_fa or self.name_en)

    def text(self, language: str) -> str:
        """Return its words in the language of the customer."""
        return (self.text_en or self.text_fa) if language == "en" else (self.text_fa or self.text_en)
