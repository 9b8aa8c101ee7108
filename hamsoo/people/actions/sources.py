"""Keeping where each field of the company's record comes from."""

from collections.abc import Iterable
from datetime import datetime

from hamsoo.people.models import Person, RecordSource


def note_sources(*, person: Person, fields: Iterable[str], source: str, at: datetime) -> None:
    """Keep that `source` (a value of `RecordSource.Source`) said at `at` what these fields of the record of `person` are."""
    told = RecordSource.Source(source)
    rows = [RecordSource(person=person, field=field, source=told, at=at) for field in fields]
    RecordSource.objects.bulk_create(rows, update_conflicts=True, unique_fields=["person", "field"], update_fields=["source", "at"])
