"""Systems, their records with every version as it came, and the customers that the records belong to."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.addresses import address
from hamsoo.kernel.models import UploadedTable
from hamsoo.people.models import Person
from hamsoo.spaces.models import Level
from hamsoo.spaces.queries import space_ids

KEY_LENGTH, NAME_LENGTH = 200, 200
BUILTIN = "hamsoo"
"""The code of the system that holds what colleagues write here by hand."""


class Entity(models.TextChoices):
    """What a customer is."""

    PERSON = "person", pgettext_lazy("kind of customer", "Person")
    COMPANY = "company", pgettext_lazy("kind of customer", "Company")


class Sensitivity(models.TextChoices):
    """By which right a field is seen, beside reading its record."""

    FINANCIAL = "financial", pgettext_lazy("kind of field", "Financial")
    PRIVATE = "private", pgettext_lazy("kind of field", "Private")


class SystemQuerySet(models.QuerySet["System"]):
    """Finding systems."""

    def visible_to(self, person: Person | None, level: Level = Level.READ) -> Self:
        """Keep those whose space `person` may read."""
        return self.filter(space__in=space_ids(person=person, level=level))


class System(models.Model):
    """A system that records come from: CRM, billing, help desk, a spreadsheet. Who reads its space reads its records."""

    code = models.SlugField(max_length=40, unique=True)
    name_fa = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    space = models.ForeignKey("spaces.Space", models.PROTECT, related_name="+")
    # Where several systems know a value, the one with the smallest rank is believed.
    rank = models.PositiveSmallIntegerField(default=100)
    # It holds nobody twice: two of its records are never made one customer by themselves.
    is_duplicate_free = models.BooleanField(default=False)
    # Digest of the key that the system's own program sends its records with; empty for none.
    hook_digest = models.CharField(max_length=64, blank=True)
    # What the keys of forgotten records are mixed with before only their digests are kept; empty before the first.
    salt = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()

    objects = SystemQuerySet.as_manager()

    class Meta:
        ordering = ["rank", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return address("identity:system", self.pk)

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return (self.name_en or self.name_fa) if get_language() == "en" else (self.name_fa or self.name_en)


class Mapping(models.Model):
    """Which columns of a system's rows hold which fields; `key_column` names the row. Saved, and offered for the next file."""

    system = models.ForeignKey(System, models.CASCADE, related_name="mappings")
    entity = models.CharField(max_length=7, choices=Entity.choices)
    key_column = models.CharField(max_length=200, blank=True)
    # {column: field}
    columns = models.JSONField(default=dict)
    # {field: Sensitivity} of those that need a right of their own.
    sensitive = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["system", "entity"], name="identity_mapping_once")]

    def __str__(self) -> str:
        return f"{self.entity} of {self.system_id}"


class CustomerQuerySet(models.QuerySet["Customer"]):
    """Finding customers."""

    def visible_to(self, person: Person | None, level: Level = Level.READ) -> Self:
        """Keep those with a record that stands where `person` has at least `level`: one suffices."""
        ids = space_ids(person=person, level=level)
        return self.filter(Exists(SourceRecord.objects.filter(customer=OuterRef("pk"), system__space__in=ids))) if ids else self.none()


class Customer(models.Model):
    """A customer, by a number that never changes hands.

    Each record comes with a customer of its own (`SourceRecord.own`). While records are linked, one of their own customers stands for
    them all and the others have no records. A number always leads to the customer of the record it came with: so every number
    resolves for ever, and undoing links gives each record back what it had. Customers are never made or changed by other apps.
    """

    number = models.BigAutoField(primary_key=True)
    entity = models.CharField(max_length=7, choices=Entity.choices)
    # As `SourceRecord.customer`: follows from the decisions.
    record_count = models.PositiveIntegerField(default=1)
    since = models.DateTimeField()

    objects = CustomerQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["entity", "number"], condition=Q(record_count__gt=0), name="identity_customer_standing")]

    def __str__(self) -> str:
        return f"{self.entity} {self.number}"


class SourceRecordQuerySet(models.QuerySet["SourceRecord"]):
    """Finding records."""

    def visible_to(self, person: Person | None, level: Level = Level.READ) -> Self:
        """Keep those of systems whose space `person` may read: one placement a system, however many records it has."""
        systems = list(System.objects.visible_to(person, level).order_by().values_list("pk", flat=True))
        return self.filter(system__in=systems) if systems else self.none()


class SourceRecord(models.Model):
    """A record of a system: who or what its `key` names there, as it was heard of last.

    Whatever any app keeps about a customer hangs on a record. `customer` follows from the decisions and is written by their
    actions alone.
    """

    system = models.ForeignKey(System, models.PROTECT, related_name="records")
    entity = models.CharField(max_length=7, choices=Entity.choices)
    key = models.CharField(max_length=KEY_LENGTH)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="records")
    own = models.OneToOneField(Customer, models.PROTECT, related_name="first_record")
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    sort_key = models.CharField(max_length=NAME_LENGTH * 2, blank=True)
    # {field: text, or a list of texts where a system has several}
    values = models.JSONField(default=dict)
    # The forms that are compared; see `resolution.normalise`.
    normal = models.JSONField(default=dict)
    version_count = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=64)
    first_at = models.DateTimeField()
    # When its newest version came.
    changed_at = models.DateTimeField()
    # The system does not have it any more; what it said stays.
    removed_at = models.DateTimeField(null=True)
    # It has not been compared with others since it changed.
    is_due = models.BooleanField(default=True)

    objects = SourceRecordQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["system", "entity", "key"], name="identity_record_once")]
        indexes = [
            models.Index(fields=["system", "-changed_at", "-id"], name="identity_record_newest"),
            models.Index(fields=["sort_key", "id"], name="identity_record_alphabet"),
            models.Index(fields=["entity", "id"], condition=Q(is_due=True), name="identity_record_due"),
        ]

    def __str__(self) -> str:
        return self.name or self.key

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return address("identity:record", self.pk)


class SourceVersion(models.Model):
    """What a system said of a record at a time, exactly as it came. Nothing changes it."""

    record = models.ForeignKey(SourceRecord, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    payload = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "number"], name="identity_version_once")]

    def __str__(self) -> str:
        return f"{self.record_id}, version {self.number}"


class Relation(models.Model):
    """What a record says it is to a company of the same system, named by that company's key there: it may come later."""

    class Kind(models.TextChoices):
        CONTACT = "contact", _("Contact of")
        SUBSIDIARY = "subsidiary", _("Subsidiary of")
        PARTNER = "partner", _("Partner of")

    record = models.ForeignKey(SourceRecord, models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=KEY_LENGTH)
    role = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "kind", "key"], name="identity_relation_once")]
        indexes = [models.Index(fields=["key", "kind"], name="identity_relation_key")]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.kind} {self.key}"


class RecordFile(UploadedTable):
    """A file of records that was uploaded for a system. `counts` are {"new": 3, "changed": 1, "unchanged": 12}."""

    system = models.ForeignKey(System, models.CASCADE, related_name="files")
    entity = models.CharField(max_length=7, choices=Entity.choices, default=Entity.PERSON)
    key_column = models.CharField(max_length=200, blank=True)
    # {column: field}
    columns = models.JSONField(default=dict)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    # Lines that were left out, as what they name was forgotten.
    left_out = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["system", "-uploaded_at"], name="identity_file_newest")]

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return address("identity:file", self.pk)
