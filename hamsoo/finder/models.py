"""What the finder has learned, and what people searched for: their own to see, but for what many did not find."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

LONGEST_SEARCH = 300
LONGEST_NAME = 80


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


class PastSearch(models.Model):
    """What somebody searched for lately, for them alone; the newest few are kept."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="past_searches")
    key = models.CharField(max_length=LONGEST_SEARCH)
    text = models.CharField(max_length=LONGEST_SEARCH)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="finder_past_search_once")]

    def __str__(self) -> str:
        return self.text


class SavedSearch(models.Model):
    """A search that somebody keeps under a name, for them alone."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=LONGEST_NAME)
    text = models.CharField(max_length=LONGEST_SEARCH)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="finder_saved_search_once")]
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class MissedSearch(models.Model):
    """Words for which somebody found nothing, folded; who it was only tells how many different people they were."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    key = models.CharField(max_length=LONGEST_NAME)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "person"], name="finder_missed_search_once")]

    def __str__(self) -> str:
        return self.key
