"""What somebody does not want to see in their feed. Their own business, so no facts: whoever is muted never learns of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hamsoo.ledger.traits import Ref


class Mute(models.Model):
    """A colleague, a space, a topic, or one thing whose news somebody's feed leaves out. Inbox, search and the pages themselves stay."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    target_type = models.CharField(max_length=40)
    target_id = models.BigIntegerField()
    # What the topic is, as it was written: that others follow certain words is told to nobody.
    words = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "target_type", "target_id"], name="social_mute_once"),
            models.CheckConstraint(
                condition=(Q(target_type="topic") & ~Q(words="")) | (~Q(target_type="topic") & Q(words="")), name="social_mute_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} mutes {self.target_type} {self.target_id}"

    @property
    def ref(self) -> Ref:
        """Return what is muted, as a thing."""
        return Ref(self.target_type, self.target_id)
