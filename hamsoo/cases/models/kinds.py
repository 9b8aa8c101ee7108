"""What an organisation sets up for its cases: types with fields of their own."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language


class CaseType(models.Model):
    """A type of cases. `fields` are what is asked of cases of it: see `rules.fields.Field`."""

    name_fa = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    fields = models.JSONField(default=list)
    # Its place where types are listed.
    rank = models.PositiveSmallIntegerField(default=1)
    is_active = models.BooleanField(default=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return (self.name_en or self.name_fa) if get_language() == "en" else (self.name_fa or self.name_en)
