"""Rows that a fixture adds, kept: the first test builds them through the doors, the others of the same worker have them copied in."""

import copy
from collections.abc import Callable
from typing import Generic, TypeVar

from django.db import connection, transaction
from psycopg import sql

Built = TypeVar("Built")
Rows = dict[tuple[str, str], set[bytes]]

_COLUMNS = """
SELECT table_name, string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position)
FROM information_schema.columns JOIN pg_tables ON tablename = table_name AND schemaname = table_schema
WHERE table_schema = 'public' AND is_generated = 'NEVER' GROUP BY table_name ORDER BY table_name
"""


class Kept(Generic[Built]):
    """What `build` makes in the database, and what it returns. It must only add rows, and depend on nothing but the code.

    Ids stay free: the sequences that gave them have gone on, and never go back.
    """

    def __init__(self, build: Callable[[], Built]) -> None:
        self._build = build
        self._made: tuple[Built, dict[tuple[str, str], bytes]] | None = None

    def __call__(self) -> Built:
        """Have the rows in the database of this test."""
        if self._made is None:
            before = _rows()
            built, after = self._build(), _rows()
            assert all(lines <= after[table] for table, lines in before.items()), "It changes rows that were there before."
            added = {table: b"".join(sorted(lines - before[table])) for table, lines in after.items()}
            self._made = built, {table: lines for table, lines in added.items() if lines}
            return copy.deepcopy(built)
        built, added = self._made
        # Whether the test is one transaction or not: who refers to whom is looked at in the end.
        with transaction.atomic(), connection.cursor() as cursor:
            for (table, columns), lines in added.items():
                with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as target:
                    target.write(lines)
        return copy.deepcopy(built)


def _rows() -> Rows:
    """Return the rows of all tables as PostgreSQL copies them out."""
    found: Rows = {}
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS)
        for table, columns in cursor.fetchall():
            query = sql.SQL("COPY {} ({}) TO STDOUT").format(sql.Identifier(table), sql.SQL(columns))
            with cursor.copy(query) as source:
                found[table, columns] = set(b"".join(bytes(part) for part in source).splitlines(keepends=True))
    return found
