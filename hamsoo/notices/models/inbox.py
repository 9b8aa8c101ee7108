"""Who is told of what (a projection of the log), and what they have done about it (their own rows)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

INBOX = "notices.inbox"
"""What the projection is called that keeps the inboxes."""


class InboxItem(models.Model):
    """A fact that a person is told of. A projection: emptied and filled again by a rebuild.

    `position` is the fact's place in the order of the log, which a rebuild does not change. `delivery` is how its person wanted to hear
    of such facts when it happened; what is told directly is `now`. `space_ids` are the spaces that the fact was placed in.
    """

    class Delivery(models.TextChoices):
        NOW = "now"
        DAILY = "daily"
        WEEKLY = "weekly"
        QUIET = "quiet"

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+", db_constraint=False, db_index=False)
    entry_id = models.BigIntegerField()
    position = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    subject_type = models.CharField(max_length=40, blank=True)
    subject_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    delivery = models.CharField(max_length=6, choices=Delivery.choices, default=Delivery.NOW)
    space_ids = ArrayField(models.BigIntegerField(), default=list)
    # A later fact has dealt with it: an answered request, a question that was withdrawn.
    is_settled = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "entry_id"], name="notices_item_once")]
        indexes = [
            models.Index(fields=["person", "-position"], name="notices_item_order"),
            models.Index(fields=["position"], name="notices_item_position"),
            models.Index(fields=["person", "kind", "subject_type", "subject_id"], name="notices_item_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.person_id}: entry {self.entry_id}"


class Mark(models.Model):
    """What a person has done about one notice: read it, or put it away. Kept through rebuilds."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+", db_index=False)
    entry_id = models.BigIntegerField()
    read_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "entry_id"], name="notices_mark_once")]

    def __str__(self) -> str:
        return f"{self.person_id} read entry {self.entry_id}"


class ReadUpTo(models.Model):
    """How far in the log a person has marked everything as read. Kept through rebuilds."""

    person = models.OneToOneField("people.Person", models.CASCADE, primary_key=True, related_name="+")
    position = models.BigIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id} up to {self.position}"
