"""The days that colleagues like to be congratulated on. Nothing is shown to anybody unless its owner says so."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hamsoo.kernel.dates import Calendar
from hamsoo.people.models.person import Person


class PersonalDays(models.Model):
    """A birthday, day and month of one calendar without the year, and whether it and the day of joining are shown."""

    class Calendar(models.TextChoices):
        JALALI = "jalali"
        GREGORIAN = "gregorian"

    person = models.OneToOneField(Person, models.CASCADE, related_name="personal_days")
    calendar = models.CharField(max_length=9, choices=Calendar.choices, default=Calendar.JALALI)
    birth_month = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField(null=True, blank=True)
    shows_birthday = models.BooleanField(default=False)
    shows_anniversary = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "personal days"
        constraints = [
            models.CheckConstraint(
                condition=Q(birth_month=None, birth_day=None)
                | Q(birth_month__gte=1, birth_month__lte=12, birth_day__gte=1, birth_day__lte=31),
                name="people_birthday_whole",
            ),
            models.CheckConstraint(condition=Q(shows_birthday=False) | Q(birth_month__isnull=False), name="people_birthday_to_show"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"


def calendar_named(name: str) -> Calendar:
    """Return the calendar that a row names."""
    return "gregorian" if name == PersonalDays.Calendar.GREGORIAN else "jalali"
