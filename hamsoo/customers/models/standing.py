"""Where a customer stands: its stage on the way with us, its state, and the segments it belongs to. Changes are only ever added."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language, pgettext_lazy


class Stage(models.Model):
    """A stage of the way, as the organisation names it; without any row the usual ones hold (`queries.stages`)."""

    code = models.SlugField(max_length=40, unique=True)
    name_fa = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, blank=True)
    # Its place on the way; None: it is used no more.
    rank = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["rank", "pk"]

    def __str__(self) -> str:
        return (self.name_en or self.name_fa) if get_language() == "en" else (self.name_fa or self.name_en)


class State(models.TextChoices):
    """How a customer is doing, whatever its stage."""

    WELL = "", pgettext_lazy("state of a customer", "Well")
    AT_RISK = "at_risk", pgettext_lazy("state of a customer", "At risk")
    LOST = "lost", pgettext_lazy("state of a customer", "Lost")


class StageChange(models.Model):
    """From `at` on, the customer of a record stands there. Of several records' the latest holds."""

    record = models.ForeignKey("identity.SourceRecord", models.CASCADE, related_name="stage_changes")
    stage = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["record", "-at", "-id"], name="customers_stage_newest"),
            models.Index(fields=["stage", "record"], name="customers_stage_wanted"),
        ]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.stage} {self.state}"


class Dimension(models.TextChoices):
    """What customers are segmented by."""

    VALUE = "value", pgettext_lazy("segment", "Value")
    POTENTIAL = "potential", pgettext_lazy("segment", "Potential")
    NEED = "need", pgettext_lazy("segment", "Need")


class SegmentChange(models.Model):
    """From `at` on, the customer of a record belongs to this segment; an empty one is: no more by hand.

    What somebody chose holds against what a rule found (`by` None), of the same kind the latest.
    """

    record = models.ForeignKey("identity.SourceRecord", models.CASCADE, related_name="segment_changes")
    dimension = models.CharField(max_length=10, choices=Dimension.choices)
    segment = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["record", "dimension", "-at", "-id"], name="customers_segment_newest"),
            models.Index(fields=["dimension", "segment", "record"], name="customers_segment_wanted"),
        ]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.dimension} {self.segment}"
