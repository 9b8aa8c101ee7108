"""What people are good at, who confirms it, and what shows it.

A skill that was merged into another keeps its own names, holders and evidence: only `meant` says what is read in its place. So undoing
a merge moves nothing and brings back exactly what was there, whatever happened in between.
"""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.text import sort_key
from hamsoo.people.models.names import in_reader_language
from hamsoo.people.models.person import Person
from hamsoo.people.models.profile import Audience, Part, PartPrivacy
from hamsoo.people.models.unit import Unit

NAME_LONGEST = 80
REASON_LONGEST = 300


class SkillQuerySet(models.QuerySet["Skill"]):
    """Finding skills."""

    def standing(self) -> Self:
        """Keep those that stand for themselves and are not hidden: what people see and choose from."""
        return self.filter(meant=None, is_hidden=False)


class Skill(models.Model):
    """Something people can be good at, under the names that are shown; all its names are `SkillName`s."""

    class Language(models.TextChoices):
        PERSIAN = "fa", _("Persian")
        ENGLISH = "en", _("English")

    code = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    name_fa = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=120, blank=True)
    sort_key = models.CharField(max_length=200, default="", db_index=True, editable=False)
    # The skill it was merged into, and the one at the end of that way; None for one that stands for itself.
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    meant = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="meanings")
    # What it is a part of. A merged skill's own place sleeps, and a place below a merged one is below what that is read as.
    broader = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="narrower")
    is_hidden = models.BooleanField(default=False)

    objects = SkillQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name_fa="", name_en=""), name="people_skill_named"),
            models.CheckConstraint(condition=~Q(broader=F("pk")), name="people_skill_not_below_itself"),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")) & ~Q(meant=F("pk")), name="people_skill_not_into_itself"),
            models.CheckConstraint(
                condition=Q(merged_into=None, meant=None) | Q(merged_into__isnull=False, meant__isnull=False),
                name="people_skill_merged_means_another",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return in_reader_language(self.name_fa, self.name_en)

    @property
    def shown(self) -> Skill:
        """Return what is read in its place: itself, or what it was merged into."""
        return self.meant or self

    @staticmethod
    def key_for(name_fa: str, name_en: str) -> str:
        """Return what skills are sorted by."""
        return sort_key(name_fa or name_en)[:200]


class SkillName(models.Model):
    """A name of a skill; folded (`key`) it means one skill only, in whichever language it is."""

    skill = models.ForeignKey(Skill, models.CASCADE, related_name="names")
    name = models.CharField(max_length=120)
    key = models.CharField(max_length=120, unique=True)
    language = models.CharField(max_length=2, choices=Skill.Language.choices)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(key=""), name="people_skill_name_folds")]

    def __str__(self) -> str:
        return self.name


class SkillDecision(models.Model):
    """What an administrator decided about skills: only ever added to. What was undone is named by the decision that undid it."""

    class Kind(models.TextChoices):
        MERGE = "merge", _("Merged")
        RENAME = "rename", _("Renamed")
        NAME = "name", _("Named also")
        SPLIT = "split", _("Split off")
        HIDE = "hide", _("Hidden")
        UNDER = "under", _("Put under")
        UNDO = "undo", _("Undone")

    kind = models.CharField(max_length=6, choices=Kind.choices)
    skill = models.ForeignKey(Skill, models.SET_NULL, null=True, related_name="decisions")
    other = models.ForeignKey(Skill, models.SET_NULL, null=True, related_name="+")
    # What it takes to undo: names as they were and as they became, ids of names that were added.
    details = models.JSONField(default=dict)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="undo", undoes__isnull=False) | ~Q(kind="undo") & Q(undoes=None), name="people_skill_decision_undoes"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.kind} {self.skill_id}"


def kept_from(reader: Person | None, part: str) -> models.QuerySet[PartPrivacy, Any]:
    """Return, as rows of one column, the ids of those who do not show `part` to `reader`: what `parts.sees` says of one, for many.

    Without a reader, those who do not show it to everyone.
    """
    if reader is None:
        return PartPrivacy.objects.filter(part=part).exclude(audience=Audience.EVERYONE).values("person")
    others = ~Q(person__unit=reader.unit_id) if reader.unit_id else Q()
    hidden = Q(audience=Audience.ME) | Q(audience=Audience.UNIT) & others
    return PartPrivacy.objects.filter(hidden, part=part).exclude(person=reader.pk).values("person")


class PersonSkillQuerySet(models.QuerySet["PersonSkill"]):
    """Finding who has which skill."""

    def visible_to(self, person: Person | None) -> Self:
        """Keep what `person` may see: skills that are not hidden, of colleagues who show them to `person`."""
        if person is None or not person.is_active:
            return self.none()
        return self._shown(person)

    def for_everyone(self) -> Self:
        """Keep what every colleague may see."""
        return self._shown(None)

    def _shown(self, reader: Person | None) -> Self:
        shown = self.exclude(person__in=kept_from(reader, Part.SKILLS))
        return shown.filter(skill__is_hidden=False).exclude(skill__meant__is_hidden=True)


class PersonSkill(models.Model):
    """A skill that a person says to have, under the skill it was named as."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="holders")
    declared_at = models.DateTimeField()

    objects = PersonSkillQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "skill"], name="people_person_skill_once")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.skill_id}"


class Endorsement(models.Model):
    """A colleague's word for somebody's skill: why, and where it can be seen (`link` is a path of this site)."""

    person_skill = models.ForeignKey(PersonSkill, models.CASCADE, related_name="endorsements")
    by = models.ForeignKey(Person, models.CASCADE, related_name="endorsed")
    at = models.DateTimeField()
    reason = models.CharField(max_length=REASON_LONGEST, blank=True)
    link = models.CharField(max_length=REASON_LONGEST, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_skill", "by"], name="people_endorsement_once")]

    def __str__(self) -> str:
        return f"{self.by_id} for {self.person_skill_id}"


class SkillEvidence(models.Model):
    """One work of a person that names a skill: written by readers of the log above, which know works and who may read them.

    Only works that every colleague may read are entered, so a count tells nobody anything that is kept from them.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="skill_evidence")
    skill = models.ForeignKey(Skill, models.CASCADE, related_name="evidence")
    source = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    weight = models.FloatField()
    is_accepted = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "object_id", "person", "skill"], name="people_skill_evidence_once"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="people_skill_evidence_weighs"),
        ]
        indexes = [models.Index(fields=["skill", "person"], name="people_evidence_skill")]

    def __str__(self) -> str:
        return f"{self.source} {self.object_id}: {self.person_id} shows {self.skill_id}"


class UnitNeed(models.Model):
    """How many people of a unit, with those below it, should have a skill, and how well."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="needs")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="needs")
    wanted_count = models.PositiveSmallIntegerField()
    wanted_level = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "skill"], name="people_unit_need_once"),
            models.CheckConstraint(condition=Q(wanted_count__gte=1), name="people_unit_need_counts"),
            models.CheckConstraint(condition=Q(wanted_level__gte=1, wanted_level__lte=3), name="people_unit_need_level"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.wanted_count} of {self.skill_id}"
