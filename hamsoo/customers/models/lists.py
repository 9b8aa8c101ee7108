"""Lists of customers that somebody keeps under a name, and work on many customers at once."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from hamsoo.people.models import Person


class SavedListQuerySet(models.QuerySet["SavedList"]):
    """Finding saved lists."""

    def visible_to(self, person: Person) -> Self:
        """Keep one's own, and those that colleagues of the same unit share with it."""
        shared = Q(unit=person.unit_id) if person.unit_id else Q(pk=None)
        return self.filter(Q(person=person) | shared)


class SavedList(models.Model):
    """Filters of the list of customers under a name. It holds no customers: whoever opens it finds those that meet the filters now."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    # With whom it is shared; None: with nobody.
    unit = models.ForeignKey("people.Unit", models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=80)
    # {parameter of the address: value}
    asked = models.JSONField(default=dict)
    at = models.DateTimeField()

    objects = SavedListQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="customers_saved_list_once")]
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Work(models.Model):
    """Something that somebody has done to many customers, one after the other: how far it has come, and what was refused."""

    class Kind(models.TextChoices):
        TEAM = "team", pgettext_lazy("work on many customers", "Have a colleague look after them")
        STAGE = "stage", pgettext_lazy("work on many customers", "Move them to a stage")
        VALUE = "value", pgettext_lazy("work on many customers", "Put them into a segment by value")
        POTENTIAL = "potential", pgettext_lazy("work on many customers", "Put them into a segment by potential")

    by = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # What the action is given beside the customer, as it was chosen.
    asked = models.JSONField(default=dict)
    numbers = ArrayField(models.BigIntegerField())
    done_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)
    # {refusal in English: [how many, the first numbers]}
    refusals = models.JSONField(default=dict)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} of {len(self.numbers)}"

    @property
    def percent(self) -> int:
        """Return how much is done."""
        return 100 * self.done_count // max(1, len(self.numbers))

    @property
    def ratio(self) -> float:
        """Return the share that is done."""
        return self.percent / 100
