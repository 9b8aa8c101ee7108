"""Persons who are colleagues.

Names are kept in both scripts; `sort_key` columns hold the order of the Persian alphabet, which the database's C collation lacks.
"""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.addresses import address
from hamsoo.kernel.text import to_ascii_digits
from hamsoo.ledger.actors import Actor
from hamsoo.people import hours, photos
from hamsoo.people.models.account import Account
from hamsoo.people.models.findable import Findable
from hamsoo.people.models.names import in_reader_language
from hamsoo.people.models.unit import Unit

_WORDS = ["folded_names", "folded_position", "sounds", "phone_digits"]


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


class Person(Findable):
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
    # Which of the owner's photos is shown: part of the names of its files; empty for none.
    photo_version = models.CharField(max_length=16, blank=True, default="")
    time_zone = models.CharField(max_length=60, default="Asia/Tehran")
    working_calendar = models.JSONField(null=True, blank=True)
    # The owner's leave as pairs of instants (UTC, ISO): what says whether a face is there must cost no query.
    absences = models.JSONField(default=list, blank=True)
    presence = models.CharField(max_length=4, choices=Presence.choices, default=Presence.OFF)
    is_administrator = models.BooleanField(default=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]
        indexes = [
            GinIndex(fields=["near_sounds"], name="people_person_near_sounds"),
            # Parts of words, by their triples of letters: who types half a name looks for it anywhere in a word.
            GinIndex(fields=_WORDS, opclasses=["gin_trgm_ops"] * len(_WORDS), name="people_person_words"),
            # `iexact` compares in capitals.
            models.Index(Upper("mail"), name="people_person_mail"),
            models.Index(Upper("code"), name="people_person_code"),
            models.Index(fields=["is_administrator"], condition=Q(is_administrator=True), name="people_person_administrator"),
        ]
        constraints = [models.CheckConstraint(condition=~Q(manager=models.F("pk")), name="people_person_not_own_manager")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the profile."""
        return address("people:profile", self.pk)

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

    def presence_at(self, at: datetime) -> str:
        """Return the presence that colleagues see: outside their working hours, and on leave, nobody counts as available."""
        return self.presence if hours.is_at_work(self.working_calendar, at, self.absences) else self.Presence.OFF.value

    def photo_url(self, pixels: int) -> str:
        """Return the address of the photo in a size that suffices for `pixels`; empty without one.

        The version stands in it, so a browser may keep what it fetched, and a new photo shows at once.
        """
        if not self.photo_version:
            return ""
        return f"{address('people:photo', self.pk, photos.size_for(pixels))}?v={self.photo_version}"

    def as_actor(self) -> Actor:
        """Return the person as the ledger keeps one who acts."""
        return Actor("person", self.pk, self.unit_id)
