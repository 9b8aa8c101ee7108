"""What pages say of themselves that somebody links to."""

from django.db import models


class LinkPreview(models.Model):
    """Title and description of a page of the world outside when the worker looked; empty as long as it has not, or in vain."""

    url = models.CharField(max_length=500, unique=True)
    title = models.CharField(max_length=200, blank=True)
    description = models.CharField(max_length=400, blank=True)
    asked_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.url
