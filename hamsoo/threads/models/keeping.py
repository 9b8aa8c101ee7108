"""What people keep for themselves, and what they report."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person


class BookmarkQuerySet(models.QuerySet["Bookmark"]):
    """Finding bookmarks. They are their owner's own business."""

    def visible_to(self, person: Person | None) -> Self:
        """Keep the bookmarks of `person`."""
        return self.filter(person=person) if person is not None else self.none()


class Bookmark(models.Model):
    """Somebody wants to find a thing again. No fact tells of it: it is nobody else's business."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="bookmarks")
    target_type = models.CharField(max_length=40)
    target_id = models.BigIntegerField()
    at = models.DateTimeField()

    objects = BookmarkQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "target_type", "target_id"], name="threads_bookmark_once")]
        indexes = [models.Index(fields=["person", "-at", "-id"], name="threads_bookmark_list")]

    def __str__(self) -> str:
        return f"{self.person_id} keeps {self.target_type} {self.target_id}"

    @property
    def target(self) -> Ref:
        """Return what is kept."""
        return Ref(self.target_type, self.target_id)


class Report(models.Model):
    """Somebody says that a thing should not stand where it does. Who looks after the place decides, with a reason.

    `title` and `author` are those of the thing at that moment; `place_ids` is where it stood before it was hidden.
    """

    class Reason(models.TextChoices):
        HURTFUL = "hurtful", pgettext_lazy("a report", "Hurts somebody")
        PRIVATE = "private", pgettext_lazy("a report", "Tells what is private or secret")
        FALSE = "false", pgettext_lazy("a report", "Is not true")
        MISPLACED = "misplaced", pgettext_lazy("a report", "Does not belong here")
        OTHER = "other", pgettext_lazy("a report", "Something else")

    class Decision(models.TextChoices):
        KEPT = "kept", _("It stays")
        HIDDEN = "hidden", _("It was hidden")

    target_type = models.CharField(max_length=40)
    target_id = models.BigIntegerField()
    title = models.CharField(max_length=200, blank=True)
    author = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    reporter = models.ForeignKey("people.Person", models.PROTECT, related_name="reports_made")
    reason = models.CharField(max_length=12, choices=Reason.choices)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    decision = models.CharField(max_length=8, choices=Decision.choices, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    place_ids = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reporter", "target_type", "target_id"], condition=Q(decided_at=None), name="threads_report_open_once"
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None) | (~Q(decision="") & Q(decided_at__isnull=False)), name="threads_report_decided"
            ),
        ]
        indexes = [models.Index(fields=["target_type", "target_id"], name="threads_report_target")]

    def __str__(self) -> str:
        return f"Report {self.pk} of {self.target_type} {self.target_id}"

    @property
    def target(self) -> Ref:
        """Return what is reported."""
        return Ref(self.target_type, self.target_id)
