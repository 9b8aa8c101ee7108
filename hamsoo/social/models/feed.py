"""The feed: a projection of the log."""

from django.db import models


class FeedItem(models.Model):
    """The newest fact about a subject in one space. A projection: one row a space, so the writer's cost knows no followers.

    `actor_id` and `unit_id` are who stated the fact and the unit they were in.
    """

    space_id = models.BigIntegerField()
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    entry_id = models.BigIntegerField()
    position = models.BigIntegerField()
    at = models.DateTimeField()
    weight = models.SmallIntegerField()
    actor_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space_id", "subject_type", "subject_id"], name="social_feed_once")]
        indexes = [
            models.Index(fields=["space_id", "-at", "-entry_id"], name="social_feed_space"),
            models.Index(fields=["unit_id", "-at", "-entry_id"], name="social_feed_unit"),
            models.Index(fields=["-at", "-entry_id"], name="social_feed_time"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id} in {self.space_id}"
