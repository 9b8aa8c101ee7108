"""The units that people work in."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from hamsoo.people.models.names import in_reader_language


class UnitQuerySet(models.QuerySet["Unit"]):
    """Finding units."""

    def open(self) -> Self:
        """Keep the units that there are now."""
        return self.filter(closed_on=None)


class Unit(models.Model):
    """A department, or a unit within one. `path` is `/1/4/`: the ids from the top down to itself."""

    class Colour(models.TextChoices):
        SALES = "sales"
        SERVICE = "service"
        FINANCE = "finance"
        MARKETING = "marketing"
        PARTNER = "partner"
        PRODUCT = "product"

    code = models.SlugField(max_length=60, unique=True)
    name_fa = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=200, db_index=True)
    colour = models.CharField(max_length=10, choices=Colour.choices, default=Colour.PRODUCT)
    head = models.ForeignKey("people.Person", models.SET_NULL, null=True, blank=True, related_name="heads")
    deputy = models.ForeignKey("people.Person", models.SET_NULL, null=True, blank=True, related_name="deputises")
    closed_on = models.DateField(null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(deputy=None) | Q(head=None) | ~Q(deputy=F("head")), name="people_unit_deputy_not_head"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return in_reader_language(self.name_fa, self.name_en)

    @property
    def ancestor_ids(self) -> list[int]:
        """Return the ids from the top unit down to this one, itself included."""
        return [int(part) for part in self.path.strip("/").split("/") if part]
