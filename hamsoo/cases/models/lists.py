"""How people look at many cases: views that they keep, and work on several at once."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from hamsoo.people.models import Person


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Finding kept views."""

    def visible_to(self, person: Person | None) -> Self:
        """Keep one's own, and those that are shared with a unit that one belongs to."""
        if person is None or not person.is_active:
            return self.none()
        units = person.unit.ancestor_ids if person.unit else []
        return self.filter(Q(owner=person) | Q(unit__in=units))


class SavedView(models.Model):
    """Filters under a name: its owner's own, or shared with everybody in `unit`. What each finds, each sees with their own rights."""

    owner = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    unit = models.ForeignKey("people.Unit", models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=80)
    # The query of the address, as `queries.Filters` writes it.
    filters = models.CharField(max_length=500)
    at = models.DateTimeField()

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="cases_view_name_once")]

    def __str__(self) -> str:
        return self.name


class BulkRun(models.Model):
    """Something that one person does with many cases. Each is asked for by itself: what is refused stands in `refused`, by name."""

    class Verb(models.TextChoices):
        ASSIGN = "assign", pgettext_lazy("with several cases", "Give to")
        PRIORITY = "priority", pgettext_lazy("with several cases", "Set priority")
        TAG = "tag", pgettext_lazy("with several cases", "Add a tag")
        STATE = "state", pgettext_lazy("with several cases", "Move to")

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    verb = models.CharField(max_length=8, choices=Verb.choices)
    value = models.CharField(max_length=80)
    case_ids = ArrayField(models.BigIntegerField())
    planned_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    # How many of `case_ids`, in order, were gone through; and of them [[id, words], …].
    gone_through = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["person", "-planned_at"], name="cases_bulk_of_person")]

    def __str__(self) -> str:
        return f"{self.verb} {self.value} for {len(self.case_ids)} cases"

    @property
    def done_count(self) -> int:
        """Return with how many it was done."""
        return self.gone_through - len(self.refused)
