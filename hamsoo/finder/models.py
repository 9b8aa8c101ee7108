"""What the finder has learned."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class LearnedWeights(models.Model):
    """How much each signal counts in ranking experts, as the organisation's own answers taught it; the newest row is used.

    `values` are in the order of `ranking.mixing.SIGNALS`. `default_precision` and `precision` are the mean average precision before
    and after, on questions that were not learned from.
    """

    at = models.DateTimeField(db_index=True)
    values = ArrayField(models.FloatField())
    example_count = models.PositiveIntegerField()
    default_precision = models.FloatField()
    precision = models.FloatField()

    def __str__(self) -> str:
        return f"{self.at}: {self.values}"
