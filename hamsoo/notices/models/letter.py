"""Mails that are owed: the outbox."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Letter(models.Model):
    """One mail for one person, from being owed to being sent: the digest of a day of theirs, or what they want to hear of at once.

    `handed` is written and committed before the mail server is spoken to: whatever dies after that does not send it a second time.
    `daily_until`, `weekly_until` and `now_until` are the places in the log up to which the letter told; None when it told nothing of the
    sort. `now_after` is the place from which a letter of notices tells; what comes while it waits goes with it.
    """

    class Sort(models.TextChoices):
        DIGEST = "digest"
        NOTICES = "notices"

    class State(models.TextChoices):
        WAITING = "waiting"
        HANDED = "handed"
        SENT = "sent"
        EMPTY = "empty"
        REFUSED = "refused"

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    sort = models.CharField(max_length=7, choices=Sort.choices, default=Sort.DIGEST)
    period = models.DateField()
    is_weekly = models.BooleanField()
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    daily_until = models.BigIntegerField(null=True)
    weekly_until = models.BigIntegerField(null=True)
    now_after = models.BigIntegerField(null=True)
    now_until = models.BigIntegerField(null=True)
    planned_at = models.DateTimeField()
    handed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "period"], condition=Q(sort="digest"), name="notices_letter_once"),
            models.UniqueConstraint(fields=["person"], condition=Q(sort="notices", state="waiting"), name="notices_letter_waiting_once"),
            models.CheckConstraint(
                condition=Q(sort="digest", now_after=None) | Q(sort="notices", now_after__isnull=False), name="notices_letter_sort"
            ),
            models.CheckConstraint(condition=Q(state__in=["waiting", "handed", "sent", "empty", "refused"]), name="notices_letter_state"),
        ]

    def __str__(self) -> str:
        return f"{self.sort} of {self.period} for {self.person_id}: {self.state}"


class MailRound(models.Model):
    """How far in the log the inboxes were looked through for what is mailed at once. One row."""

    position = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"Looked through up to {self.position}"
