"""The tables of the kernel itself."""

from django.db import models


class Deadline(models.Model):
    """A moment at which something is due: an SLA warning, a reminder, a scheduled post. One per kind and thing."""

    kind = models.CharField(max_length=60)
    about_type = models.CharField(max_length=40)
    about_id = models.BigIntegerField()
    due_at = models.DateTimeField()
    attempt_count = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "about_type", "about_id"], name="kernel_deadline_once")]
        indexes = [models.Index(fields=["due_at"], name="kernel_deadline_due")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.about_type} {self.about_id} at {self.due_at}"
