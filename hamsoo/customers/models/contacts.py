"""What happened with customers: calls, visits, invoices and all else that somebody or a system noted."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from hamsoo.identity.models import SourceRecord
from hamsoo.people.models import Person


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Finding activities."""

    def visible_to(self, person: Person | None) -> Self:
        """Keep those on records that `person` reads."""
        return self.filter(record__in=SourceRecord.objects.visible_to(person))


class Activity(models.Model):
    """Something that happened with the customer of a record. Who imports names it by `system` and `key`: the same again is no other."""

    class Kind(models.TextChoices):
        CALL = "call", pgettext_lazy("kind of activity", "Call")
        MAIL = "mail", pgettext_lazy("kind of activity", "Mail")
        CHAT = "chat", pgettext_lazy("kind of activity", "Chat")
        MEETING = "meeting", pgettext_lazy("kind of activity", "Meeting")
        VISIT = "visit", pgettext_lazy("kind of activity", "Visit")
        INVOICE = "invoice", pgettext_lazy("kind of activity", "Invoice")
        DELIVERY = "delivery", pgettext_lazy("kind of activity", "Delivery")
        CAMPAIGN = "campaign", pgettext_lazy("kind of activity", "Campaign")
        NOTE = "note", pgettext_lazy("kind of activity", "Note")

    class Channel(models.TextChoices):
        PHONE = "phone", pgettext_lazy("channel", "Phone")
        MAIL = "mail", pgettext_lazy("channel", "Mail")
        CHAT = "chat", pgettext_lazy("channel", "Chat")
        PERSON = "person", pgettext_lazy("channel", "In person")
        WEB = "web", pgettext_lazy("channel", "Web")
        PAPER = "paper", pgettext_lazy("channel", "Paper")
        SYSTEM = "system", pgettext_lazy("channel", "System")

    record = models.ForeignKey("identity.SourceRecord", models.CASCADE, related_name="activities")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    text = models.CharField(max_length=2000, blank=True)
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    minutes = models.PositiveIntegerField(null=True)
    key = models.CharField(max_length=200, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "key"], condition=~Q(key=""), name="customers_activity_once")]
        indexes = [
            models.Index(fields=["record", "-at", "-id"], name="customers_activity_newest"),
            models.Index(fields=["record", "person"], name="customers_activity_people"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} with {self.record_id}"

    @property
    def plain_amount(self) -> Decimal | None:
        """Return the amount without a fraction that is nothing."""
        if self.amount is None or self.amount != self.amount.to_integral_value():
            return self.amount
        return self.amount.to_integral_value()
