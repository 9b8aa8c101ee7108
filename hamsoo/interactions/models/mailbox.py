"""The addresses by which a unit is reached, and in whose name it writes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language


class Mailbox(models.Model):
    """An address of ours: what arrives there is its unit's, and the unit writes in its name."""

    address = models.EmailField(unique=True)
    name_fa = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="mailboxes")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return (self.name_en or self.name_fa) if get_language() == "en" else (self.name_fa or self.name_en)
