"""Browsers that notices are pushed to, and what their owners want to have pushed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class PushDevice(models.Model):
    """A browser that may be woken. It belongs to the session that let it be: whoever signs out there is woken there no more.

    `endpoint` is the address of its maker's service, `p256dh` and `auth` its keys: what is pushed is sealed for it alone.
    """

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    session_key = models.CharField(max_length=40)
    endpoint = models.CharField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=30)
    label = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    failure_count = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.label or 'browser'} of {self.person_id}"


class PushChoice(models.Model):
    """That notices of one kind are pushed or not, where that is other than usual; or that all is pushed that is placed in one space."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, blank=True)
    space = models.ForeignKey("spaces.Space", models.CASCADE, null=True, blank=True, related_name="+")
    is_pushed = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], condition=Q(space=None), name="notices_push_kind_once"),
            models.UniqueConstraint(fields=["person", "space"], condition=Q(kind=""), name="notices_push_space_once"),
            models.CheckConstraint(condition=Q(kind="", space__isnull=False) | (~Q(kind="") & Q(space=None)), name="notices_push_one"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind or self.space_id} {'pushed' if self.is_pushed else 'not pushed'}"


class PushRound(models.Model):
    """How far in the log the inboxes were looked through for what is pushed. One row."""

    position = models.BigIntegerField()

    def __str__(self) -> str:
        return f"Looked through up to {self.position}"
