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
    # By what a long timeline is narrowed; none is 0 and "".
    unit_id = models.BigIntegerField(default=0)
    channel = models.CharField(max_length=20, default="")
    kind = models.CharField(max_length=20, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["type", "object_id", "entry_id"], name="timeline_moment_once")]
        indexes = [
            models.Index(fields=["type", "object_id", "-at", "-entry_id"], name="timeline_moment_order"),
            models.Index(fields=["type", "object_id", "unit_id", "channel", "kind", "-at", "-entry_id"], name="timeline_moment_facets"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.object_id}: entry {self.entry_id}"


class Facet(models.Model):
    """What a timeline can be narrowed to: a unit, channel and kind that go together in one of its moments at least.

    A thing has some dozens of these, however many moments. Each is an ordered stretch of one index; any choice of units, channels and
    kinds is a few of these stretches, merged. So one index serves every choice, at any depth.
    """

    type = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    channel = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["type", "object_id", "unit_id", "channel", "kind"], name="timeline_facet_once")]

    def __str__(self) -> str:
        return f"{self.type} {self.object_id}: {self.unit_id} {self.channel} {self.kind}"
