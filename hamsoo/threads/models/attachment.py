"""Files and pictures that hang on something that `targets` knows."""

from __future__ import annotations

import builtins
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from hamsoo.kernel.addresses import address
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Finding attachments. What hangs on a thing is seen by whoever sees the thing: `queries.attachment` asks for it."""

    def visible_to(self, person: Person | None) -> Self:
        """Keep what `person` has sent and attached to nothing yet: nobody else's business."""
        return self.waiting().filter(uploader=person) if person is not None else self.none()

    def waiting(self) -> Self:
        """Keep what hangs on nothing."""
        return self.filter(target_type="")

    def on(self, ref: Ref) -> Self:
        """Keep what hangs on one thing."""
        return self.filter(target_type=ref.type, target_id=ref.id)


class Attachment(models.Model):
    """A file that somebody sent. Until it hangs on a thing it is its sender's alone, and goes after a day.

    `key` is the name of its files in the storage: nothing of the name that was sent reaches it.
    """

    target_type = models.CharField(max_length=40, blank=True)
    target_id = models.BigIntegerField(null=True, blank=True)
    place = models.SmallIntegerField(default=0)
    # None: it came from outside, with a mail say.
    uploader = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="attachments")
    name = models.CharField(max_length=140)
    size = models.BigIntegerField()
    is_picture = models.BooleanField()
    width = models.IntegerField(null=True, blank=True)
    height = models.IntegerField(null=True, blank=True)
    alt = models.CharField(max_length=400, blank=True)
    key = models.CharField(max_length=32, unique=True)
    at = models.DateTimeField()

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(target_type="", target_id=None) | (~Q(target_type="") & Q(target_id__isnull=False)),
                name="threads_attachment_target",
            ),
        ]
        indexes = [
            models.Index(fields=["target_type", "target_id"], name="threads_attachment_on"),
            models.Index(fields=["uploader"], condition=Q(target_type=""), name="threads_attachment_waiting"),
        ]

    def __str__(self) -> str:
        return f"Attachment {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of the file."""
        return address("threads:attachment", self.pk, self.name)

    @property
    def thumb_url(self) -> str:
        """Return the address of the small picture."""
        return f"{self.get_absolute_url()}?size=thumb"

    @property
    def target(self) -> Ref | None:
        """Return what it hangs on, None as long as it waits."""
        return Ref(self.target_type, self.target_id) if self.target_id is not None else None

    def stored_as(self, part: str = "") -> str:
        """Return the name in the storage of the file itself, or of its small picture ("thumb")."""
        return f"attachments/{self.key[:2]}/{self.key}{f'-{part}' if part else ''}"


_WORDS = """ARRAY(SELECT word FROM threads_attachment AS file CROSS JOIN LATERAL
    (VALUES (1, file.name), (2, file.alt)) AS said (place, word)
WHERE file.target_type = %s AND file.target_id = {table}.id AND word <> '' ORDER BY file.place, file.id, said.place)"""


def words_of_files(type: str, model: builtins.type[models.Model]) -> RawSQL:
    """Return, to annotate rows of `model`, things of `type`, with, what their files are called and what their pictures show."""
    statement = _WORDS.format(table=model._meta.db_table)
    return RawSQL(statement, (type,), output_field=ArrayField(models.TextField()))  # noqa: S611 - the table's name is ours
