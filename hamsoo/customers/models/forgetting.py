"""When customers were forgotten and why, and after how long that happens by itself."""

from __future__ import annotations

from django.db import models


class Erasure(models.Model):
    """A customer was forgotten: who had it done and why, and how much went. Of who it was there is nothing here but an old number."""

    # None: nothing had happened with them for longer than `Retention` says.
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    number = models.BigIntegerField()
    # {"records": 2, "versions": 5, "activities": 12, ...}
    counts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["-at", "-id"], name="customers_erasure_newest")]

    def __str__(self) -> str:
        return f"customer {self.number}, forgotten"


class Retention(models.Model):
    """After how many days without anything customers are forgotten; None, as there is no row: never."""

    days = models.PositiveIntegerField(null=True)
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="customers_retention_one")]

    def __str__(self) -> str:
        return f"after {self.days} days"
