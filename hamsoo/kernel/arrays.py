"""Many numbers as one parameter of a query."""

from collections.abc import Iterable


def array(numbers: Iterable[int]) -> str:
    """Return whole numbers as PostgreSQL writes an array of them, to be cast: `= ANY(%s::bigint[])`.

    The driver writes a list number by number, which for the seven hundred of one search takes longer than to answer it.
    """
    return f"{{{','.join(map(str, numbers))}}}"
