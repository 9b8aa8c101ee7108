"""Many numbers as one parameter of a query."""

from collections.abc import Iterable

from django.db.models import BigIntegerField, BooleanField, F, Func
from django.db.models.expressions import RawSQL


def array(numbers: Iterable[int | str]) -> str:
    """Return whole numbers, or names of types, as PostgreSQL writes an array of them, to be cast: `= ANY(%s::bigint[])`.

    The driver writes a list number by number, which for the seven hundred of one search takes longer than to answer it.
    """
    return f"{{{','.join(map(str, numbers))}}}"


def is_any(column: str, numbers: RawSQL) -> Func:
    """Return the condition that `column` is one of an array's numbers."""
    one_of = Func(numbers, function="ANY", output_field=BigIntegerField())
    return Func(F(column), one_of, template="%(expressions)s", arg_joiner=" = ", output_field=BooleanField())
