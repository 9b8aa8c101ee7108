"""Mails that came in."""

from __future__ import annotations

from django.db import models


class IncomingMail(models.Model):
    """An answer that was taken, so that the same mail twice is one. What it said stands in what it became."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    entry_id = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "entry_id", "digest"], name="notices_incoming_once")]

    def __str__(self) -> str:
        return f"Answer of {self.person_id} to entry {self.entry_id}"
