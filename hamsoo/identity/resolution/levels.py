"""How two records can agree on a field: levels, each said once for Splink's SQL and once for Python, and both mean the same.

Text of other letters than ASCII is compared by its bytes, as DuckDB does.
"""

from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from hamsoo.identity.resolution.fields import LISTS, Normal


def quoted(name: str) -> str:
    """Return a column's name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


@dataclass(frozen=True)
class Level:
    """One way to agree on `column`: `kind` with its measure."""

    kind: str
    column: str
    measure: float = 0.0

    @property
    def name(self) -> str:
        """Return what tells this level from the others of its field."""
        return f"{self.kind}:{self.column}" + (f":{self.measure:g}" if self.measure else "")

    def sql(self) -> str:
        """Return the condition as Splink reads it."""
        mine, theirs = quoted(f"{self.column}_l"), quoted(f"{self.column}_r")
        names = {"l": quoted("names_l"), "r": quoted("names_r")}
        return {
            "equal": f"{mine} = {theirs}",
            "similar": f"jaro_winkler_similarity({mine}, {theirs}) >= {self.measure}",
            "slips": f"damerau_levenshtein({mine}, {theirs}) <= {self.measure:g}",
            "start": f"left({mine}, {self.measure:g}) = left({theirs}, {self.measure:g})",
            "named": f"list_contains({names['r']}, {mine}) or list_contains({names['l']}, {theirs})",
            "shares": f"list_has_any({mine}, {theirs})",
            "overlap": f"len(list_intersect({mine}, {theirs})) >= {self.measure} * least(len({mine}), len({theirs}))",
        }[self.kind]

    def holds(self, mine: Normal, theirs: Normal) -> bool:
        """Say whether two records, which both have the column, agree in this way."""
        left, right = mine[self.column], theirs[self.column]
        if self.kind == "named":
            return left in theirs.get("names", ()) or right in mine.get("names", ())
        return _HOLDS[self.kind](left, right, self.measure)


def _bytes(text: str | list[str]) -> str | bytes:
    if isinstance(text, list):
        raise TypeError("a list has no spelling")
    return text if text.isascii() else text.encode()


_HOLDS: dict[str, Callable[[str | list[str], str | list[str], float], bool]] = {
    "equal": lambda left, right, _: left == right,
    "similar": lambda left, right, least: JaroWinkler.similarity(_bytes(left), _bytes(right)) >= least,
    "slips": lambda left, right, most: DamerauLevenshtein.distance(_bytes(left), _bytes(right)) <= most,
    "start": lambda left, right, length: left[: int(length)] == right[: int(length)],
    "shares": lambda left, right, _: not set(left).isdisjoint(right),
    "overlap": lambda left, right, least: len(set(left).intersection(right)) >= least * min(len(left), len(right)),
}


def sql_type(column: str) -> str:
    """Return the type of a column in DuckDB."""
    return "VARCHAR[]" if column in LISTS else "VARCHAR"
