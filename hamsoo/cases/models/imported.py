"""Cases that another system kept before us."""

from __future__ import annotations

from django.db import models


class ImportedCase(models.Model):
    """By which key a case was known where it came from: the same file again finds it, and opens no other."""

    origin = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    case = models.OneToOneField("cases.Case", models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["origin", "key"], name="cases_imported_once")]

    def __str__(self) -> str:
        return f"{self.origin}: {self.key}"
