"""Systems and their records."""

from django.db.models import QuerySet

from hamsoo.identity.models import Decision, SourceRecord, System
from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Person


def systems(*, person: Person | None) -> QuerySet[System]:
    """Return the systems whose records `person` may read, the most trusted first."""
    return System.objects.visible_to(person).select_related("space")


def system(*, person: Person | None, pk: int) -> System:
    """Return a system, or raise `NotFound`."""
    found = systems(person=person).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def system_called(*, person: Person | None, code: str) -> System:
    """Return a system by its short name, or raise `NotFound`."""
    found = systems(person=person).filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def record(*, person: Person | None, pk: int) -> SourceRecord:
    """Return a record, or raise `NotFound`."""
    found = SourceRecord.objects.visible_to(person).select_related("system", "customer").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def decision(*, person: Person | None, pk: int) -> Decision:
    """Return a decision about two records that `person` both sees, or raise `NotFound`."""
    visible = SourceRecord.objects.visible_to(person)
    found = Decision.objects.filter(pk=pk, a__in=visible, b__in=visible).select_related("a__system", "b__system").first()
    if found is None:
        raise NotFound
    return found
