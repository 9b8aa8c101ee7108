"""What customers answered when they were asked how satisfied they are."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from hamsoo.customers.models.contacts import Activity


class SatisfactionAnswer(models.Model):
    """An answer of the customer of a record; the system that asked names it by `key`: the same again is no other."""

    class Measure(models.TextChoices):
        CSAT = "csat", pgettext_lazy("measure of satisfaction", "Satisfaction (CSAT)")
        NPS = "nps", pgettext_lazy("measure of satisfaction", "Recommendation (NPS)")
        CES = "ces", pgettext_lazy("measure of satisfaction", "Ease (CES)")

    record = models.ForeignKey("identity.SourceRecord", models.CASCADE, related_name="satisfaction_answers")
    measure = models.CharField(max_length=4, choices=Measure.choices)
    score = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    channel = models.CharField(max_length=10, choices=Activity.Channel.choices)
    key = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "key"], name="customers_satisfaction_once"),
            models.CheckConstraint(
                condition=Q(measure="csat", score__range=(1, 5))
                | Q(measure="nps", score__range=(0, 10))
                | Q(measure="ces", score__range=(1, 7)),
                name="customers_satisfaction_on_its_scale",
            ),
        ]
        indexes = [models.Index(fields=["record", "-at"], name="customers_satisfaction_newest")]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.measure} {self.score}"
