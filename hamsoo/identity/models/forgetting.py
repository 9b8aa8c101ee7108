"""What was forgotten: known by a digest alone, so that it does not come back unnoticed."""

from __future__ import annotations

from django.db import models

from hamsoo.identity.models.sources import Entity, System


class Forgotten(models.Model):
    """A record of a system that was forgotten: when its row comes again, it is left out and the row is named.

    Of what it was there is only a digest of its key, mixed with the salt of its system.
    """

    system = models.ForeignKey(System, models.CASCADE, related_name="forgotten")
    entity = models.CharField(max_length=7, choices=Entity.choices)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["system", "entity", "digest"], name="identity_forgotten_once")]

    def __str__(self) -> str:
        return f"{self.entity} of {self.system_id}, forgotten"
