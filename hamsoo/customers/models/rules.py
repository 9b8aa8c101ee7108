"""By what rules customers are put into segments, and who looked at them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from hamsoo.customers.models.standing import Dimension


class SegmentRule(models.Model):
    """Records of which a measure reaches `at_least` belong to `segment`; of several rules of a dimension the first that holds."""

    class Measure(models.TextChoices):
        INVOICED = "invoiced", pgettext_lazy("measure of a customer", "Invoiced in the last year")
        CONTACTS = "contacts", pgettext_lazy("measure of a customer", "Contacts in the last 90 days")
        MONTHS = "months", pgettext_lazy("measure of a customer", "Months since we know them")

    dimension = models.CharField(max_length=10, choices=Dimension.choices)
    measure = models.CharField(max_length=10, choices=Measure.choices)
    at_least = models.DecimalField(max_digits=20, decimal_places=2)
    segment = models.CharField(max_length=40)
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["dimension", "rank", "pk"]

    def __str__(self) -> str:
        return f"{self.dimension}: {self.measure} from {self.at_least} is {self.segment}"


class Look(models.Model):
    """Somebody opened the page of the customer of a record, or took all of it away as a file."""

    class Kind(models.TextChoices):
        PAGE = "page", pgettext_lazy("way of looking at a customer", "Opened the page")
        EXPORT = "export", pgettext_lazy("way of looking at a customer", "Took everything as a file")

    record = models.ForeignKey("identity.SourceRecord", models.CASCADE, related_name="looks")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.PAGE)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["record", "-at", "-id"], name="customers_look_newest")]

    def __str__(self) -> str:
        return f"{self.person_id} looked at {self.record_id}"
