"""How a person wants to be told: by kind, by place, and at which hours. Their own business, so no facts."""

from __future__ import annotations

from datetime import time

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Choice(models.Model):
    """What somebody chose for one kind of notices, or for all that is placed in one space.

    Without a row: at once, and by mail too where somebody waits for an answer.
    """

    class Delivery(models.TextChoices):
        MAIL = "mail", _("By mail too")
        NOW = "now", _("At once")
        DIGEST = "digest", _("In the digest")
        NEVER = "never", _("Never")

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, blank=True)
    space = models.ForeignKey("spaces.Space", models.CASCADE, null=True, blank=True, related_name="+")
    delivery = models.CharField(max_length=6, choices=Delivery.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], condition=Q(space=None), name="notices_choice_kind_once"),
            models.UniqueConstraint(fields=["person", "space"], condition=Q(kind=""), name="notices_choice_space_once"),
            models.CheckConstraint(condition=Q(kind="", space__isnull=False) | (~Q(kind="") & Q(space=None)), name="notices_choice_one"),
            models.CheckConstraint(condition=Q(delivery__in=["mail", "now", "digest", "never"]), name="notices_choice_delivery"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind or self.space_id} {self.delivery}"


class Rhythm(models.Model):
    """When somebody wants to be told. Times are those of the person's own zone; weekdays count from Monday, 0."""

    person = models.OneToOneField("people.Person", models.CASCADE, primary_key=True, related_name="+")
    digest_at = models.TimeField(default=time(8))
    weekly_on = models.PositiveSmallIntegerField(default=5, validators=[MinValueValidator(0), MaxValueValidator(6)])
    on_working_days_only = models.BooleanField(default=True)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    merges = models.BooleanField(default=True)
    is_mailed = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekly_on__lte=6), name="notices_rhythm_weekday"),
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None) | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="notices_rhythm_quiet_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Rhythm of {self.person_id}"
