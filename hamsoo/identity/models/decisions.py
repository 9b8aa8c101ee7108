"""Why records are one customer: decisions that are only ever added to, and what leads to them."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from hamsoo.identity.models.sources import Entity, SourceRecord


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Finding decisions."""

    def effective(self) -> Self:
        """Keep those on two records that nobody has taken back."""
        return self.filter(retraction=None).exclude(kind=Decision.Kind.RETRACT)


class Decision(models.Model):
    """What was decided of two records (`a` has the smaller id), by the model or by hand. Nothing changes or removes it.

    Of two effective decisions on the same pair the one by hand holds, and of two by hand the later. `RETRACT` undoes another one.
    """

    class Kind(models.TextChoices):
        LINK = "link", pgettext_lazy("decision", "One customer")
        APART = "apart", pgettext_lazy("decision", "Two customers")
        LATER = "later", pgettext_lazy("decision", "Decided later")
        RETRACT = "retract", pgettext_lazy("decision", "Taken back")

    kind = models.CharField(max_length=7, choices=Kind.choices)
    a = models.ForeignKey(SourceRecord, models.CASCADE, related_name="decisions_as_a")
    b = models.ForeignKey(SourceRecord, models.CASCADE, related_name="decisions_as_b")
    # None: by the model, or by a program.
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    is_automatic = models.BooleanField(default=False)
    at = models.DateTimeField()
    undoes = models.OneToOneField("self", models.CASCADE, null=True, related_name="retraction")
    # log2 of how much likelier one customer is than two, after everything known; None by hand without a comparison.
    weight = models.FloatField(null=True)
    # [[field, level, weight], ...] as the scorer gives them.
    reasons = models.JSONField(default=list)
    model_version = models.CharField(max_length=64, blank=True)
    # Why, by a code: changed, generic, conflict (of a retraction by the model).
    reason = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=500, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="identity_decision_ordered"),
            models.CheckConstraint(condition=Q(kind="retract", undoes__isnull=False) | ~Q(kind="retract"), name="identity_retract_names"),
        ]
        indexes = [
            models.Index(fields=["a", "b"], name="identity_decision_pair"),
            models.Index(fields=["-at", "-id"], name="identity_decision_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.a_id} and {self.b_id}"

    @property
    def pair(self) -> tuple[int, int]:
        """Return the ids of the two records, the smaller first."""
        return self.a_id, self.b_id

    @property
    def is_undone(self) -> bool:
        """Return whether it was taken back; costs nothing of what was read with its retraction."""
        return hasattr(self, "retraction")


class ReviewPair(models.Model):
    """Two records that may be one customer and that the model does not decide. Its state follows from the decisions."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("review", "Open")
        LATER = "later", pgettext_lazy("review", "Later")
        SETTLED = "settled", pgettext_lazy("review", "Settled")

    a = models.ForeignKey(SourceRecord, models.CASCADE, related_name="+")
    b = models.ForeignKey(SourceRecord, models.CASCADE, related_name="+")
    weight = models.FloatField()
    reasons = models.JSONField(default=list)
    model_version = models.CharField(max_length=64, blank=True)
    # Why nobody decided by itself: grey, ambiguous, conflict, source, size.
    reason = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    found_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="identity_pair_once"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="identity_pair_ordered"),
        ]
        indexes = [models.Index(fields=["state", "-weight", "id"], name="identity_pair_queue")]

    def __str__(self) -> str:
        return f"{self.a_id} and {self.b_id}: {self.state}"


class BlockingKey(models.Model):
    """A short text that records share which are worth comparing ("phone:989121234567"); see `resolution.keys`."""

    id = models.BigAutoField(primary_key=True)
    record = models.ForeignKey(SourceRecord, models.CASCADE, related_name="blocking_keys")
    key = models.CharField(max_length=160)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "record"], name="identity_key_once")]

    def __str__(self) -> str:
        return self.key


class GenericValue(models.Model):
    """A key whose value so many customers of a kind share that it says nothing about who they are: a switchboard, info@.

    The telephone that all contacts of a company share says nothing of them, and much of the company.
    """

    entity = models.CharField(max_length=7, choices=Entity.choices)
    key = models.CharField(max_length=160)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entity", "key"], name="identity_generic_once")]

    def __str__(self) -> str:
        return self.key


class WeightModel(models.Model):
    """Trained weights of comparing two records; decisions name the version that they were made with."""

    entity = models.CharField(max_length=7, choices=Entity.choices)
    version = models.CharField(max_length=64)
    data = models.JSONField()
    record_count = models.PositiveBigIntegerField()
    trained_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entity", "version"], name="identity_model_once")]

    def __str__(self) -> str:
        return f"{self.entity} {self.version}"
