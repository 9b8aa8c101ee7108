"""What a customer agreed to, purpose by purpose. Changes are only ever added."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class ConsentChange(models.Model):
    """From `at` on, the customer of a record agrees to be addressed for a purpose, or does not. Of several records' the latest holds."""

    class Purpose(models.TextChoices):
        NEWS = "news", pgettext_lazy("purpose of a consent", "News and offers")
        CALLS = "calls", pgettext_lazy("purpose of a consent", "Calls about offers")
        SURVEYS = "surveys", pgettext_lazy("purpose of a consent", "Surveys")
        ANALYSIS = "analysis", pgettext_lazy("purpose of a consent", "Analysis of their data")

    record = models.ForeignKey("identity.SourceRecord", models.CASCADE, related_name="consent_changes")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    is_given = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    # How they said so: on which form, in which call.
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["record", "purpose", "-at", "-id"], name="customers_consent_newest")]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.purpose} {self.is_given}"
