"""Roles: bundles of rights (verb x scope), and who holds them. Verbs are declared in code by the apps; here they are names."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import CharField, F, OuterRef, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat, StrIndex
from django.utils.translation import gettext_lazy as _

from hamsoo.people.models.names import in_reader_language
from hamsoo.people.models.person import Person
from hamsoo.people.models.sync import DirectoryMember


class RoleQuerySet(models.QuerySet["Role"]):
    """Finding roles."""

    def held_by(self, person: Person) -> Self:
        """Keep the roles that `person` holds: by name, by unit (those above theirs included), by level, or by a directory's group."""
        return self.filter(pk__in=RoleHolder.objects.for_person(person).values("role"))


class Role(models.Model):
    """A bundle of rights with a name."""

    code = models.SlugField(max_length=60, unique=True)
    name_fa = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    about = models.TextField(blank=True)

    objects = RoleQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return in_reader_language(self.name_fa, self.name_en)


class Scope(models.TextChoices):
    """How far a right reaches; "none" is no row at all."""

    ALL = "all", _("Everywhere")
    UNIT = "unit", _("Own unit")
    OWN = "own", _("Own only")


class RoleRight(models.Model):
    """Who holds the role may do `verb` as far as `scope` reaches."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="rights")
    verb = models.CharField(max_length=80)
    scope = models.CharField(max_length=4, choices=Scope.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "verb"], name="people_role_right_once")]
        indexes = [models.Index(fields=["verb"], name="people_role_right_verb")]

    def __str__(self) -> str:
        return f"{self.role_id}: {self.verb} {self.scope}"


class RoleHolderQuerySet(models.QuerySet["RoleHolder"]):
    """Finding by what somebody holds a role."""

    def for_person(self, person: Person) -> Self:
        """Keep the rows that make `person` hold a role."""
        unit_ids = person.unit.ancestor_ids if person.unit else []
        return self.filter(_holds(person.pk, Q(subject_id__in=unit_ids), person.level))

    def of_each_person(self) -> Self:
        """Keep, within a query for people, the rows that make each of them hold a role: the same as `for_person`."""
        here = Concat(Value("/"), Cast("subject_id", CharField()), Value("/"))
        found = self.annotate(place=StrIndex(OuterRef("unit__path"), here))
        return found.filter(_holds(OuterRef("pk"), Q(place__gt=0), OuterRef("level")))


def _holds(person: int | Combinable | None, of_unit: Q, level: int | Combinable) -> Q:
    """Return the condition that a row makes a person hold a role; `of_unit` says which units are theirs or stand above it."""
    kinds = RoleHolder.Kind
    # The groups are one query further in.
    groups = DirectoryMember.objects.filter(person=OuterRef(person) if isinstance(person, OuterRef) else person).values("group")
    return (
        Q(kind=kinds.PERSON, subject_id=person)
        | (Q(kind=kinds.UNIT) & of_unit)
        | Q(kind=kinds.LEVEL, subject_id=level)
        | Q(kind=kinds.GROUP, subject_id__in=groups)
    )


class RoleHolder(models.Model):
    """Who holds a role: a person, all of a unit with those below it, all of a level, or a group of the directory."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        UNIT = "unit", _("Unit, with those below")
        LEVEL = "level", _("Level")
        GROUP = "group", _("Group of the directory")

    role = models.ForeignKey(Role, models.CASCADE, related_name="holders")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    # The id of the person, unit or group; of a level its number.
    subject_id = models.BigIntegerField()

    objects = RoleHolderQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "kind", "subject_id"], name="people_role_holder_once")]
        indexes = [models.Index(fields=["kind", "subject_id"], name="people_role_holder_subject")]

    def __str__(self) -> str:
        return f"{self.role_id}: {self.kind} {self.subject_id}"


def rights_of_each() -> ArraySubquery:
    """Return, for a query for people, the rights of each as `verb:scope`: who reads a person can know them without asking again."""
    held = RoleHolder.objects.of_each_person().filter(role__rights__isnull=False)
    return ArraySubquery(held.values_list(Concat(F("role__rights__verb"), Value(":"), F("role__rights__scope"))))
