"""Queries that many pages ask: put into SQL once, and from then on only asked.

Django puts a query into SQL again with every call. For one that brings a colleague with account, unit and rights that takes 1.2 ms, eight
times as long as asking it (and every page of somebody who is signed in asks it).
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from django.db import connections
from django.db.models import BigIntegerField, Func, Model, QuerySet
from django.db.models.expressions import RawSQL

from hamsoo.kernel.arrays import is_any

M = TypeVar("M", bound=Model)
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Given:
    """A value of a prepared query, which each call gives by this name."""

    name: str


def given(name: str) -> RawSQL:
    """Return the whole number that each call gives as `name`."""
    return RawSQL("%s::bigint", (Given(name),), BigIntegerField())


def among_given(column: str, name: str) -> Func:
    """Return the condition that `column` is one of the numbers that each call gives as `name`, made with `array`."""
    return is_any(column, RawSQL("%s::bigint[]", (Given(name),)))


class Prepared(Generic[M, Row]):
    """A query with values that each call gives.

        by_code = Prepared(lambda: Unit.objects.filter(pk=given("unit")))
        by_code(unit=7)

    The function is called once: what it builds must not depend on who asks, nor on the reader's language.
    """

    def __init__(self, build: Callable[[], QuerySet[M, Row]]) -> None:
        self._build = build

    @cached_property
    def _known(self) -> tuple[QuerySet[M, Row], Any, str, tuple[Any, ...]]:
        queryset = self._build()
        compiler = queryset.query.get_compiler(queryset.db)
        sql, params = compiler.as_sql()
        return queryset, compiler, sql, tuple(params)

    def __call__(self, **values: int | str) -> list[Row]:
        """Return the rows for these values.

        Raises:
            KeyError: a value is missing.
        """
        queryset, known, sql, params = self._known
        asked = copy(known)
        asked.connection = connections[queryset.db]
        written = tuple(values[one.name] if isinstance(one, Given) else one for one in params)
        asked.as_sql = lambda: (sql, written)
        rows = queryset.all()
        # The rest of what Django does with rows stays as it is: only the way into SQL is known already.
        cast("Any", rows.query).get_compiler = lambda *_args, **_kwargs: asked
        return list(rows)
