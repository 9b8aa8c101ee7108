"""Two at once: real threads, real transactions."""

import pytest

from hamsoo.commitments.models import Commitment, Conflict
from hamsoo.commitments.tests.cast import CANCELLED, RENEWED, promise
from hamsoo.identity.models import SourceRecord
from hamsoo.ledger.models import Entry
from hamsoo.people.models import Person
from tests.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_promises_at_once_make_one_conflict(record: SourceRecord, sara: Person, nima: Person) -> None:
    outcome = at_once(lambda: promise(sara, record, CANCELLED), lambda: promise(nima, record, RENEWED))

    assert outcome == ["done", "done"]
    assert (Commitment.objects.count(), Conflict.objects.count()) == (2, 1)
    assert Entry.objects.filter(name="commitments.ConflictFound").count() == 1
