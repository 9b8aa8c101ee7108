"""The tables of the kernel itself, and what those of other apps have in common."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Deadline(models.Model):
    """A moment at which something is due: an SLA warning, a reminder, a scheduled post. One per kind and thing."""

    kind = models.CharField(max_length=60)
    about_type = models.CharField(max_length=40)
    about_id = models.BigIntegerField()
    due_at = models.DateTimeField()
    attempt_count = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "about_type", "about_id"], name="kernel_deadline_once")]
        indexes = [models.Index(fields=["due_at"], name="kernel_deadline_due")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.about_type} {self.about_id} at {self.due_at}"


class MailTrouble(models.Model):
    """A mail of a mailbox that could not be taken, and how often that was tried; see `mail.imap`."""

    mailbox = models.CharField(max_length=300)
    uid_validity = models.PositiveBigIntegerField()
    uid = models.PositiveBigIntegerField()
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mailbox", "uid_validity", "uid"], name="kernel_mail_trouble_once")]

    def __str__(self) -> str:
        return f"Mail {self.uid} of {self.mailbox}: {self.tries} tries"


class ImportRun(models.Model):
    """One import: what was read, how far it came, what was wrong. `sheet` and `row_id` are the bookmark of its applying."""

    class State(models.TextChoices):
        STAGING = "staging"
        VALIDATED = "validated"
        APPLYING = "applying"
        DONE = "done"
        FAILED = "failed"

    kind = models.CharField(max_length=40)
    origin = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.STAGING)
    is_dry_run = models.BooleanField(default=False)
    sheet = models.CharField(max_length=40, blank=True)
    row_id = models.BigIntegerField(default=0)
    applied_count = models.PositiveBigIntegerField(default=0)
    # By sheet: {"people": {"new": 3, "changed": 0, "unchanged": 12}}.
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    problem_count = models.PositiveBigIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(state__in=["staging", "validated", "applying"]), name="kernel_import_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.source}: {self.state}"


class ImportRow(models.Model):
    """One row of a source as it was read; it goes when its run has ended."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=40)
    line = models.PositiveBigIntegerField()
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=32)
    data = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["run", "sheet", "key"], name="kernel_import_row_key"),
            models.Index(fields=["run", "sheet", "id"], name="kernel_import_row_order"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.key}, line {self.line}"


class ImportedThing(models.Model):
    """What a row of a source became here, and the digest of the row as it was applied last."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    origin = models.CharField(max_length=40, blank=True)
    sheet = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=32)
    object_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "origin", "sheet", "key"], name="kernel_imported_thing_once")]

    def __str__(self) -> str:
        return f"{self.sheet} {self.key} of {self.kind}"


class UploadedTable(models.Model):
    """A file of rows that was uploaded: its columns chosen, checked as a whole, and then applied. Each app has a row of its own for it.

    The content goes when its work is done; see `imports.uploads`.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Uploaded")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked")
        APPLYING = "applying", _("Being applied")
        DONE = "done", _("Applied")
        FAILED = "failed", _("Not applied")

    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="imports/", blank=True)
    headers = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    problem_count = models.PositiveIntegerField(default=0)
    uploaded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"

    @property
    def is_at_work(self) -> bool:
        """Return whether the file is being checked or applied now."""
        return self.state in (self.State.CHECKING, self.State.APPLYING)
