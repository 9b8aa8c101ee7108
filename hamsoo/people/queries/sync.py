"""Finding files of people, and programs that may write the record; for those who keep it."""

from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Integration, PeopleFile, Person
from hamsoo.people.queries.records import require_keeper_of_all

SHOWN = 50


def files(*, person: Person | None) -> list[PeopleFile]:
    """Return the latest files."""
    require_keeper_of_all(person)
    return list(PeopleFile.objects.select_related("by__unit").order_by("-uploaded_at", "-pk")[:SHOWN])


def file(*, person: Person | None, pk: int) -> PeopleFile:
    """Return a file; raise `NotFound` for none, and for those who do not keep the record."""
    require_keeper_of_all(person)
    found = PeopleFile.objects.select_related("by").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def integrations(*, person: Person | None) -> list[Integration]:
    """Return the programs, those whose access has ended last."""
    require_keeper_of_all(person)
    found = Integration.objects.select_related("created_by__unit").order_by("-created_at", "-pk")
    return sorted(found, key=lambda integration: integration.ended_at is not None)


def integration(*, person: Person | None, pk: int) -> Integration:
    """Return a program; raise `NotFound` for none, and for those who do not keep the record."""
    require_keeper_of_all(person)
    found = Integration.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
