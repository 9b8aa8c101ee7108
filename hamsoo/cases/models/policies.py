"""What was promised about time: hours of units, policies in versions, and who was told already."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy


class Hours(models.Model):
    """From `effective_at` on, `unit` (None: the organisation) works by this calendar, in the JSON form of `kernel.calendars`.

    Rows are only ever added: what ran before is measured with what was in force then. Without any, what is usual here holds.
    """

    unit = models.ForeignKey("people.Unit", models.CASCADE, null=True, related_name="+")
    effective_at = models.DateTimeField()
    calendar = models.JSONField()
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "hours"
        constraints = [
            models.UniqueConstraint(fields=["unit", "effective_at"], nulls_distinct=False, name="cases_hours_once"),
        ]

    def __str__(self) -> str:
        return f"hours of {self.unit_id} from {self.effective_at}"


class SlaPolicy(models.Model):
    """A promise of time: to customers, or of a unit to the others. What it says stands in its versions."""

    class Scope(models.TextChoices):
        ORGANISATION = "organisation", pgettext_lazy("whose promise", "To the customer")
        UNIT = "unit", pgettext_lazy("whose promise", "Of a unit, inside")

    scope = models.CharField(max_length=12, choices=Scope.choices)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"policy {self.pk} ({self.scope})"


class SlaVersion(models.Model):
    """What a policy says from `effective_at` until its next version. Rows are only ever added; `is_active` False ends the policy.

    Conditions that are empty fit all cases. `escalations`: [[percent, "assignee" | "lead" | "above"], …].
    """

    policy = models.ForeignKey(SlaPolicy, models.CASCADE, related_name="versions")
    effective_at = models.DateTimeField()
    name_fa = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    rank = models.PositiveSmallIntegerField(default=0)
    priorities = models.JSONField(default=list)
    type_ids = models.JSONField(default=list)
    segments = models.JSONField(default=list)
    unit_ids = models.JSONField(default=list)
    first_minutes = models.PositiveIntegerField(null=True)
    next_minutes = models.PositiveIntegerField(null=True)
    resolution_minutes = models.PositiveIntegerField(null=True)
    pauses_for_customer = models.BooleanField(default=True)
    # Whose hours count; None: the organisation's, for what is agreed inside those of the unit that has the case.
    hours_of = models.ForeignKey("people.Unit", models.PROTECT, null=True, related_name="+")
    escalations = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy", "effective_at"], name="cases_policy_version_once"),
            models.CheckConstraint(
                condition=Q(first_minutes__gt=0) | Q(next_minutes__gt=0) | Q(resolution_minutes__gt=0) | Q(is_active=False),
                name="cases_policy_has_a_target",
            ),
        ]

    def __str__(self) -> str:
        return (self.name_en or self.name_fa) if get_language() == "en" else (self.name_fa or self.name_en)

    @property
    def first_seconds(self) -> int:
        """Return how soon the first answer is promised."""
        return (self.first_minutes or 0) * 60

    @property
    def next_seconds(self) -> int:
        """Return how soon each further answer is promised."""
        return (self.next_minutes or 0) * 60

    @property
    def resolution_seconds(self) -> int:
        """Return how soon a resolution is promised."""
        return (self.resolution_minutes or 0) * 60


class SlaTold(models.Model):
    """Somebody was told that a share of a target is used up: never twice. `target` is its scope, kind, unit and number."""

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+")
    target = models.CharField(max_length=60)
    percent = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "target", "percent"], name="cases_told_once")]

    def __str__(self) -> str:
        return f"case {self.case_id}: {self.target} at {self.percent}%"


class CaseDue(models.Model):
    """When the nearest target of an open case is due: a hint by which lists are narrowed and sorted; what they show is computed."""

    case = models.OneToOneField("cases.Case", models.CASCADE, primary_key=True, related_name="due")
    due_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["due_at", "case"], name="cases_due")]

    def __str__(self) -> str:
        return f"case {self.case_id} is due at {self.due_at}"
