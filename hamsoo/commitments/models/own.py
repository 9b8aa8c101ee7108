"""What administrators added to the matrix: claims of their own, and pairs that exclude one another."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language


class OwnClaim(models.Model):
    """A claim that is none of the usual ones: "delivered by hand", say. It has no value."""

    code = models.SlugField(max_length=40, unique=True)
    name_fa = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return (self.name_en or self.name_fa) if get_language() == "en" else (self.name_fa or self.name_en)


class OwnPair(models.Model):
    """Two claims of which only one can be true, beside those of the matrix. `a` is the first by the alphabet."""

    a = models.CharField(max_length=40)
    b = models.CharField(max_length=40)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["a", "b"]
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="commitments_pair_once"),
            models.CheckConstraint(condition=models.Q(a__lt=models.F("b")), name="commitments_pair_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.a} against {self.b}"
