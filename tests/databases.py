"""The databases of the workers of one run: copies of one that was migrated once."""

import fcntl
import os
from pathlib import Path

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from tests.servers import MIGRATED


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Have the first worker migrate a database for all of them; each takes a copy of it as its own."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return
    with (Path(os.environ["HAMSOO_TEST_RUN"]) / "migrated").open("a+") as note, django_db_blocker.unblock():
        fcntl.flock(note, fcntl.LOCK_EX)
        note.seek(0)
        if not note.read():
            _migrate()
            note.write("done")
    connection.settings_dict["TEST"]["TEMPLATE"] = MIGRATED


def _migrate() -> None:
    known = connection.settings_dict
    own, own_test = known["NAME"], known["TEST"]["NAME"]
    known["TEST"]["NAME"] = MIGRATED
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    # A database that somebody is connected to can not be copied.
    connection.close()
    connection.close_pool()
    known["NAME"], known["TEST"]["NAME"] = own, own_test
