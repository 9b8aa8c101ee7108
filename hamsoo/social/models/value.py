"""What the organisation holds dear: recognition names one of these."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language


class Value(models.Model):
    """A value of the organisation. One that is retired stays where it was named, and is not offered any more."""

    name_fa = models.CharField(max_length=60, blank=True)
    name_en = models.CharField(max_length=60, blank=True)
    place = models.SmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["place", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return (self.name_en or self.name_fa) if get_language() == "en" else (self.name_fa or self.name_en)
