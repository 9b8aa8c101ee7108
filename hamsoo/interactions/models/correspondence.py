"""What belongs together of the contacts with a customer, and each contact in it."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from hamsoo.people.models import Person
from hamsoo.spaces.models import Level
from hamsoo.spaces.queries import PlacedQuerySet


class CorrespondenceQuerySet(PlacedQuerySet):
    """Finding correspondence. It stands where its unit and the system of its record do, until a case says otherwise."""

    placed_as = "correspondence"


class Correspondence(models.Model):
    """Contacts about one matter: a mail and the answers to it, the calls in between.

    `record` is the source record of who it is with, None while that is not known or not sure. So linking customers moves nothing.
    """

    class Sifted(models.TextChoices):
        """What began it: a person, or something that is laid aside until a colleague says that it was wanted."""

        NO = "", pgettext_lazy("what began a correspondence", "A person")
        LIST = "list", pgettext_lazy("what began a correspondence", "To many")
        MACHINE = "machine", pgettext_lazy("what began a correspondence", "A machine")
        ANSWER = "answer", pgettext_lazy("what began a correspondence", "Answers by itself")
        WANTED = "wanted", pgettext_lazy("what began a correspondence", "Wanted")

    record = models.ForeignKey("identity.SourceRecord", models.CASCADE, null=True, related_name="correspondence")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    mailbox = models.ForeignKey("interactions.Mailbox", models.PROTECT, null=True, related_name="+")
    subject = models.CharField(max_length=300, blank=True)
    contact_name = models.CharField(max_length=200, blank=True)
    contact_address = models.CharField(max_length=254, blank=True)
    # In which language we write to them.
    language = models.CharField(max_length=2, default="fa")
    opened_at = models.DateTimeField()
    last_at = models.DateTimeField()
    sifted = models.CharField(max_length=7, choices=Sifted.choices, blank=True, default=Sifted.NO)
    # What is said from now on begins another, which goes on after this one: it was for few, and is at its end.
    is_over = models.BooleanField(default=False)
    continues = models.ForeignKey("self", models.SET_NULL, null=True, related_name="continued")
    # When somebody outside was told, by a mail that nobody wrote, that theirs has come.
    acknowledged_at = models.DateTimeField(null=True)

    objects = CorrespondenceQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["record", "-last_at", "-id"], name="interactions_of_record"),
            models.Index(fields=["contact_address"], name="interactions_by_address"),
            models.Index(fields=["-last_at", "-id"], condition=Q(sifted__in=["list", "machine", "answer"]), name="interactions_laid_aside"),
            models.Index(
                fields=["mailbox", "acknowledged_at"], condition=Q(acknowledged_at__isnull=False), name="interactions_acknowledged"
            ),
        ]

    def __str__(self) -> str:
        return self.subject or f"correspondence {self.pk}"


class InteractionQuerySet(models.QuerySet["Interaction"]):
    """Finding interactions."""

    def visible_to(self, person: Person | None, level: Level = Level.READ) -> Self:
        """Keep those of correspondence that `person` reads."""
        return self.filter(correspondence__in=Correspondence.objects.visible_to(person, level))


class Interaction(models.Model):
    """One contact: who said what to whom, by which channel. A row per contact, ours (`out`) and theirs (`in`)."""

    class Direction(models.TextChoices):
        IN = "in", pgettext_lazy("direction of a contact", "From the customer")
        OUT = "out", pgettext_lazy("direction of a contact", "To the customer")

    class Channel(models.TextChoices):
        MAIL = "mail", pgettext_lazy("channel", "Mail")
        FORM = "form", pgettext_lazy("channel", "Form")
        PHONE = "phone", pgettext_lazy("channel", "Phone")
        VISIT = "visit", pgettext_lazy("channel", "Visit")
        PORTAL = "portal", pgettext_lazy("channel", "Portal")
        API = "api", pgettext_lazy("channel", "Other system")

    class Delivery(models.TextChoices):
        """How far something of ours has come; empty for what is not sent by us."""

        NONE = "", pgettext_lazy("delivery of a message", "Not sent by us")
        WAITING = "waiting", pgettext_lazy("delivery of a message", "Waiting to be sent")
        HANDED = "handed", pgettext_lazy("delivery of a message", "Being sent")
        SENT = "sent", pgettext_lazy("delivery of a message", "Sent")
        DOUBTFUL = "doubtful", pgettext_lazy("delivery of a message", "Perhaps sent")
        REFUSED = "refused", pgettext_lazy("delivery of a message", "Refused")
        BOUNCED = "bounced", pgettext_lazy("delivery of a message", "Came back")

    correspondence = models.ForeignKey(Correspondence, models.CASCADE, related_name="interactions")
    direction = models.CharField(max_length=3, choices=Direction.choices)
    channel = models.CharField(max_length=6, choices=Channel.choices)
    # When it happened, and when we took note of it; what a mail itself says of its time moves nothing.
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    said_at = models.DateTimeField(null=True)
    # The colleague who wrote, called or noted it.
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=254, blank=True)
    # {"to": [...], "cc": [...]}
    recipients = models.JSONField(default=dict)
    subject = models.CharField(max_length=300, blank=True)
    # What they said now; what they quoted stands in `quoted`.
    text = models.TextField(blank=True)
    quoted = models.TextField(blank=True)
    minutes = models.PositiveIntegerField(null=True)
    message_id = models.CharField(max_length=250, blank=True)
    # What tells it from every other: the same again is not taken twice.
    digest = models.CharField(max_length=64, blank=True)
    # Written by a machine: an answer by itself, a bounce.
    is_automatic = models.BooleanField(default=False)
    delivery = models.CharField(max_length=8, choices=Delivery.choices, blank=True, default=Delivery.NONE)
    delivery_error = models.CharField(max_length=500, blank=True)
    # When the mail server was about to be given it.
    handed_at = models.DateTimeField(null=True)
    # What the writer's browser calls it: the same again is not written twice.
    client_id = models.CharField(max_length=40, blank=True)
    # Of a mail: whether our own server found it to be from whom it says, and what it found, {"dkim": "pass", ...}.
    is_proven = models.BooleanField(default=False)
    authentication = models.JSONField(default=dict)
    # Part of the name under which the mail is kept as it came, for a while; empty for none.
    raw_key = models.CharField(max_length=64, blank=True)
    has_markup = models.BooleanField(default=False)
    # Names of files that came with it and were not kept.
    left_out = models.JSONField(default=list)

    objects = InteractionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["digest"], condition=~Q(digest=""), name="interactions_once"),
            models.UniqueConstraint(fields=["person", "client_id"], condition=~Q(client_id=""), name="interactions_written_once"),
        ]
        indexes = [
            models.Index(fields=["correspondence", "at", "id"], name="interactions_order"),
            models.Index(fields=["message_id"], condition=~Q(message_id=""), name="interactions_message_id"),
            models.Index(fields=["delivery"], condition=Q(delivery__in=["waiting", "handed"]), name="interactions_outbox"),
            models.Index(fields=["-at"], condition=Q(delivery__in=["doubtful", "refused", "bounced"]), name="interactions_trouble"),
            models.Index(fields=["recorded_at"], condition=~Q(raw_key=""), name="interactions_raw"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.direction} {self.pk}"

    @property
    def stored_as(self) -> str:
        """Return the name in the storage of the mail as it came."""
        return f"mail/{self.raw_key[:2]}/{self.raw_key}"
