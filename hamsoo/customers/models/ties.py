"""What customers are to one another, where somebody says so by hand; what systems say stands in `identity.Relation`."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from hamsoo.identity.models import Relation


class Tie(models.Model):
    """The customer of a record is a contact, a subsidiary or a partner of the company of another record, from when to when.

    It hangs on records, as what systems say does: linking and undoing move nothing.
    """

    record = models.ForeignKey("identity.SourceRecord", models.CASCADE, related_name="ties")
    company = models.ForeignKey("identity.SourceRecord", models.CASCADE, related_name="ties_as_company")
    kind = models.CharField(max_length=10, choices=Relation.Kind.choices)
    role = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "kind", "company"], condition=Q(ended_at=None), name="customers_tie_once"),
            models.CheckConstraint(condition=~Q(record=F("company")), name="customers_tie_of_two"),
        ]
        indexes = [models.Index(fields=["company", "kind"], condition=Q(ended_at=None), name="customers_tie_company")]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.kind} {self.company_id}"
