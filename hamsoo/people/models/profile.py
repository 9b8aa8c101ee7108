"""What a colleague's profile is made of besides the company's record: the owner's parts, who sees them, and where the record comes from."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise

from hamsoo.people.models.person import Person

TITLE_LONGEST, TEXT_LONGEST = 160, 2000

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


class Part(models.TextChoices):
    """A part of the profile that its owner writes, and shows to whom they like."""

    ABOUT = "about", _("About")
    SKILLS = "skills", _("Skills")
    CUSTOMERS = "customers", _("Customers served")
    EXPERIENCE = "experience", _("Experience")
    EDUCATION = "education", _("Education")
    CERTIFICATES = "certificates", _("Certificates")
    INTERESTS = "interests", _("Interests and hobbies")
    LANGUAGES = "languages", _("Languages")
    REACH = "reach", _("Ways to reach")
    HOURS = "hours", _("Working hours")
    LEAVE = "leave", pgettext_lazy("days off work", "Leave")


class Audience(models.TextChoices):
    """Who sees a part of a profile."""

    EVERYONE = "everyone", _("Everyone")
    UNIT = "unit", _("My unit")
    ME = "me", _("Only me")


class PartPrivacy(models.Model):
    """Whom the owner shows a part to. A part without a row is shown to all colleagues."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="privacies")
    part = models.CharField(max_length=12, choices=Part.choices)
    audience = models.CharField(max_length=8, choices=Audience.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "part"], name="people_part_privacy_once")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.part} for {self.audience}"


class ProfileItem(models.Model):
    """One line of a part that is a list; `rank` is its place in it, from 0.

    What the fields mean depends on the part: a position, a field of study, a certificate, an interest, a number or address, a customer
    (`title`); an employer, a school, who certified (`organisation`); from when until when, or until when it is valid.

    A line with a `source` (of `RecordSource`) comes from the company's record: its owner orders, completes and hides it.
    """

    class Kind(models.TextChoices):
        INTEREST = "interest", _("Interest")
        HOBBY = "hobby", _("Hobby")
        MOBILE = "mobile", _("Mobile")
        PHONE = "phone", _("Phone")
        MAIL = "mail", _("Mail")
        MESSENGER = "messenger", _("Messenger")
        PAGE = "page", _("Web page")

    person = models.ForeignKey(Person, models.CASCADE, related_name="profile_items")
    part = models.CharField(max_length=12, choices=Part.choices)
    rank = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=Kind.choices, blank=True)
    title = models.CharField(max_length=TITLE_LONGEST)
    organisation = models.CharField(max_length=TITLE_LONGEST, blank=True)
    since_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    link = models.CharField(max_length=400, blank=True, validators=[URLValidator(schemes=["http", "https"])])
    text = models.TextField(max_length=TEXT_LONGEST, blank=True)
    # Of a customer: what they are served as, whether only the owner sees it, and what `named_customer` derives from the name.
    role = models.CharField(max_length=TITLE_LONGEST, blank=True)
    is_hidden = models.BooleanField(default=False)
    source = models.CharField(max_length=20, blank=True)
    folded_title = models.CharField(max_length=400, blank=True, editable=False)
    sounds = models.CharField(max_length=400, blank=True, editable=False)
    near_sounds = ArrayField(models.CharField(max_length=24), default=list, blank=True, editable=False)

    class Meta:
        ordering = ["rank", "pk"]
        indexes = [
            models.Index(fields=["person", "part", "rank"], name="people_item_order"),
            models.Index(fields=["folded_title"], condition=Q(part="customers"), name="people_item_customer"),
            GinIndex(fields=["near_sounds"], condition=Q(part="customers"), name="people_item_near_sounds"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="people_item_titled"),
            models.CheckConstraint(condition=~Q(part="customers", folded_title=""), name="people_customer_folds"),
            models.UniqueConstraint(fields=["person", "folded_title"], condition=Q(part="customers"), name="people_customer_once"),
            models.CheckConstraint(
                condition=Q(since_on=None) | Q(until_on=None) | Q(until_on__gte=F("since_on")), name="people_item_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def dialled(self) -> str:
        """Return a phone number as it is dialled."""
        return "".join(sign for sign in self.title if sign.isdigit() or sign == "+")

    @property
    def is_curated(self) -> bool:
        """Return whether the owner said more of a customer than the company's record does."""
        return bool(self.is_hidden or self.role or self.since_on or self.until_on)

    @property
    def source_name(self) -> StrPromise | str:
        """Return where the line comes from, in words; nothing for what its owner wrote."""
        return RecordSource.Source(self.source).label if self.source else ""


class SpokenLanguage(models.Model):
    """A language that somebody speaks; `level` is None where it was never said."""

    class Level(models.IntegerChoices):
        BEGINNER = 1, _("Beginner")
        INTERMEDIATE = 2, _("Intermediate")
        ADVANCED = 3, _("Advanced")
        FLUENT = 4, _("Fluent")
        NATIVE = 5, _("Native")

    person = models.ForeignKey(Person, models.CASCADE, related_name="spoken")
    code = models.CharField(max_length=5, choices=list(LANGUAGES.items()))
    level = models.PositiveSmallIntegerField(null=True, blank=True, choices=Level.choices)

    class Meta:
        ordering = [F("level").desc(nulls_last=True), "pk"]
        indexes = [models.Index(fields=["code", "level"], name="people_spoken_by_code")]
        constraints = [models.UniqueConstraint(fields=["person", "code"], name="people_spoken_once")]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def name(self) -> StrPromise | str:
        """Return the name of the language in the reader's language."""
        return LANGUAGES.get(self.code, self.code)


class Leave(models.Model):
    """Days on which somebody does not work, both ends included. The note is for its owner alone."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="leaves")
    starts_on = models.DateField()
    ends_on = models.DateField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="people_leave_in_order"),
            # A range of one number stands for equality, which GiST has for ranges without an extension.
            ExclusionConstraint(
                name="people_leave_one_at_a_time",
                expressions=[
                    (models.Func(F("person"), F("person"), models.Value("[]"), function="int8range"), RangeOperators.OVERLAPS),
                    (models.Func(F("starts_on"), F("ends_on"), models.Value("[]"), function="daterange"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.starts_on} to {self.ends_on}"


class RecordSource(models.Model):
    """Where the value of a field of the company's record comes from, and since when."""

    class Source(models.TextChoices):
        ADMINISTRATOR = "administrator", _("Administrator")
        FILE = "file", _("File")
        LDAP = "ldap", _("Directory service (LDAP)")
        SCIM = "scim", _("Identity provider (SCIM)")
        TEAM = "team", _("Account teams")

    person = models.ForeignKey(Person, models.CASCADE, related_name="record_sources")
    field = models.CharField(max_length=40)
    source = models.CharField(max_length=20, choices=Source.choices)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "field"], name="people_record_source_once")]

    def __str__(self) -> str:
        return f"{self.person_id}.{self.field}: {self.source}"


class DismissedHint(models.Model):
    """A hint on what is missing in one's profile that its owner does not want to see."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="dismissed_hints")
    hint = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "hint"], name="people_hint_dismissed_once")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.hint}"
