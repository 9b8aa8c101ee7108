"""Who heard of what, from which place in the log on: follows, as the log tells them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Listening(models.Model):
    """Somebody followed a thing from the place `since` in the log up to the place `until` (None: still).

    A projection. The rows of the follows themselves say only what holds now; who is told of a fact follows from what held at its place,
    so that a rebuild tells the same people as it did live. `aspects` None is all.
    """

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+", db_constraint=False, db_index=False)
    target_type = models.CharField(max_length=40)
    target_id = models.BigIntegerField()
    aspects = ArrayField(models.CharField(max_length=20), null=True)
    delivery = models.CharField(max_length=6)
    since = models.BigIntegerField()
    until = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "target_type", "target_id", "since"], name="notices_listening_once")]
        indexes = [models.Index(fields=["target_type", "target_id"], name="notices_listening_target")]

    def __str__(self) -> str:
        return f"{self.person_id} hears of {self.target_type} {self.target_id} from {self.since} to {self.until}"
