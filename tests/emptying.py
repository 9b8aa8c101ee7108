"""Emptying the database after a test that committed. Django truncates every table, which makes a thousand files anew; few have rows."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase

# What Django itself puts there when it has migrated.
_STAYS = ("django_migrations", "django_content_type", "auth_permission")


@pytest.fixture(scope="session", autouse=True)
def quick_emptying() -> Iterator[None]:
    """Delete what tests have committed from the tables that have rows; what migrations added goes too, as with Django's own way."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: empty())
        yield


def empty() -> None:
    """Delete all rows."""
    names = [name for name in connection.introspection.django_table_names(only_existing=True, include_views=False) if name not in _STAYS]
    look = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in names)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(look)
        # Foreign keys are looked at in the end, so that the order is no matter.
        for (name,) in cursor.fetchall():
            cursor.execute(f'DELETE FROM "{name}"')
