"""Persons who are colleagues.

Names are kept in both scripts; `sort_key` columns hold the order of the Persian alphabet, which the database's C collation lacks.
"""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from hamsoo.kernel.text import fold, sort_key, to_ascii_digits
from hamsoo.ledger.actors import Actor
from hamsoo.people import hours
from hamsoo.people.models.account import Account
from hamsoo.people.models.names import in_reader_language
from hamsoo.people.models.unit import Unit

LANGUAGES = {
    "fa": _("Persian"),
    "en": _("English"),
    "ar": _("Arabic"),
    "az": _("Azerbaijani"),
    "ckb": _("Kurdish"),
    "tr": _("Turkish"),
    "de": _("German"),
    "fr": _("French"),
    "es": _("Spanish"),
    "ru": _("Russian"),
    "zh": _("Chinese"),
}
"""The languages that a colleague can say to speak, by code."""


class PersonQuerySet(models.QuerySet["Person"]):
    """Finding colleagues."""

    def visible_to(self, person: Person | None) -> Self:
        """Keep whom `person` may see: colleagues see all colleagues of the organisation, everybody else sees nobody."""
        return self if person is not None and person.is_active else self.none()

    def active(self) -> Self:
        """Keep those who work here now."""
        return self.filter(left_on=None)

    def with_unit(self) -> Self:
        """Bring the unit along, as every list shows it."""
        return self.select_related("unit")


class Person(models.Model):
    """A colleague. The company's record is written by imports and administrators; the rest belongs to its owner."""

    class Presence(models.TextChoices):
        ON = "on", _("Available")
        BUSY = "busy", _("In a meeting")
        AWAY = "away", _("Away")
        OFF = "off", _("Off hours")

    account = models.OneToOneField(Account, models.SET_NULL, null=True, blank=True, related_name="person")
    # The company's record.
    code = models.SlugField(max_length=60, unique=True)
    name_fa = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    sort_key = models.CharField(max_length=400, db_index=True, editable=False)
    # Both names, folded: what the directory searches in.
    folded_names = models.CharField(max_length=400, default="", editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="members")
    manager = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="reports")
    position_fa = models.CharField(max_length=120, blank=True)
    position_en = models.CharField(max_length=120, blank=True)
    level = models.PositiveSmallIntegerField(default=5)
    mail = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    office_fa = models.CharField(max_length=120, blank=True)
    office_en = models.CharField(max_length=120, blank=True)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    # The owner's own part.
    about = models.TextField(blank=True)
    photo = models.ImageField(upload_to="people/", null=True, blank=True)
    languages = models.JSONField(default=list, blank=True)
    time_zone = models.CharField(max_length=60, default="Asia/Tehran")
    working_calendar = models.JSONField(null=True, blank=True)
    presence = models.CharField(max_length=4, choices=Presence.choices, default=Presence.OFF)
    is_administrator = models.BooleanField(default=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]
        constraints = [models.CheckConstraint(condition=~Q(manager=models.F("pk")), name="people_person_not_own_manager")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the profile."""
        return reverse("people:profile", args=[self.pk])

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return in_reader_language(self.name_fa, self.name_en)

    @property
    def position(self) -> str:
        """Return the position in the reader's language."""
        return in_reader_language(self.position_fa, self.position_en)

    @property
    def office(self) -> str:
        """Return the place of work in the reader's language."""
        return in_reader_language(self.office_fa, self.office_en)

    @property
    def is_active(self) -> bool:
        """Return whether the person works here now."""
        return self.left_on is None

    @property
    def dialled(self) -> str:
        """Return the phone number as it is dialled: without the extension in brackets, spaces or dashes."""
        return "".join(sign for sign in to_ascii_digits(self.phone).partition("(")[0] if sign.isdigit() or sign == "+")

    @property
    def spoken_languages(self) -> list[StrPromise]:
        """Return the names of the languages that the person speaks."""
        return [LANGUAGES[code] for code in self.languages if code in LANGUAGES]

    def presence_at(self, at: datetime) -> str:
        """Return the presence that colleagues see: outside their working hours nobody counts as available."""
        return self.presence if hours.is_at_work(self.working_calendar, at) else self.Presence.OFF.value

    def as_actor(self) -> Actor:
        """Return the person as the ledger keeps one who acts."""
        return Actor("person", self.pk, self.unit_id)

    @staticmethod
    def key_for(name_fa: str, name_en: str) -> str:
        """Return what persons are sorted by."""
        return sort_key(name_fa or name_en)[:400]

    @staticmethod
    def folded(name_fa: str, name_en: str) -> str:
        """Return what persons are searched by."""
        return fold(f"{name_fa} {name_en}")[:400]
