"""Mails that are owed: the outbox."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Letter(models.Model):
    """One digest for one person and one day of theirs, from being planned to being sent.

    `handed` is written and committed before the mail server is spoken to: whatever dies after that does not send it a second time.
    `daily_until` and `weekly_until` are the places in the log up to which the letter told; None when it told nothing of the sort.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        HANDED = "handed"
        SENT = "sent"
        EMPTY = "empty"
        REFUSED = "refused"

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    period = models.DateField()
    is_weekly = models.BooleanField()
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    daily_until = models.BigIntegerField(null=True)
    weekly_until = models.BigIntegerField(null=True)
    planned_at = models.DateTimeField()
    handed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "period"], name="notices_letter_once"),
            models.CheckConstraint(condition=Q(state__in=["waiting", "handed", "sent", "empty", "refused"]), name="notices_letter_state"),
        ]

    def __str__(self) -> str:
        return f"Digest of {self.period} for {self.person_id}: {self.state}"
