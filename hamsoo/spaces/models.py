"""Spaces, who may see what is in them, and what is placed there: the only door.

Everything that can be read has placements. A person reads what is placed in a space that one of their grants covers. Grants name a
principal (everybody, a unit with all below it, a person, a role) and cover a space with all below it, so that one row can mean "all units".
"""

from __future__ import annotations

import builtins
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func, Q
from django.db.models.expressions import RawSQL
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.addresses import address
from hamsoo.kernel.arrays import array
from hamsoo.kernel.prepared import Given


class Level(models.IntegerChoices):
    """How much a grant allows; each level holds the ones below it."""

    OUTLINE = 10, _("Outline")
    READ = 20, _("Read")
    WRITE = 30, _("Write")
    MANAGE = 40, _("Manage")


class Space(models.Model):
    """A place in the tree of all that can be read. `path` is `/1/4/`: the ids from the top down to itself.

    The tree has few levels: a branch for each kind (units, groups, persons …) and the spaces in it. Nothing is placed in a branch;
    a grant on one is a right over all its spaces, those of tomorrow too. The organisation stands alone: a grant on it covers no other.
    """

    class Kind(models.TextChoices):
        ORGANISATION = "organisation", _("Organisation")
        UNIT = "unit", _("Unit")
        GROUP = "group", _("Group")
        PERSON = "person", _("Personal")
        CONVERSATION = "conversation", _("Conversation")
        BRANCH = "branch", _("Branch")

    class Policy(models.TextChoices):
        OPEN = "open", _("Open: all colleagues read, members write")
        CLOSED = "closed", _("Closed: all see that it exists, members read")
        SECRET = "secret", _("Secret: only members know of it")

    class Theme(models.TextChoices):
        WORK = "work", pgettext_lazy("what a group is for", "Work")
        INTEREST = "interest", pgettext_lazy("what a group is for", "Interest")
        PROFESSION = "profession", pgettext_lazy("what a group is for", "Profession")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    policy = models.CharField(max_length=6, choices=Policy.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=400)
    name_fa = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=120, blank=True)
    # For groups and units: what they are for (in a line, and at length), and what holds in them. What brings a group's people together.
    purpose = models.CharField(max_length=200, blank=True, default="")
    about = models.TextField(blank=True)
    rules = models.TextField(blank=True, default="")
    theme = models.CharField(max_length=10, choices=Theme.choices, default=Theme.WORK)
    # The picture over its page: part of the name of its file; empty for none.
    cover_version = models.CharField(max_length=16, blank=True, default="")
    skills = models.ManyToManyField("people.Skill", through="SpaceSkill", related_name="+")
    # What the space belongs to: ("unit", 4), ("person", 12); groups belong to nobody.
    subject_type = models.CharField(max_length=40, blank=True)
    subject_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    # An archived space is there to read: rights to write and more end with it.
    archived_at = models.DateTimeField(null=True, blank=True)
    # How often somebody may have lost a right here: live streams that were opened before are not told any more (`queries.losses`).
    lost_count = models.PositiveBigIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_type", "subject_id"], condition=~Q(subject_type=""), name="spaces_space_subject_once"),
            models.UniqueConstraint(fields=["kind"], condition=Q(kind="organisation"), name="spaces_one_organisation"),
        ]
        indexes = [models.Index(fields=["path"], name="spaces_space_path", opclasses=["varchar_pattern_ops"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return where the space is looked at: groups and units have a page, a person has a profile."""
        if self.kind in (self.Kind.GROUP, self.Kind.UNIT):
            return address("spaces:space", self.pk)
        return address("people:profile", self.subject_id) if self.kind == self.Kind.PERSON else "/"

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return (self.name_en or self.name_fa) if get_language() == "en" else (self.name_fa or self.name_en)


class Grant(models.Model):
    """A right: `principal` may do `level` in `space` and in every space below it."""

    class Principal(models.TextChoices):
        EVERYBODY = "everybody"
        UNIT = "unit"
        PERSON = "person"
        ROLE = "role"

    space = models.ForeignKey(Space, models.CASCADE, related_name="grants")
    principal_type = models.CharField(max_length=10, choices=Principal.choices)
    principal_id = models.BigIntegerField(default=0)
    level = models.PositiveSmallIntegerField(choices=Level.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "principal_type", "principal_id"], name="spaces_grant_once")]
        indexes = [models.Index(fields=["principal_type", "principal_id"], name="spaces_grant_principal")]

    def __str__(self) -> str:
        return f"{self.principal_type} {self.principal_id}: {self.level} in {self.space_id}"


class Placement(models.Model):
    """A thing stands in a space. `at` orders lists of a space without touching the thing's own table."""

    space = models.ForeignKey(Space, models.PROTECT, related_name="placements")
    type = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["type", "object_id", "space"], name="spaces_placement_once")]
        indexes = [models.Index(fields=["space", "type", "-at", "-object_id"], name="spaces_placement_list")]

    def __str__(self) -> str:
        return f"{self.type} {self.object_id} in {self.space_id}"


# Put together from expressions, this took longer than all else of a query that asks for a few things with their places.
_PLACES = "ARRAY(SELECT space_id FROM spaces_placement WHERE type = %s AND object_id = {table}.id ORDER BY space_id)"


def places_of(type: str, model: builtins.type[models.Model]) -> RawSQL:
    """Return, to annotate rows of `model`, things of `type`, with, the ids of the spaces that each stands in; none for nowhere."""
    statement = _PLACES.format(table=model._meta.db_table)
    return RawSQL(statement, (type,), output_field=ArrayField(models.BigIntegerField()))  # noqa: S611 - the table's name is ours


class PlacedIn(Func):
    """Whether the thing of `type` with this id stands in one of these spaces.

    The same as `Exists` of a query for placements, which is put together for every list of every page and took three times as long.
    """

    arity = 1
    output_field = models.BooleanField()

    def __init__(self, *expressions: Any, type: str, space_ids: tuple[int, ...] | Given) -> None:
        super().__init__(*expressions)
        self.type, self.space_ids = type, space_ids

    def as_sql(self, compiler: SQLCompiler, connection: Any, **_context: Any) -> tuple[str, tuple[Any, ...]]:  # type: ignore[override]  # noqa: ARG002
        """Return the condition; the id stands in it by whatever name its table has in the query."""
        thing, params = compiler.compile(self.source_expressions[0])
        spaces = self.space_ids if isinstance(self.space_ids, Given) else array(self.space_ids)
        condition = f"placed.type = %s AND placed.object_id = {thing} AND placed.space_id = ANY(%s::bigint[])"
        return f"EXISTS(SELECT FROM spaces_placement AS placed WHERE {condition})", (self.type, *params, spaces)


class JoinRequest(models.Model):
    """Somebody waits to be let into a closed group. The row ends when an owner has decided."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="join_requests")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="join_requests")
    note = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "person"], name="spaces_join_request_once")]

    def __str__(self) -> str:
        return f"{self.person_id} to {self.space_id}"


class JoinRefusal(models.Model):
    """What the owners answered to somebody whom they did not let in, until that person asks again or comes in."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    note = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "person"], name="spaces_join_refusal_once")]

    def __str__(self) -> str:
        return f"{self.person_id} not to {self.space_id}"


class GroupInvitation(models.Model):
    """A colleague is asked into a group and has not answered. They may know of the group meanwhile: a grant says so, as for everybody."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="invitations")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="group_invitations")
    by = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "person"], name="spaces_invitation_once")]

    def __str__(self) -> str:
        return f"{self.person_id} into {self.space_id}"


class SpaceSkill(models.Model):
    """A skill that a group is about: whoever has it may like to be there."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="+")
    skill = models.ForeignKey("people.Skill", models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "skill"], name="spaces_skill_once")]

    def __str__(self) -> str:
        return f"{self.skill_id} in {self.space_id}"


class Resource(models.Model):
    """Something that a group or unit keeps at hand: a page of ours or of the web. `is_first` ones stand before the rest."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="resources")
    title = models.CharField(max_length=120)
    url = models.CharField(max_length=1000)
    note = models.CharField(max_length=300, blank=True)
    is_first = models.BooleanField(default=False)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "url"], name="spaces_resource_once")]

    def __str__(self) -> str:
        return self.title


class PermissionVersion(models.Model):
    """How often the rights of a principal have changed: what caches and live tickets are held against."""

    principal_type = models.CharField(max_length=10, choices=Grant.Principal.choices)
    principal_id = models.BigIntegerField()
    version = models.BigIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["principal_type", "principal_id"], name="spaces_permission_version_once")]

    def __str__(self) -> str:
        return f"{self.principal_type} {self.principal_id}: {self.version}"
