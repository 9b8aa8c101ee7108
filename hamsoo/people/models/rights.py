"""Roles: bundles of rights (verb x scope), and who holds them. Verbs are declared in code by the apps; here they are names."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
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
        groups = DirectoryMember.objects.filter(person=person.pk).values("group")
        kinds = RoleHolder.Kind
        return self.filter(
            Q(kind=kinds.PERSON, subject_id=person.pk)
            | Q(kind=kinds.UNIT, subject_id__in=unit_ids)
            | Q(kind=kinds.LEVEL, subject_id=person.level)
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


# The rows that `RoleHolderQuerySet.for_person` keeps, for each person of a query; read with every request, where putting it together from
# expressions took longer than all else that a request asks about its reader (4.4 ms for 1.1 ms).
_RIGHTS_OF_EACH = """
ARRAY(SELECT given.verb || ':' || given.scope FROM people_roleright AS given JOIN people_roleholder AS held USING (role_id)
WHERE (held.kind = 'person' AND held.subject_id = people_person.id)
   OR (held.kind = 'unit' AND strpos(
        (SELECT own.path FROM people_unit AS own WHERE own.id = people_person.unit_id), '/' || held.subject_id || '/') > 0)
   OR (held.kind = 'level' AND held.subject_id = people_person.level)
   OR (held.kind = 'group' AND held.subject_id IN (
        SELECT member.group_id FROM people_directorymember AS member WHERE member.person_id = people_person.id)))
"""

ROLES_OF = """
SELECT held.role_id FROM people_roleholder AS held
WHERE (held.kind = 'person' AND held.subject_id = %(person)s)
   OR (held.kind = 'unit' AND held.subject_id = ANY(%(units)s))
   OR (held.kind = 'level' AND held.subject_id = %(level)s)
   OR (held.kind = 'group' AND held.subject_id IN (
        SELECT member.group_id FROM people_directorymember AS member WHERE member.person_id = %(person)s))
"""
"""The same rows, for one person (id, ids of their unit and those above it, level) and for a statement that every page asks."""

_LEADS_OF_EACH = "EXISTS(SELECT 1 FROM people_unit AS led WHERE led.head_id = people_person.id AND led.closed_on IS NULL)"


def rights_of_each() -> RawSQL:
    """Return, for a query for people, the rights of each as `verb:scope`: who reads a person can know them without asking again."""
    return RawSQL(_RIGHTS_OF_EACH, (), output_field=ArrayField(models.TextField()))  # noqa: S611 - nothing of a request is in it


def leads_of_each() -> RawSQL:
    """Return, for a query for people, whether each leads a unit: who reads a person so knows it without asking again."""
    return RawSQL(_LEADS_OF_EACH, (), output_field=models.BooleanField())  # noqa: S611 - nothing of a request is in it
