"""What happened to each thing: a projection of the log."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Moment(models.Model):
    """One fact on the timeline of one thing.

    `space_ids` are the spaces that the fact was placed in when it happened: an array and not rows, because a timeline is always read
    along one thing, so the rights are checked on rows that the index has already found in order.
    """

    type = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    entry_id = models.BigIntegerField()
    position = models.BigIntegerField()
    at = models.DateTimeField()
    space_ids = ArrayField(models.BigIntegerField())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["type", "object_id", "entry_id"], name="timeline_moment_once")]
        indexes = [models.Index(fields=["type", "object_id", "-at", "-entry_id"], name="timeline_moment_order")]

    def __str__(self) -> str:
        return f"{self.type} {self.object_id}: entry {self.entry_id}"
