import os

import pytest

from hamsoo.site.services.errors import ServiceError
from hamsoo.site.services.external import wait_for_database, wait_for_valkey


def test_servers_that_answer_are_taken_at_once():
    wait_for_database(os.environ["HAMSOO_DATABASE_URL"], timeout=0)
    wait_for_valkey(os.environ["HAMSOO_VALKEY_URL"], timeout=0)


def test_a_database_that_does_not_answer_is_said_plainly(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HAMSOO_LANGUAGE", "en")
    with pytest.raises(ServiceError, match=r"PostgreSQL does not answer at the address in HAMSOO_DATABASE_URL: .*nowhere"):
        wait_for_database("postgresql://hamsoo:secret@/hamsoo?host=/nowhere", timeout=0)


def test_a_valkey_that_does_not_answer_is_said_plainly(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HAMSOO_LANGUAGE", "en")
    with pytest.raises(ServiceError, match=r"Valkey does not answer at the address in HAMSOO_VALKEY_URL: .*nowhere"):
        wait_for_valkey("unix:///nowhere/valkey.sock", timeout=0)
