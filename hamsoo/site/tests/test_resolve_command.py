"""`hamsoo resolve`: what it does and says, and that two are never at work at once."""

import psycopg
import pytest
from django.db import connection

from hamsoo.identity.actions.batching import _LOCK
from hamsoo.identity.models import Decision, SourceRecord, WeightModel
from hamsoo.identity.tests.records import make_system
from hamsoo.identity.tests.test_batch import SARA, SARA_LATIN, await_batch
from hamsoo.site.tests.terminal import Run
from hamsoo.spaces.actions import found_organisation
from hamsoo.spaces.queries import organisation
from tests.world import NOON


@pytest.mark.django_db(transaction=True)
def test_all_records_find_their_customer(hamsoo: Run) -> None:
    found_organisation(name_fa="شرکت", at=NOON)
    await_batch(make_system("crm", organisation()), SARA)
    await_batch(make_system("shop", organisation()), SARA_LATIN)

    done, again = hamsoo("resolve", "--entity", "person"), hamsoo("resolve", "--as-learned")

    assert (done.returncode, again.returncode) == (0, 0), done.stderr + again.stderr
    rows = [line.replace("│", " ").split() for line in (done.stdout + again.stdout).splitlines() if line.startswith("│")]
    assert rows == [
        ["Persons", "2", "1", "1", "0", "0", "0"],
        ["Persons", "2", "1", "0", "0", "0", "0"],
        ["Companies", "0", "0", "0", "0", "0", "0"],
    ]
    assert (Decision.objects.count(), len(set(SourceRecord.objects.values_list("customer", flat=True)))) == (1, 1)
    assert WeightModel.objects.filter(entity="person").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_batches_are_never_at_work_at_once(hamsoo: Run) -> None:
    found_organisation(name_fa="شرکت", at=NOON)
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}) as other:
        other.execute("SELECT pg_advisory_lock(%s::int, 0)", [_LOCK])
        said = hamsoo("resolve", "--entity", "person")

    assert (said.returncode, "Another batch is running" in said.stderr) == (3, True)
