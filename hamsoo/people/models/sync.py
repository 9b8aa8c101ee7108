"""What comes from outside: files of people on their way in, programs that may write the record, and what those say of people."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Upper

from hamsoo.kernel.models import UploadedTable
from hamsoo.people.models.person import Person


class PeopleFile(UploadedTable):
    """A file of people that was uploaded."""

    # By number of the column (as text): the field that it fills.
    mapping = models.JSONField(default=dict)
    # The choices of `importers.Choices`.
    choices = models.JSONField(default=dict)
    # Names of those whom a full file does not hold, the first of them. `counts` are
    # {"joined": 3, "changed": 1, "left": 0, "same": 12, "missing": 2, "units": 1}.
    missing = models.JSONField(default=list)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["-uploaded_at"], name="people_file_newest")]


class ColumnMapping(models.Model):
    """How files with these headers were read last: the next one is offered the same."""

    headers_key = models.CharField(max_length=64, unique=True)
    mapping = models.JSONField()

    def __str__(self) -> str:
        return self.headers_key


class Integration(models.Model):
    """A program that may write people by SCIM. Of its token only the digest is kept; a renewed token leaves the earlier one some time."""

    name = models.CharField(max_length=120)
    token_digest = models.CharField(max_length=64, unique=True)
    earlier_digest = models.CharField(max_length=64, blank=True)
    earlier_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    last_used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["earlier_digest"], condition=~Q(earlier_digest=""), name="people_integration_earlier_once")
        ]

    def __str__(self) -> str:
        return self.name


class DirectoryEntryQuerySet(models.QuerySet["DirectoryEntry"]):
    """Finding what directories say of people."""

    def standing(self) -> Self:
        """Keep what its directory has not removed."""
        return self.filter(removed_at=None)


class DirectoryEntry(models.Model):
    """What a directory calls a person: the names by which it finds them again, which the record has no place for."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="directory_entry")
    user_name = models.CharField(max_length=254)
    external_id = models.CharField(max_length=254, blank=True)
    given_name = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    # The directory deleted the person: for it there is none, the company's record keeps a leaver.
    removed_at = models.DateTimeField(null=True)

    objects = DirectoryEntryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("user_name"), condition=Q(removed_at=None), name="people_directory_entry_name_once")]
        indexes = [
            models.Index(fields=["external_id"], name="people_directory_external"),
            # Of those who were removed too; `iexact` compares in capitals.
            models.Index(Upper("user_name"), name="people_directory_name"),
        ]

    def __str__(self) -> str:
        return self.user_name


class DirectoryGroup(models.Model):
    """A group of the company's directory, as it is kept there; roles can be given to it."""

    name = models.CharField(max_length=254)
    external_id = models.CharField(max_length=254, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    members = models.ManyToManyField(Person, through="DirectoryMember", related_name="directory_groups")

    class Meta:
        constraints = [models.UniqueConstraint(Lower("name"), name="people_directory_group_once")]

    def __str__(self) -> str:
        return self.name


class DirectoryMember(models.Model):
    """Somebody is in a group of the directory."""

    group = models.ForeignKey(DirectoryGroup, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="directory_memberships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="people_directory_member_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.group_id}"
